// One profile and two real servers: a song that is known in one village is written about in the next as well, under the
// id that it has there.

#include "base/clock.h"
#include "community/village.h"
#include "server_process.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"

#include <QJsonArray>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

namespace {

/// A server, and somebody who reads there.
class Harbour
{
public:
    bool start()
    {
        if (!m_server.start()) return false;
        const QJsonObject reader{{u"name"_s, u"reader"_s}, {u"password"_s, u"correct horse battery"_s}};
        m_http.setToken(m_http.post(u"/v1/auth/register"_s, reader).json().value("access_token"_L1).toString());
        return true;
    }
    [[nodiscard]] QUrl url() const { return QUrl(m_server.base()); }
    /// The song with this id, made now; what somebody else brought.
    SongId addSong(SongId id)
    {
        const QJsonObject request{{u"title"_s, u"Night Rain"_s},
                                  {u"artist"_s, u"Mizu"_s},
                                  {u"create"_s, true},
                                  {u"proposed_id"_s, id.toString()}};
        const auto answer = m_http.post(u"/v1/songs/match"_s, request).json();
        return SongId::fromString(answer.value("song"_L1)["id"_L1].toString());
    }
    /// What was written about a song, oldest first.
    QStringList texts(SongId song)
    {
        QStringList texts;
        const auto answer = m_http.get(u"/v1/songs/%1/comments"_s.arg(song.toString())).json();
        for (const auto& comment : answer.value("comments"_L1).toArray())
            texts.prepend(comment["text"_L1].toString());
        return texts;
    }

private:
    ServerProcess m_server;
    HttpClient m_http{m_server};
};

template <class T>
std::optional<T> valueOf(const QFuture<Result<T>>& future)
{
    if (!test::comesTrue([&] { return future.isFinished(); })) return {};
    const auto result = future.result();
    if (!result) qWarning("%s", qPrintable(result.error().message));
    return result ? std::optional<T>(*result) : std::nullopt;
}

bool succeeds(const QFuture<Result<void>>& future)
{
    return test::comesTrue([&] { return future.isFinished(); }) && future.result();
}

} // namespace

class TestTwoVillages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aSongOfThisComputerIsNewInBoth();
    void aSongHasTheIdOfEachVillage_data();
    void aSongHasTheIdOfEachVillage();
    void aDraftWaitsInItsVillage();

private:
    bool join(const Harbour& harbour, bool again = false);
    /// The song that plays, as the library remembers it.
    community::SongMatch play();
    bool write(const QString& text);
    void say(const QString& text);

    const SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Harbour> m_first;
    std::unique_ptr<Harbour> m_second;
    std::unique_ptr<store::Store> m_outbox;
    std::unique_ptr<store::Store> m_cache;
    std::unique_ptr<sync::Engine> m_engine;
    std::unique_ptr<community::Village> m_village;
    community::TrackQuery m_track;
};

void TestTwoVillages::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_first = std::make_unique<Harbour>();
    m_second = std::make_unique<Harbour>();
    QVERIFY(m_first->start() && m_second->start());
    m_outbox = *store::Store::open(m_folder->filePath(u"outbox.db"_s), sync::outboxSchema());
    m_cache = *store::Store::open(m_folder->filePath(u"cache.db"_s), sync::cacheSchema());
    auto engine =
        sync::Engine::start(*m_outbox, *m_cache, sync::plainFileVault(m_folder->filePath(u"tokens"_s)), m_clock);
    QVERIFY(engine);
    m_engine = *std::move(engine);
    m_village = std::make_unique<community::Village>(*m_engine);
    m_track = {};
    m_track.track = TrackId{1};
    m_track.title = u"Night Rain"_s;
    m_track.artist = u"Mizu"_s;
    connect(&m_village->songs(), &community::Songs::matched, this,
            [this](TrackId, SongId song) { m_track.knownSong = song; });
    connect(&m_village->songs(), &community::Songs::renamed, this, [this](SongId from, SongId to) {
        if (m_track.knownSong == from) m_track.knownSong = to;
    });
}

void TestTwoVillages::cleanup()
{
    m_village.reset();
    m_engine.reset();
    m_cache.reset();
    m_outbox.reset();
    m_second.reset();
    m_first.reset();
}

bool TestTwoVillages::join(const Harbour& harbour, bool again)
{
    auto& account = m_village->account();
    const auto password = u"correct horse battery"_s;
    return valueOf(again ? account.signIn(harbour.url(), u"nao"_s, password)
                         : account.registerAccount(harbour.url(), u"nao"_s, {}, password))
        .has_value();
}

community::SongMatch TestTwoVillages::play()
{
    return valueOf(m_village->songs().match(m_track)).value_or(community::SongMatch());
}

bool TestTwoVillages::write(const QString& text)
{
    community::NewComment comment;
    comment.songId = play().song;
    comment.text = text;
    return valueOf(m_village->talk().post(comment)).has_value();
}

/// Writes, and has it sent with all that waits for it.
void TestTwoVillages::say(const QString& text)
{
    QVERIFY(write(text));
    QVERIFY(succeeds(m_village->syncNow()));
    QCOMPARE(m_village->status().failed, 0);
}

/// Neither heard of it: it has the id that was made here in both.
void TestTwoVillages::aSongOfThisComputerIsNewInBoth()
{
    QVERIFY(join(*m_first));
    say(u"first"_s);
    const auto song = m_track.knownSong;
    QVERIFY(play().known);

    QVERIFY(join(*m_second));
    QVERIFY(!play().known);
    say(u"second"_s);
    QCOMPARE(m_track.knownSong, song);
    QVERIFY(play().known);
    QCOMPARE(m_second->texts(song), QStringList(u"second"_s));

    QVERIFY(join(*m_first, true));
    m_village->setOnline(false); // the way back, and then the network goes
    QVERIFY(!play().known);
    QVERIFY(write(u"third"_s));
    m_village->setOnline(true);
    QVERIFY(succeeds(m_village->syncNow()));
    QCOMPARE(m_first->texts(song), (QStringList{u"first"_s, u"third"_s}));
    QCOMPARE(m_second->texts(song), QStringList(u"second"_s));
}

void TestTwoVillages::aSongHasTheIdOfEachVillage_data()
{
    QTest::addColumn<bool>("metBefore");
    QTest::newRow("it was met before the first sign-in, under an id made here") << true;
    QTest::newRow("the first village told its id") << false;
}

void TestTwoVillages::aSongHasTheIdOfEachVillage()
{
    QFETCH(const bool, metBefore);
    const auto there = m_first->addSong(SongId::make(m_clock));
    const auto elsewhere = m_second->addSong(SongId::make(m_clock));
    if (metBefore) QVERIFY(!play().known);
    QVERIFY(join(*m_first));
    say(u"first"_s);
    QCOMPARE(m_track.knownSong, there);

    QVERIFY(join(*m_second));
    say(u"second"_s);
    QCOMPARE(m_track.knownSong, elsewhere);
    QCOMPARE(play().evidence, std::vector<QString>{u"remembered"_s}); // it is not asked for again and again
    QCOMPARE(m_second->texts(elsewhere), QStringList(u"second"_s));

    m_village->setOnline(false);
    QVERIFY(write(u"unsent"_s)); // it waits for the way back to this village
    QVERIFY(join(*m_first, true));
    QVERIFY(write(u"third"_s)); // its id here is not known yet
    m_village->setOnline(true);
    say(u"fourth"_s);
    QCOMPARE(m_track.knownSong, there);
    QCOMPARE(m_first->texts(there), (QStringList{u"first"_s, u"third"_s, u"fourth"_s}));

    QVERIFY(join(*m_second, true));
    say(u"fifth"_s);
    QCOMPARE(m_second->texts(elsewhere), (QStringList{u"second"_s, u"unsent"_s, u"fifth"_s}));
}

void TestTwoVillages::aDraftWaitsInItsVillage()
{
    const auto there = m_first->addSong(SongId::make(m_clock));
    m_second->addSong(SongId::make(m_clock));
    const auto draft = [this] {
        return valueOf(m_village->talk().draft(play().song)).value_or(community::CommentDraft()).text;
    };
    QVERIFY(join(*m_first));
    QCOMPARE(play().song, there);
    QVERIFY(succeeds(m_village->talk().saveDraft({there, u"half a thought"_s, {}, {}})));
    QVERIFY(join(*m_second));
    QCOMPARE(draft(), QString());
    QVERIFY(join(*m_first, true));
    QCOMPARE(draft(), u"half a thought"_s);
}

QTEST_GUILESS_MAIN(TestTwoVillages)
#include "tst_two_villages.moc"
