#include "stream_bed.h"
#include "streaming/kept_offline.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::streaming;
using namespace groundswell::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 size = 700'000;

} // namespace

/// Downloads that stay: their states, their order, and what a restart finds.
class TestKeptOffline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_body = sound(size);
        m_answer = {.body = m_body};
        m_server = std::make_unique<FaultServer>([this](const Request& request) {
            const std::lock_guard lock(m_mutex);
            return m_special.value(request.path, m_answer);
        });
        m_special.clear();
        m_bed = std::make_unique<StreamBed>();
        start();
    }
    void cleanup()
    {
        m_kept.reset();
        m_bed.reset();
        m_server.reset();
    }

    void aTrackIsKeptAndNotEvicted()
    {
        QSignalSpy lists(m_kept.get(), &KeptOffline::listChanged);
        QCOMPARE(m_kept->track(url(1)).state, KeptState::None);
        m_kept->keep({{.source = url(1), .title = u"Low tide"_s}});
        QVERIFY(lists.size() > 0);
        QTRY_COMPARE(m_kept->track(url(1)).state, KeptState::Kept);
        QCOMPARE(m_kept->track(url(1)).percent(), 100);
        m_bed->streams().setQuota(0);
        m_bed->restart();
        QVERIFY(m_bed->isComplete(url(1)));
        m_kept.reset();
        start();
        QCOMPARE(m_kept->tracks().size(), 1);
        QCOMPARE(m_kept->track(url(1)).state, KeptState::Kept);
        QCOMPARE(m_kept->track(url(1)).title, u"Low tide"_s);
        QVERIFY(!m_kept->isBusy());
    }

    void whatIsHereAlreadyIsKeptWithoutARequest()
    {
        QCOMPARE(readRest(*m_bed->open(url(1))), m_body);
        QTRY_VERIFY(m_bed->isComplete(url(1)));
        m_server->forget();
        m_kept->keep({{.source = url(1)}});
        QTRY_COMPARE(m_kept->track(url(1)).state, KeptState::Kept);
        QCOMPARE(m_server->requests().size(), 0);
    }

    void twoAtATimeAndInOrder()
    {
        setAnswer({.body = m_body, .holdAfter = 100'000});
        QList<KeptTrack> tracks;
        for (int i = 0; i < 5; ++i)
            tracks.append({.source = url(i)});
        m_kept->keep(tracks);
        QTRY_COMPARE(m_kept->track(url(1)).here, 100'000);
        QTRY_COMPARE(m_kept->track(url(0)).here, 100'000);
        QCOMPARE(m_kept->track(url(0)).percent(), 14);
        QCOMPARE(m_kept->track(url(0)).state, KeptState::Downloading);
        QCOMPARE(m_kept->track(url(2)).state, KeptState::Queued);
        QCOMPARE(m_server->requests().size(), 2);
        m_kept->pause(url(0)); // the next takes its place
        QTRY_COMPARE(m_kept->track(url(2)).here, 100'000);
        QCOMPARE(m_kept->track(url(0)).state, KeptState::Paused);
        m_server->release();
        QTRY_COMPARE(m_kept->track(url(4)).state, KeptState::Kept);
        QCOMPARE(m_kept->track(url(0)).state, KeptState::Paused);
        m_kept->resume(url(0));
        QTRY_COMPARE(m_kept->track(url(0)).state, KeptState::Kept);
        QVERIFY(!m_kept->isBusy());
    }

    void aFailureTellsWhyAndCanBeTriedAgain()
    {
        m_special[url(1).path().toLatin1()] = {.status = 404};
        m_kept->keep({{.source = url(1)}, {.source = url(2), .size = size + 7}, {.source = url(3)}});
        QTRY_COMPARE(m_kept->track(url(1)).state, KeptState::Failed);
        QVERIFY(m_kept->track(url(1)).reason.contains(u"no longer has this"_s));
        QTRY_COMPARE(m_kept->track(url(2)).state, KeptState::Failed);
        QVERIFY(m_kept->track(url(2)).reason.contains(u"another length"_s));
        QTRY_COMPARE(m_kept->track(url(3)).state, KeptState::Kept);
        m_kept.reset();
        start(); // it is still known after a restart
        QCOMPARE(m_kept->track(url(1)).state, KeptState::Failed);
        QVERIFY(m_kept->track(url(1)).reason.contains(u"no longer has this"_s));
        {
            const std::lock_guard lock(m_mutex);
            m_special.clear();
        }
        m_kept->resume(url(1));
        QTRY_COMPARE(m_kept->track(url(1)).state, KeptState::Kept);
        QCOMPARE(m_kept->track(url(1)).reason, QString());
    }

    void itGoesOnAfterARestart()
    {
        setAnswer({.body = m_body, .holdAfter = 600'000});
        m_kept->keep({{.source = url(1)}, {.source = url(2)}});
        m_kept->pause(url(2));
        QTRY_COMPARE(m_kept->track(url(1)).here, 600'000);
        QTRY_COMPARE(m_bed->chunks().info(storeKeyOf(url(1))).value()->stored, 2 * store::ChunkStore::chunkBytes);
        m_kept.reset();
        m_bed->restart();
        m_server->forget();
        setAnswer({.body = m_body});
        start();
        QTRY_COMPARE(m_kept->track(url(1)).state, KeptState::Kept);
        QCOMPARE(m_kept->track(url(2)).state, KeptState::Paused);
        QCOMPARE(m_server->requests().size(), 1);
        QCOMPARE(m_server->requests().first().range(),
                 "bytes=" + QByteArray::number(2 * store::ChunkStore::chunkBytes) + '-');
    }

    void whatIsTakenOutMayBeEvicted()
    {
        m_kept->keep({{.source = url(1)}});
        QTRY_COMPARE(m_kept->track(url(1)).state, KeptState::Kept);
        m_kept->remove({url(1)});
        QCOMPARE(m_kept->track(url(1)).state, KeptState::None);
        QVERIFY(m_kept->tracks().isEmpty());
        m_bed->streams().setQuota(0);
        QTRY_VERIFY(!m_bed->isComplete(url(1)));
    }

    void manyAreTakenOutAtOnce()
    {
        setAnswer({.body = m_body, .holdAfter = 100'000});
        QList<KeptTrack> tracks;
        QList<QUrl> sources;
        for (int i = 0; i < 40; ++i) {
            tracks.append({.source = url(i)});
            sources.append(url(i));
        }
        m_kept->keep(tracks);
        m_kept->keep({{.source = url(50)}});
        QTRY_COMPARE(m_kept->track(url(1)).here, 100'000);
        QTRY_COMPARE(m_kept->track(url(0)).here, 100'000);
        QCOMPARE(m_server->requests().size(), 2);
        QSignalSpy lists(m_kept.get(), &KeptOffline::listChanged);
        m_kept->remove(sources + QList{url(77)});
        QCOMPARE(lists.size(), 1);
        QCOMPARE(m_kept->tracks().size(), 1);
        QTRY_COMPARE(m_kept->track(url(50)).here, 100'000);
        QCOMPARE(m_server->requests().size(), 3); // none of those that went began meanwhile
        m_kept.reset();
        start();
        QCOMPARE(m_kept->tracks().size(), 1);
        QCOMPARE(m_kept->tracks().constFirst().source, url(50));
    }

    void progressIsToldSeldom()
    {
        QSignalSpy changes(m_kept.get(), &KeptOffline::changed);
        QElapsedTimer timer;
        timer.start();
        QList<KeptTrack> tracks;
        for (int i = 0; i < 20; ++i)
            tracks.append({.source = url(i)});
        m_kept->keep(tracks);
        QTRY_VERIFY(!m_kept->isBusy());
        QTRY_VERIFY(changes.size() > 0);
        // Ten times a second; a timer of Qt's may be early by a twentieth.
        QVERIFY2(changes.size() <= timer.elapsed() / 95 + 1, qPrintable(QString::number(changes.size())));
    }

    void localFilesNeedNoDownload()
    {
        m_kept->keep({{.source = QUrl::fromLocalFile(u"/music/a.flac"_s)}});
        QVERIFY(m_kept->tracks().isEmpty());
    }

private:
    void start()
    {
        m_bed->streams().trust(m_server->url());
        m_kept = std::make_unique<KeptOffline>(m_bed->store(), m_bed->streams());
        QTRY_VERIFY(m_kept->isLoaded());
    }
    void setAnswer(Answer answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = std::move(answer);
    }
    [[nodiscard]] QUrl url(int number) const { return m_server->url(u"/track-%1"_s.arg(number)); }

    QByteArray m_body;
    std::mutex m_mutex; // the server has a thread of its own
    Answer m_answer;
    QHash<QByteArray, Answer> m_special; // by path
    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<StreamBed> m_bed;
    std::unique_ptr<KeptOffline> m_kept;
};

QTEST_GUILESS_MAIN(TestKeptOffline)
#include "tst_kept_offline.moc"
