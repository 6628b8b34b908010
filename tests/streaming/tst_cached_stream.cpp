#include "slow_line.h"
#include "stream_bed.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 chunk = store::ChunkStore::chunkBytes;
constexpr qint64 size = 10 * chunk + 1234;
constexpr qint64 part = 128 * 1024; ///< is asked for at first
constexpr qint64 tail = 256 * 1024; ///< where formats keep an index, and more

} // namespace

/// Plays while it downloads, goes where a reader goes, takes up what broke, and keeps what came.
class TestCachedStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_body = sound(size);
        m_answer = {.body = m_body};
        m_server = std::make_unique<FaultServer>([this](const Request& request) { return answer(request); });
        m_bed = std::make_unique<StreamBed>();
    }
    void cleanup()
    {
        m_bed.reset();
        m_server.reset();
    }

    void playsWhileItDownloads()
    {
        m_answer.holdAfter = 100'000;
        const auto source = m_bed->open(m_server->url());
        QVERIFY(!source->isSequential());
        QCOMPARE(source->size(), size);
        QCOMPARE(read(*source, 60'000), m_body.first(60'000));
        QVERIFY(!m_bed->isComplete(m_server->url()));
        m_server->release();
        QCOMPARE(readRest(*source), m_body.sliced(60'000));
        QVERIFY(source->atEnd());
        QCOMPARE(source->error(), std::nullopt);
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        QCOMPARE(m_server->requests().size(), 2); // a short part, and the rest
    }

    void aSeekAsksThereAtOnceAndTheHolesAreFilledLater()
    {
        m_answer.holdAfter = 100'000;
        const auto source = m_bed->open(m_server->url());
        QCOMPARE(read(*source, 10), m_body.first(10));
        const qint64 there = 6 * chunk + 77;
        QVERIFY(source->seek(there));
        QCOMPARE(read(*source, 50'000), m_body.sliced(there, 50'000));
        const auto asked = m_server->requests();
        QVERIFY(std::ranges::any_of(asked, [&](const Request& request) {
            return request.range().startsWith("bytes=" + QByteArray::number(there - 16 * 1024) + '-');
        }));
        QCOMPARE(m_server->requests().last().headers.value("if-range"), "\"v1\"");
        m_server->release();
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        QVERIFY(source->seek(0));
        QCOMPARE(readRest(*source), m_body);
        QCOMPARE(placesIn(m_server->requests(), there - chunk, there + 1), QSet{there - 16 * 1024});
        QCOMPARE(placesIn(m_server->requests(), 0, part), QSet<qint64>{0});
    }

    void theTailIsReadBesideTheBeginning()
    {
        FaultServer server([this](const Request& request) { return tailAtOnce(request); });
        const auto source = m_bed->open(server.url());
        QCOMPARE(read(*source, 10), m_body.first(10));
        QVERIFY(source->seek(size - 128));
        QCOMPARE(read(*source, 128), m_body.last(128));
        QVERIFY(source->seek(10));
        QCOMPARE(read(*source, 1000), m_body.sliced(10, 1000));
        server.release();
        QTRY_VERIFY(m_bed->isComplete(server.url()));
        QCOMPARE(placesIn(server.requests(), size - tail, size), QSet{size - 64 * 1024});
        QCOMPARE(placesIn(server.requests(), 0, part), QSet<qint64>{0}); // it was let through
    }

    void aSearchFromTheEndIsOneRequest()
    {
        FaultServer server([this](const Request& request) { return tailAtOnce(request); });
        const auto source = m_bed->open(server.url());
        for (qint64 back = 1024; back <= 64 * 1024; back *= 2) {
            QVERIFY(source->seek(size - back));
            QCOMPARE(read(*source, back), m_body.last(back));
        }
        QCOMPARE(placesIn(server.requests(), size - tail, size), QSet{size - 64 * 1024});
    }

    void theSecondPlayMakesNoRequest()
    {
        QCOMPARE(readRest(*m_bed->open(m_server->url())), m_body);
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        m_server->forget();
        m_bed->restart();
        const auto again = m_bed->open(m_server->url());
        QVERIFY(again->seek(3 * chunk - 5));
        QCOMPARE(readRest(*again), m_body.sliced(3 * chunk - 5));
        QCOMPARE(m_server->requests().size(), 0);
    }

    void twoReadersShareOneDownload()
    {
        const auto one = m_bed->open(m_server->url());
        const auto other = m_bed->open(m_server->url());
        QCOMPARE(readRest(*one), m_body);
        QCOMPARE(readRest(*other), m_body);
        QCOMPARE(m_server->requests().size(), 2); // a short part, and the rest
    }

    void aPartIsKeptAndTheRestFetchedLater()
    {
        m_answer.holdAfter = 5 * chunk + 100;
        {
            const auto source = m_bed->open(m_server->url());
            QCOMPARE(read(*source, 5 * chunk), m_body.first(5 * chunk));
            const auto key = storeKeyOf(m_server->url());
            QTRY_COMPARE(m_bed->chunks().info(key).value()->stored, 5 * chunk);
        }
        m_bed->restart();
        m_server->forget();
        setAnswer({.body = m_body});
        const auto source = m_bed->open(m_server->url());
        QCOMPARE(readRest(*source), m_body);
        QCOMPARE(m_server->requests().size(), 2);
        QVERIFY(m_server->requests().first().range().startsWith("bytes=" + QByteArray::number(5 * chunk) + '-'));
    }

    void aCutIsTakenUpWhereItBroke()
    {
        m_answer.cutAfter = 300'000;
        const auto source = m_bed->open(m_server->url());
        QCOMPARE(readRest(*source), m_body);
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        qint64 from = -1;
        for (const auto& request : m_server->requests()) {
            const qint64 next = placeOf(request);
            QVERIFY2(next >= from && next <= from + 300'001, request.range()); // nothing is left out
            from = next;
            if (next > 0) QCOMPARE(request.headers.value("if-range"), "\"v1\"");
        }
        QVERIFY(from > size - 300'001);
    }

    void whatChangedMeanwhileIsToldAndBegunAnew()
    {
        const QByteArray newBody = sound(size, 2);
        m_answer.cutAfter = 300'000;
        m_answer.holdAfter = 100'000;
        const auto source = m_bed->open(m_server->url());
        QCOMPARE(read(*source, 1000), m_body.first(1000)); // else it may begin anew unseen
        setAnswer({.body = newBody, .etag = "\"v2\""});
        m_server->release();
        const QByteArray rest = readRest(*source);
        QVERIFY(rest.size() < size);
        QVERIFY(m_body.startsWith(m_body.first(1000) + rest));
        QCOMPARE(source->error().value().code, ErrorCode::Conflict);
        QCOMPARE(readRest(*m_bed->open(m_server->url())), newBody);
    }

    void anOldPartOfAChangedTrackIsForgotten()
    {
        m_answer.holdAfter = 5 * chunk + 100;
        m_bed->streams().trust(m_server->url());
        {
            const auto lease = m_bed->streams().fill(m_server->url());
            QTRY_COMPARE(lease->object().progress().here, 5 * chunk + 100);
            QTRY_COMPARE(m_bed->chunks().info(storeKeyOf(m_server->url())).value()->stored, 5 * chunk);
        }
        const QByteArray newBody = sound(size + 5, 2);
        setAnswer({.body = newBody, .etag = "\"v2\""});
        m_bed->restart();
        m_bed->streams().trust(m_server->url());
        const auto lease = m_bed->streams().fill(m_server->url());
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        QCOMPARE(readRest(*m_bed->open(m_server->url())), newBody);
    }

    void withoutRangesItComesInItsOrder()
    {
        m_answer.ranges = false;
        m_answer.holdAfter = 100'000;
        const auto source = m_bed->open(m_server->url());
        QCOMPARE(read(*source, 10), m_body.first(10));
        QVERIFY(source->seek(9 * chunk));
        m_server->release();
        QCOMPARE(read(*source, 1000), m_body.sliced(9 * chunk, 1000));
        QVERIFY(source->seek(10));
        QCOMPARE(readRest(*source), m_body.sliced(10));
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        QCOMPARE(m_server->requests().size(), 1);
    }

    void ofUnknownLengthItIsReadToItsEnd()
    {
        m_answer.ranges = false;
        m_answer.length = false;
        {
            const auto source = m_bed->open(m_server->url());
            QVERIFY(source->isSequential());
            QByteArray all;
            while (all.size() < size) {
                const auto part = source->read(70'000);
                QVERIFY(!part.isEmpty());
                all += part;
            }
            QCOMPARE(all, m_body);
            QCOMPARE(read(*source, 1), QByteArray());
        }
        QTRY_VERIFY(m_bed->isComplete(m_server->url()));
        m_server->forget();
        const auto again = m_bed->open(m_server->url());
        QVERIFY(!again->isSequential());
        QCOMPARE(readRest(*again), m_body);
        QCOMPARE(m_server->requests().size(), 0);
    }

    void aWaitingReadEndsWhenAborted()
    {
        m_answer.holdAfter = 1000;
        const auto source = m_bed->open(m_server->url());
        QCOMPARE(read(*source, 1000), m_body.first(1000));
        qint64 got = 0;
        std::thread reader([&] {
            char byte = 0;
            got = source->read(&byte, 1);
        });
        source->abort();
        reader.join();
        QCOMPARE(got, -1);
        QCOMPARE(source->error(), std::nullopt);
        QCOMPARE(read(*source, 1), QByteArray());
    }

    void manyAreOpenedAndLeftAtOnce()
    {
        m_answer.holdAfter = 1000;
        for (int i = 0; i < 20; ++i)
            QVERIFY(m_bed->open(m_server->url(u"/%1"_s.arg(i))) != nullptr);
        setAnswer({.body = m_body});
        QCOMPARE(readRest(*m_bed->open(m_server->url(u"/20"_s))), m_body);
    }

    void theNextTrackIsFetchedWhenThisOneIsHere()
    {
        m_answer.holdAfter = 100'000;
        m_bed->streams().trust(m_server->url());
        const auto source = m_bed->open(m_server->url(u"/now"_s));
        QCOMPARE(read(*source, 10), m_body.first(10));
        m_bed->streams().prefetch(m_server->url(u"/next"_s));
        m_bed->streams().prefetch(m_server->url(u"/other"_s)); // the queue was changed
        QVERIFY(std::ranges::all_of(m_server->requests(), [](const Request& r) { return r.path == "/now"; }));
        m_server->release();
        QTRY_VERIFY(m_bed->isComplete(m_server->url(u"/other"_s)));
        QVERIFY(m_bed->isComplete(m_server->url(u"/now"_s)));
        QVERIFY(!m_bed->chunks().info(storeKeyOf(m_server->url(u"/next"_s))).value());
    }

    // The download would take a quarter of a minute, and what is played stops halfway: neither is done too early.
    void downloadsYieldToWhatIsPlayed()
    {
        const QByteArray large = sound(1 << 20).repeated(64);
        const QByteArray song = sound(6 << 20);
        FaultServer server([&](const Request& request) {
            return request.path == "/kept" ? Answer{.body = large} : Answer{.body = song, .holdAfter = 3 << 20};
        });
        const SlowLine line(server.port(), 40e6, 10);
        const auto url = [&](const QString& path) {
            QUrl through = server.url(path);
            through.setPort(line.port());
            return through;
        };
        m_bed->streams().trust(url({}));
        const auto download = m_bed->streams().fill(url(u"/kept"_s));
        const auto downloaded = [&] { return download->object().progress().here; };
        QTRY_VERIFY(downloaded() > 0);
        const auto played = m_bed->open(url(u"/played"_s));
        QCOMPARE(read(*played, 10), song.first(10));
        const qint64 before = downloaded();
        QVERIFY(before < large.size());
        QCOMPARE(read(*played, 1 << 20), song.sliced(10, 1 << 20));
        QCOMPARE(downloaded(), before); // the line was the player's
        server.release();
        QTRY_VERIFY(m_bed->isComplete(url(u"/played"_s)));
        QTRY_VERIFY(downloaded() > before);
    }

    void downloadsGoOnWhenThePlayerIsGone()
    {
        m_answer.holdAfter = 100'000;
        m_bed->streams().trust(m_server->url());
        auto played = m_bed->open(m_server->url(u"/played"_s));
        QCOMPARE(read(*played, 10), m_body.first(10));
        m_server->forget();
        const auto download = m_bed->streams().fill(m_server->url(u"/kept"_s));
        setAnswer({.body = m_body});
        QCOMPARE(read(*played, 50'000), m_body.sliced(10, 50'000));
        QCOMPARE(download->object().progress().here, 0);
        played.reset();
        QTRY_VERIFY(m_bed->isComplete(m_server->url(u"/kept"_s)));
    }

    void theQuotaSparesWhatIsPlayedAndWhatIsPinned()
    {
        m_bed->streams().setQuota(2 * size);
        for (const QString& path : {u"/pinned"_s, u"/old"_s, u"/older"_s}) {
            QCOMPARE(readRest(*m_bed->open(m_server->url(path))), m_body);
            QTRY_VERIFY(m_bed->isComplete(m_server->url(path)));
            if (path == "/pinned"_L1) QVERIFY(m_bed->chunks().setPinned(storeKeyOf(m_server->url(path)), true));
        }
        const auto playing = m_bed->open(m_server->url(u"/playing"_s));
        QCOMPARE(readRest(*playing), m_body);
        QTRY_VERIFY(!m_bed->isComplete(m_server->url(u"/old"_s)));
        QVERIFY(m_bed->isComplete(m_server->url(u"/older"_s)));
        m_bed->streams().setQuota(0);
        QTRY_VERIFY(!m_bed->isComplete(m_server->url(u"/older"_s)));
        QVERIFY(m_bed->isComplete(m_server->url(u"/playing"_s)));
        QVERIFY(m_bed->isComplete(m_server->url(u"/pinned"_s)));
        m_bed->restart();
        QTRY_COMPARE(m_bed->streams().quota(), 0);
    }

private:
    Answer answer(const Request&)
    {
        const std::lock_guard lock(m_mutex);
        return m_answer;
    }
    /// What is in the tail comes at once, of all else half a part.
    [[nodiscard]] Answer tailAtOnce(const Request& request) const
    {
        return {.body = m_body, .holdAfter = placeOf(request) < size - tail ? part / 2 : -1};
    }
    void setAnswer(Answer answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = std::move(answer);
    }

    QByteArray m_body;
    std::mutex m_mutex; // the server has a thread of its own
    Answer m_answer;
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<StreamBed> m_bed;
};

QTEST_GUILESS_MAIN(TestCachedStream)
#include "tst_cached_stream.moc"
