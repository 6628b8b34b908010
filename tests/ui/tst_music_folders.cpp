#include "base/clock.h"
#include "community/village.h"
#include "library_fixture.h"
#include "store/store.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"
#include "sync/qt/token_vault.h"
#include "ui/shell/add_music.h"
#include "ui/shell/scan_line.h"
#include "ui/shell/settings_page.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using library::LibraryFixture;

/// What the window says of the music folders: how a scan goes, how it ended, what cannot be added.
class TestMusicFolders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aPathIsLookedAtElsewhere();
    void foldersAndFilesAreAdded();
    void aRescanTellsWhatItFound();
    void upkeepTellsOnlyNews();
    void aLongScanShowsAndCanBeStopped();
    void aShortScanPassesUnseen();
    void theSettingsCountWhatAScanBrought();

private:
    void makeMany(int count);

    struct Parts
    {
        LibraryFixture files;
        library::TrackStore tracks{files.store().writer(), files.clock()};
        library::Scanner scanner{files.store(), files.clock()};
        AddMusic add{files.queries(), tracks, scanner};
        QSignalSpy told{&add, &AddMusic::told};
        QSignalSpy failed{&add, &AddMusic::failed};
    };
    std::unique_ptr<Parts> m;
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestMusicFolders::init()
{
    m = std::make_unique<Parts>();
}

void TestMusicFolders::cleanup()
{
    m.reset();
}

void TestMusicFolders::makeMany(int count)
{
    const QString seed = m->files.add(u"seed.mp3"_s);
    QVERIFY(QDir().mkpath(m->files.music(u"many"_s)));
    for (int i = 0; i < count; ++i)
        QVERIFY(QFile::link(seed, m->files.music(u"many/%1.mp3"_s.arg(i))));
}

/// A path on a dead network answers late or never, so nothing may be known of it when add() returns.
void TestMusicFolders::aPathIsLookedAtElsewhere()
{
    m->add.add({QUrl::fromLocalFile(u"/nowhere/at all"_s)});
    QCOMPARE(m->failed.size(), 0);
    QTRY_COMPARE(m->failed.size(), 1);
    QVERIFY(m->failed[0][0].toString().contains(u"/nowhere/at all"_s));
}

void TestMusicFolders::foldersAndFilesAreAdded()
{
    m->files.add(u"album/one.mp3"_s);
    QTemporaryDir elsewhere;
    const QString lone = elsewhere.filePath(u"lone.flac"_s);
    QVERIFY(QFile::copy(LibraryFixture::seed(u"flac"_s), lone));
    m->add.add(
        {QUrl(u"https://example.org/x.mp3"_s), QUrl::fromLocalFile(m->files.music()), QUrl::fromLocalFile(lone)});
    QTRY_COMPARE(m->files.allRows().size(), 2);
    QTRY_COMPARE(m->told.size(), 1);
    QCOMPARE(m->failed.size(), 0);
    QCOMPARE(m->files.queries().folders().takeResult()->size(), 1);
}

void TestMusicFolders::aRescanTellsWhatItFound()
{
    m->add.rescan();
    QTRY_COMPARE(m->told.size(), 1); // there is no folder yet
    m->files.add(u"one.mp3"_s);
    m->add.addFolder(m->files.music());
    QTRY_COMPARE(m->told.size(), 2);
    QVERIFY(m->told[1][0].toString().contains(u"added"_s));
    m->add.rescan();
    QTRY_COMPARE(m->told.size(), 3);
    QCOMPARE(m->told[2][0].toString(), AddMusic::tr("Nothing new in your folders."));
    QVERIFY(QFile::remove(m->files.music(u"one.mp3"_s)));
    m->files.add(u"two.mp3"_s);
    m->add.rescan();
    QTRY_COMPARE(m->told.size(), 4);
    QVERIFY(m->told[3][0].toString().contains(u"added"_s));
    QVERIFY(m->told[3][0].toString().contains(u"not here any more"_s));
    QVERIFY(QDir(m->files.music()).removeRecursively());
    m->add.rescan();
    QTRY_COMPARE(m->failed.size(), 1);
    QCOMPARE(m->told.size(), 4);
}

void TestMusicFolders::upkeepTellsOnlyNews()
{
    QSignalSpy finished(&m->scanner, &library::Scanner::finished);
    m->files.add(u"one.mp3"_s);
    m->scanner.start({m->files.music()}, library::ScanReason::Upkeep);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(m->told.size(), 1);
    m->scanner.start({m->files.music()}, library::ScanReason::Upkeep); // nothing new
    QTRY_COMPARE(finished.size(), 2);
    QCOMPARE(m->told.size(), 1);
    QVERIFY(QDir().rename(m->files.music(), m->files.music() + u" unplugged"_s));
    m->scanner.start({m->files.music()}, library::ScanReason::Upkeep);
    QTRY_COMPARE(finished.size(), 3);
    QCOMPARE(m->failed.size(), 1);
    m->scanner.start({m->files.music()}, library::ScanReason::Upkeep); // it is still away, which is known
    QTRY_COMPARE(finished.size(), 4);
    QCOMPARE(m->failed.size(), 1);
}

void TestMusicFolders::aLongScanShowsAndCanBeStopped()
{
    constexpr int Many = 20'000;
    makeMany(Many);
    QWidget window;
    auto* line = new ScanLine(m_look, m->scanner, &window);
    window.show();
    QVERIFY(!line->isVisible());
    m->add.addFolder(m->files.music());
    QTRY_VERIFY(line->isVisible());
    QTRY_VERIFY(line->accessibleDescription().contains(QLocale().toString(Many)) ||
                line->accessibleDescription().contains(u" of "_s));
    auto* stop = line->findChild<QToolButton*>();
    QVERIFY(stop && !stop->accessibleName().isEmpty());
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY(!m->scanner.isRunning());
    QVERIFY(!line->isVisible());
    QTRY_COMPARE(m->told.size(), 1);
    QVERIFY(m->told[0][0].toString().contains(u"Stopped"_s));
    QVERIFY(m->files.allRows().size() < Many);
}

void TestMusicFolders::aShortScanPassesUnseen()
{
    m->files.add(u"one.mp3"_s);
    QWidget window;
    auto* line = new ScanLine(m_look, m->scanner, &window);
    window.show();
    bool shown = false;
    connect(&m->scanner, &library::Scanner::progressed, line, [&] { shown |= line->isVisible(); });
    QSignalSpy finished(&m->scanner, &library::Scanner::finished);
    m->scanner.start({m->files.music()}, library::ScanReason::Upkeep);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!shown && !line->isVisible());
}

void TestMusicFolders::theSettingsCountWhatAScanBrought()
{
    MemorySettings settings;
    QTemporaryDir profile;
    const auto outbox = store::Store::open(profile.filePath(u"outbox.db"_s), sync::outboxSchema()).value();
    const auto cache = store::Store::open(profile.filePath(u"cache.db"_s), sync::cacheSchema()).value();
    const SystemClock clock;
    const auto engine =
        sync::Engine::start(*outbox, *cache, sync::plainFileVault(profile.filePath(u"tokens"_s)), clock).value();
    community::Village village(*engine);
    SettingsPage page({m_look, settings, m->files.queries(), m->tracks, m->add, village, clock});
    page.show();
    const auto shows = [&page](int songs) {
        const auto labels = page.findChildren<QLabel*>();
        return std::ranges::any_of(labels, [songs](const QLabel* label) {
            return label->isVisible() && label->text() == SettingsPage::tr("%n song(s)", nullptr, songs);
        });
    };
    m->files.add(u"one.mp3"_s);
    m->add.addFolder(m->files.music());
    QTRY_VERIFY(shows(1));
    m->files.add(u"two.mp3"_s);
    auto buttons = page.findChildren<QPushButton*>();
    const auto again = std::ranges::find(buttons, SettingsPage::tr("Look through them again"), &QPushButton::text);
    QVERIFY(again != buttons.end());
    QTest::mouseClick(*again, Qt::LeftButton);
    QTRY_VERIFY(shows(2));
}

QTEST_MAIN(TestMusicFolders)
#include "tst_music_folders.moc"
