#include "library/scanner.h"

#include "library_fixture.h"

#include <QSignalSpy>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace groundswell;
using namespace groundswell::library;
using namespace Qt::StringLiterals;

/// Scans of real folders in the states that real folders get into.
class TestScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_library = std::make_unique<LibraryFixture>(); }

    void readsAllAndThenNothing()
    {
        for (const auto& extension : {u"mp3"_s, u"flac"_s, u"opus"_s, u"m4a"_s, u"ogg"_s, u"wav"_s})
            m_library->add(u"a/b/song."_s + extension, {{u"TITLE"_s, extension}});
        m_library->addBytes(u"a/notes.txt"_s, "no music");
        const auto first = m_library->scan();
        QVERIFY(first);
        QCOMPARE(first->progress.found, 6);
        QCOMPARE(first->progress.read, 6);
        QCOMPARE(first->added, 6);
        QCOMPARE(m_library->allRows().size(), 6);

        const auto again = m_library->scan();
        QVERIFY(again);
        QCOMPARE(again->progress.unchanged, 6);
        QCOMPARE(again->progress.read, 0);
        QCOMPARE(again->added + again->updated + again->missing, 0);
    }

    void flagsTheWordsOfAFile()
    {
        m_library->add(u"tagged.flac"_s, {{u"TITLE"_s, u"Tagged"_s}, {u"LYRICS"_s, u"One line"_s}});
        m_library->add(u"beside.mp3"_s, {{u"TITLE"_s, u"Beside"_s}});
        m_library->addBytes(u"beside.lrc"_s, "[00:01.00]One line");
        m_library->add(u"plain.mp3"_s, {{u"TITLE"_s, u"Plain"_s}});
        QVERIFY(m_library->scan());
        for (const TrackRow& row : m_library->allRows())
            QCOMPARE(row.words.testFlag(Words::Lyrics), row.track.title != u"Plain"_s);
    }

    void anUnreadableFileIsListedAndStopsNothing()
    {
        m_library->add(u"good.flac"_s, {{u"TITLE"_s, u"Good"_s}});
        m_library->addBytes(u"bad.flac"_s, "fLaC garbage");
        m_library->addBytes(u"empty.mp3"_s, "");
        const auto report = m_library->scan();
        QVERIFY(report);
        QCOMPARE(report->progress.failed, 2);
        QCOMPARE(m_library->titles({.failedOnly = true}, {TrackField::Title}),
                 (QStringList{u"bad.flac"_s, u"empty.mp3"_s}));
        for (const TrackRow& row : m_library->allRows({.failedOnly = true}))
            QVERIFY(!row.track.error.isEmpty());
        QCOMPARE(m_library->queries().counts().takeResult()->failed, 2);
        QCOMPARE(m_library->scan()->progress.unchanged, 3); // and is not read again until it changes
    }

    void readsWhatChangedAndKeepsWhatIsKnown()
    {
        const QString path = m_library->add(u"song.mp3"_s, {{u"TITLE"_s, u"Old name"_s}});
        QVERIFY(m_library->scan());
        const TrackId id = m_library->allRows().first().track.id;
        LibraryFixture::tag(path, {{u"TITLE"_s, u"A new and longer name"_s}});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
        file.close();
        const auto report = m_library->scan();
        QVERIFY(report);
        QCOMPARE(report->updated, 1);
        QCOMPARE(m_library->titles({.text = u"longer"_s}), QStringList(u"A new and longer name"_s));
        QVERIFY(m_library->titles({.text = u"old"_s}).isEmpty());
        QCOMPARE(m_library->allRows().first().track.id, id);
    }

    void aMissingFileIsKeptOfflineAndComesBack()
    {
        const QString path = m_library->add(u"one.mp3"_s);
        m_library->add(u"two.mp3"_s);
        QVERIFY(m_library->scan());
        QVERIFY(QFile::rename(path, path + u".away"_s));
        const auto first = m_library->scan();
        QCOMPARE(first->missing, 1);
        QCOMPARE(first->gone, 1);
        QCOMPARE(onlineOf(u"one"_s), false);
        QCOMPARE(onlineOf(u"two"_s), true);
        const auto second = m_library->scan(); // it is still missing, which is no news
        QCOMPARE(second->missing, 1);
        QVERIFY(!second->changedTracks());
        QVERIFY(QFile::rename(path + u".away"_s, path));
        const auto third = m_library->scan();
        QCOMPARE(third->missing, 0);
        QCOMPARE(third->back, 1);
        QCOMPARE(onlineOf(u"one"_s), true);
    }

    void aMissingDiskDeletesNothing()
    {
        m_library->add(u"one.mp3"_s);
        QVERIFY(m_library->scan());
        QVERIFY(QDir().rename(m_library->music(), m_library->music() + u" unplugged"_s));
        const auto report = m_library->scan();
        QVERIFY(report);
        QCOMPARE(report->foldersAway, QStringList(m_library->music()));
        QCOMPARE(onlineOf(u"one"_s), false);
        QCOMPARE(m_library->queries().folders().takeResult()->first().online, false);
        QVERIFY(QDir().rename(m_library->music() + u" unplugged"_s, m_library->music()));
        QVERIFY(m_library->scan());
        QCOMPARE(onlineOf(u"one"_s), true);
        QCOMPARE(m_library->queries().folders().takeResult()->first().online, true);
    }

    void followsLinksOnce()
    {
        m_library->add(u"albums/one.mp3"_s);
        QVERIFY(QFile::link(m_library->music(), m_library->music(u"albums/loop"_s)));
        QVERIFY(QFile::link(m_library->music(u"albums"_s), m_library->music(u"again"_s)));
        QVERIFY(QFile::link(u"/nowhere"_s, m_library->music(u"dangling.mp3"_s)));
        const auto report = m_library->scan();
        QVERIFY(report);
        QCOMPARE(report->progress.found, 1);
    }

    void namesNeedNotBeUtf8()
    {
#ifndef Q_OS_LINUX
        QSKIP("Only Linux file systems take such names.");
#endif
        const std::string name = m_library->music().toStdString() + "/caf\xe9 \xff.flac";
        std::filesystem::copy_file(LibraryFixture::seed(u"flac"_s).toStdString(), name);
        QVERIFY(m_library->scan());
        const auto rows = m_library->allRows();
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().track.nativePath, QByteArray::fromStdString(name));
        QCOMPARE(rows.first().track.error, QString());
        QCOMPARE(m_library->scan()->progress.unchanged, 1);
        std::filesystem::remove(name); // QTemporaryDir cannot
    }

    void usesThePictureInTheFolder()
    {
        m_library->add(u"album/song.mp3"_s);
        m_library->addBytes(u"album/back.jpg"_s, "back");
        m_library->addBytes(u"album/Folder.JPG"_s, "folder");
        m_library->addBytes(u"album/cover.png"_s, "cover");
        m_library->add(u"other/song.mp3"_s);
        QVERIFY(m_library->scan());
        QStringList keys;
        for (const TrackRow& row : m_library->allRows({}, {TrackField::Path}))
            keys.append(row.track.coverKey);
        QCOMPARE(keys.size(), 2);
        QVERIFY(!keys[0].isEmpty());
        QVERIFY(keys[1].isEmpty());
    }

    void stopsWhenAsked()
    {
        for (int i = 0; i < 200; ++i)
            m_library->add(u"%1.mp3"_s.arg(i));
        std::stop_source stop;
        const auto report = Scanner::scan(m_library->store(), m_library->clock(), {m_library->music()},
                                          stop.get_token(), [&](const ScanProgress& progress) {
                                              if (progress.found > 0) stop.request_stop();
                                          });
        QVERIFY(report);
        QVERIFY(report->cancelled);
        QCOMPARE(report->missing, 0);
        QVERIFY(m_library->scan()); // and the next one completes it
        QCOMPARE(m_library->allRows().size(), 200);
    }

    void runsBesideTheWindow()
    {
        m_library->add(u"a.mp3"_s);
        m_library->add(u"b.mp3"_s);
        Scanner scanner(m_library->store(), m_library->clock());
        QSignalSpy finished(&scanner, &Scanner::finished);
        QSignalSpy changed(&scanner, &Scanner::tracksChanged);
        QSignalSpy progressed(&scanner, &Scanner::progressed);
        scanner.start({m_library->music()});
        scanner.start({m_library->music()});
        QVERIFY(scanner.isRunning());
        QTRY_COMPARE(finished.size(), 2);
        QVERIFY(!scanner.isRunning());
        QCOMPARE(finished[0][0].value<ScanReport>().added, 2);
        QCOMPARE(finished[1][0].value<ScanReport>().progress.unchanged, 2);
        QCOMPARE(changed.size(), 1); // the second scan changed nothing
        QVERIFY(!progressed.isEmpty());
    }

    void upkeepMakesWayForAPerson()
    {
        constexpr int Many = 3'000;
        m_library->add(u"seed.mp3"_s);
        QVERIFY(QDir().mkpath(m_library->music(u"many"_s)) && QDir().mkpath(m_library->music(u"few"_s)));
        for (int i = 0; i < Many; ++i)
            QVERIFY(QFile::link(m_library->music(u"seed.mp3"_s), m_library->music(u"many/%1.mp3"_s.arg(i))));
        m_library->add(u"few/1.mp3"_s);
        Scanner scanner(m_library->store(), m_library->clock());
        QSignalSpy started(&scanner, &Scanner::started);
        QSignalSpy finished(&scanner, &Scanner::finished);
        scanner.start({m_library->music(u"many"_s)}, ScanReason::Upkeep);
        scanner.start({m_library->music(u"few"_s)});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 60'000);
        QCOMPARE(started.size(), 3); // the first one twice
        const auto asked = finished[0][0].value<ScanReport>();
        QCOMPARE(asked.reason, ScanReason::Asked);
        QCOMPARE(asked.added, 1);
        const auto upkeep = finished[1][0].value<ScanReport>();
        QCOMPARE(upkeep.reason, ScanReason::Upkeep);
        QVERIFY(!upkeep.cancelled);
        QCOMPARE(m_library->allRows().size(), Many + 1);
    }

    /// Or nobody could tell how long it will take.
    void knowsEarlyHowMuchThereIs()
    {
        constexpr int Many = 20'000;
        const QString seed = m_library->add(u"seed.mp3"_s);
        for (int i = 0; i < Many; ++i)
            QVERIFY(QFile::link(seed, m_library->music(u"%1.mp3"_s.arg(i))));
        std::stop_source stop;
        qint64 furthest = 0;
        const auto report = Scanner::scan(m_library->store(), m_library->clock(), {m_library->music()},
                                          stop.get_token(), [&](const ScanProgress& progress) {
                                              furthest = std::max(furthest, progress.found - progress.read);
                                              if (progress.found > Many) stop.request_stop();
                                          });
        QVERIFY(report);
        QVERIFY2(furthest > Many / 2, qPrintable(QString::number(furthest)));
    }

    void stoppingForgetsWhatWaits()
    {
        for (int i = 0; i < 50; ++i)
            m_library->add(u"%1.mp3"_s.arg(i));
        Scanner scanner(m_library->store(), m_library->clock());
        QSignalSpy finished(&scanner, &Scanner::finished);
        scanner.start({m_library->music()});
        scanner.start({m_library->music()}, ScanReason::Upkeep);
        scanner.stop();
        QTRY_VERIFY(!scanner.isRunning());
        QCOMPARE(finished.size(), 1);
        QVERIFY(finished[0][0].value<ScanReport>().cancelled);
    }

    void tellsWhichFoldersItEntered()
    {
        m_library->add(u"a/one.mp3"_s);
        m_library->add(u"a/b/two.mp3"_s);
        QStringList walked = m_library->scan()->walked;
        walked.sort();
        QCOMPARE(walked, (QStringList{m_library->music(), m_library->music(u"a"_s), m_library->music(u"a/b"_s)}));
    }

    void endsWithItsOwner()
    {
        for (int i = 0; i < 50; ++i)
            m_library->add(u"%1.mp3"_s.arg(i));
        auto scanner = std::make_unique<Scanner>(m_library->store(), m_library->clock());
        scanner->start({m_library->music()});
        scanner.reset();
        QCoreApplication::processEvents();
        QVERIFY(m_library->scan());
    }

private:
    [[nodiscard]] bool onlineOf(const QString& title) const
    {
        for (const TrackRow& row : m_library->allRows()) {
            if (row.track.title == title) return row.online;
        }
        QTest::qFail("no such track", __FILE__, __LINE__);
        return false;
    }

    std::unique_ptr<LibraryFixture> m_library;
};

QTEST_GUILESS_MAIN(TestScanner)
#include "tst_scanner.moc"
