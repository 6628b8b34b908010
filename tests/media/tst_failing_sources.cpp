// Disks and servers that go away in the middle of a track.
#include "audio_files.h"
#include "media/deck.h"
#include "media/player.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace groundswell;
using namespace groundswell::media;
using namespace groundswell::media::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rate = 48'000;

/// What becomes of a source at a byte of it.
struct Trouble
{
    enum class Kind { None, Fails, Stalls };
    Kind kind = Kind::None;
    qint64 at = 0;
};

/// Bytes that end in trouble at a place: reading fails there, or waits until it is aborted.
class TroubledSource final : public ByteSource
{
public:
    TroubledSource(QByteArray bytes, Trouble trouble)
        : m_bytes(std::move(bytes))
        , m_trouble(trouble)
    {
        open(ReadOnly | Unbuffered);
    }
    void abort() noexcept override { setAborted(true); }
    void resume() noexcept override { setAborted(false); }
    [[nodiscard]] std::optional<Error> error() const override
    {
        const std::scoped_lock lock(m_mutex);
        return m_hasFailed ? std::optional(Error{ErrorCode::Network, u"The server went away."_s, {}}) : std::nullopt;
    }
    [[nodiscard]] qint64 size() const override { return m_bytes.size(); }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        qint64 end = m_bytes.size();
        if (m_trouble.kind != Trouble::Kind::None && pos() < m_trouble.at) end = m_trouble.at;
        if (m_trouble.kind != Trouble::Kind::None && pos() >= m_trouble.at) {
            std::unique_lock lock(m_mutex);
            m_hasFailed = m_trouble.kind == Trouble::Kind::Fails;
            if (!m_hasFailed) m_changed.wait(lock, [this] { return m_aborted; });
            return -1;
        }
        const qint64 count = std::min(most, end - pos());
        std::memcpy(data, m_bytes.constData() + pos(), std::size_t(count));
        return count;
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    void setAborted(bool aborted)
    {
        const std::scoped_lock lock(m_mutex);
        m_aborted = aborted;
        m_changed.notify_all();
    }

    const QByteArray m_bytes;
    const Trouble m_trouble;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_aborted = false;
    bool m_hasFailed = false;
};

class TroubledOpener final : public SourceOpener
{
public:
    TroubledOpener(QByteArray bytes, Trouble trouble)
        : m_bytes(std::move(bytes))
        , m_trouble(trouble)
    {
    }
    Result<std::unique_ptr<ByteSource>> open(const QUrl&) override
    {
        return std::make_unique<TroubledSource>(m_bytes, m_trouble);
    }

private:
    const QByteArray m_bytes;
    const Trouble m_trouble;
};

} // namespace

class TestFailingSources : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsThatTheRestIsMissing_data();
    void tellsThatTheRestIsMissing();
    void marksTheEntryAndGoesOn();
    void tellsAnEndFromAFailure();
    void seeksWhileTheServerStalls();

private:
    Files m_files;
    Pcm m_pcm = music(Rate, 20);
};

void TestFailingSources::initTestCase()
{
    for (const QString& name : {u"a.flac"_s, u"a.mp3"_s, u"a.opus"_s, u"a.m4a"_s}) {
        const auto options = name.endsWith(u"m4a"_s) ? QStringList{u"-movflags"_s, u"+faststart"_s} : QStringList{};
        QVERIFY(m_files.make(name, m_pcm, Rate, options));
    }
}

void TestFailingSources::tellsThatTheRestIsMissing_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"a.flac", "a.mp3", "a.opus", "a.m4a"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestFailingSources::tellsThatTheRestIsMissing()
{
    QFETCH(const QString, name);
    const QByteArray all = m_files.bytes(name);
    TroubledOpener opener(all, {.kind = Trouble::Kind::Fails, .at = all.size() / 2});
    Deck deck(Rate, &opener);
    QSignalSpy ended(&deck, &Deck::ended);
    QSignalSpy brokeOff(&deck, &Deck::brokeOff);
    const auto stream = deck.open(QUrl(u"https://example.org/"_s + name), 1);
    std::vector<float> part(std::size_t{Rate});
    qint64 frames = 0;
    QTRY_VERIFY([&] {
        deck.topUp();
        frames += qint64(stream->read(part));
        return stream->hasEnded() && stream->readable() == 0;
    }());
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE_GT(frames, qint64(5) * Rate); // what came is played
    QCOMPARE(brokeOff.size(), 1);
    QCOMPARE(brokeOff.at(0).at(1).value<Error>().message, u"The server went away."_s);
}

void TestFailingSources::marksTheEntryAndGoesOn()
{
    const QByteArray all = m_files.bytes(u"a.flac"_s);
    TroubledOpener opener(all, {.kind = Trouble::Kind::Fails, .at = all.size() / 5});
    Player player({.output = OutputKind::Silent, .opener = &opener});
    QSignalSpy failed(&player, &Player::entryFailed);
    QVERIFY(m_files.make(u"next.flac"_s, music(Rate, 5), Rate));
    player.queue().append({{.source = QUrl(u"https://example.org/a.flac"_s)}, {.source = m_files.url(u"next.flac"_s)}});
    player.playRow(0);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(player.queue().currentRow(), 0); // what came is heard first
    QCOMPARE(player.queue().entries().at(0).problem, u"The server went away."_s);
    QTRY_COMPARE(player.queue().currentRow(), 1);
    QCOMPARE(player.state(), PlayState::Playing);
    QCOMPARE(failed.size(), 1);
}

void TestFailingSources::tellsAnEndFromAFailure()
{
    const QByteArray all = m_files.bytes(u"a.flac"_s);
    TroubledSource source(all, {.kind = Trouble::Kind::Fails, .at = all.size() / 2});
    const std::atomic<bool> isCancelled = false;
    const auto reader = openSound(source, u"a.flac"_s, SoundReader::Channels::All, isCancelled);
    QVERIFY(reader);
    while ((*reader)->read())
        continue;
    QVERIFY((*reader)->hasFailed());
    QBuffer whole;
    whole.setData(all);
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const auto other = openSound(whole, u"a.flac"_s, SoundReader::Channels::All, isCancelled);
    QVERIFY(other);
    while ((*other)->read())
        continue;
    QVERIFY(!(*other)->hasFailed());
}

void TestFailingSources::seeksWhileTheServerStalls()
{
    const QByteArray all = m_files.bytes(u"a.flac"_s);
    TroubledOpener opener(all, {.kind = Trouble::Kind::Stalls, .at = all.size() / 2});
    Deck deck(Rate, &opener);
    auto stream = deck.open(QUrl(u"https://example.org/a.flac"_s), 1);
    std::vector<float> part(std::size_t{Rate});
    qint64 frames = 0;
    QTRY_VERIFY([&] {
        deck.topUp();
        frames += qint64(stream->read(part));
        return frames > 9LL * Rate; // close to what is missing
    }());
    stream = deck.seek(2, 2000);
    QTRY_VERIFY(stream->readable() > std::size_t(Rate));
    std::vector<float> got(std::size_t{Rate});
    QCOMPARE(stream->read(got), std::size_t(Rate / 2));
    const auto expected = floats(m_pcm);
    QVERIFY(std::equal(got.begin(), got.end(), expected.begin() + 2 * Rate * ChannelCount));
    deck.close(); // while the decoder waits for what does not come
}

QTEST_GUILESS_MAIN(TestFailingSources)
#include "tst_failing_sources.moc"
