#include "base/clock.h"
#include "community/village.h"
#include "library_fixture.h"
#include "store/store.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"
#include "sync/qt/token_vault.h"
#include "ui/parts/notice.h"
#include "ui/shell/add_music.h"
#include "ui/shell/leaving_folders.h"
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
    void itIsToldWhatCameOfFiles();
    void aRescanTellsWhatItFound();
    void upkeepTellsOnlyNews();
    void aLongScanShowsAndCanBeStopped();
    void aShortScanPassesUnseen();
    void theSettingsCountWhatAScanBrought();
    void aForgottenFolderCanBeKept();
    void aForgottenFolderGoesWhenItsTimeIsOver();
    void aFolderThatIsAddedAgainStays();
    void whatIsLeavingGoesWithTheWindow();

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
    /// The settings of a profile that knows no community, and the notice of their window.
    class Settings
    {
        MemorySettings m_settings;
        QTemporaryDir m_profile;
        std::unique_ptr<store::Store> m_outbox =
            store::Store::open(m_profile.filePath(u"outbox.db"_s), sync::outboxSchema()).value();
        std::unique_ptr<store::Store> m_cache =
            store::Store::open(m_profile.filePath(u"cache.db"_s), sync::cacheSchema()).value();
        SystemClock m_clock;
        std::unique_ptr<sync::Engine> m_engine =
            sync::Engine::start(*m_outbox, *m_cache, sync::plainFileVault(m_profile.filePath(u"tokens"_s)), m_clock)
                .value();
        community::Village m_village{*m_engine};
        QWidget m_window;
        Notice m_notice;

    public:
        Settings(Look& look, Parts& parts)
            : m_notice(look, &m_window)
            , leaving(parts.tracks, m_notice)
            , page({look, m_settings, parts.files.queries(), parts.tracks, parts.add, leaving, m_village, m_clock})
        {
            connect(&parts.add, &AddMusic::folderAdded, &leaving, &LeavingFolders::keep);
            m_window.resize(900, 600);
            m_window.show();
            page.show();
        }
        [[nodiscard]] bool shows(int songs) const
        {
            const auto labels = page.findChildren<QLabel*>();
            return std::ranges::any_of(labels, [songs](const QLabel* label) {
                return label->isVisible() && label->text() == SettingsPage::tr("%n song(s)", nullptr, songs);
            });
        }
        [[nodiscard]] QPushButton* button(const QString& text) const
        {
            const auto buttons = page.findChildren<QPushButton*>() + m_window.findChildren<QPushButton*>();
            const auto found = std::ranges::find_if(
                buttons, [&text](const QPushButton* button) { return button->isVisible() && button->text() == text; });
            return found == buttons.end() ? nullptr : *found;
        }

        LeavingFolders leaving;
        SettingsPage page;
    };
    /// The folder with one song that these settings show.
    void addFolderWithOneSong(const Settings& settings)
    {
        m->files.add(u"one.mp3"_s);
        m->add.addFolder(m->files.music());
        QTRY_VERIFY(settings.shows(1));
        QTRY_COMPARE(m->told.size(), 1);
    }

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
    constexpr qsizetype count = 100'000; // which takes long enough that they are not all looked at by then
    m->add.add(QList<QUrl>(count, QUrl::fromLocalFile(u"/nowhere/at all"_s)));
    QCOMPARE(m->failed.size(), 0);
    QTRY_COMPARE(m->failed.size(), count);
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
    QTRY_COMPARE(m->told.size(), 2); // of the folder and of the file
    QCOMPARE(m->failed.size(), 0);
    QCOMPARE(m->files.queries().folders().takeResult()->size(), 1);
}

void TestMusicFolders::itIsToldWhatCameOfFiles()
{
    QTemporaryDir elsewhere;
    const QString whole = elsewhere.filePath(u"whole.flac"_s);
    QVERIFY(QFile::copy(LibraryFixture::seed(u"flac"_s), whole));
    QList<QUrl> files{QUrl::fromLocalFile(whole), QUrl::fromLocalFile(whole)}; // by two ways: one song
    for (const QString& name : {u"broken.mp3"_s, u"picture.jpg"_s, u"notes.txt"_s}) {
        QFile file(elsewhere.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no music") > 0);
        files.append(QUrl::fromLocalFile(file.fileName()));
    }
    m->add.add(files);
    QTRY_COMPARE(m->told.size(), 1);
    QStringList expected{AddMusic::tr("The %n song(s) are in your library now", nullptr, 1),
                         AddMusic::tr("%n file(s) could not be read", nullptr, 1),
                         AddMusic::tr("%n file(s) left out: no music", nullptr, 2)};
    QCOMPARE(m->told[0][0].toString(), expected.join(u", "_s));
    QCOMPARE(m->told[0][1].toBool(), true); // "See which" is offered
    QCOMPARE(m->files.allRows().size(), 2);
    m->add.add(files.last(1));
    QTRY_COMPARE(m->told.size(), 2);
    QCOMPARE(m->told[1][0].toString(), AddMusic::tr("%n file(s) left out: no music", nullptr, 1));
    QCOMPARE(m->failed.size(), 0);
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
    const Settings settings(m_look, *m);
    addFolderWithOneSong(settings);
    m->files.add(u"two.mp3"_s);
    auto* again = settings.button(SettingsPage::tr("Look through them again"));
    QVERIFY(again);
    QTest::mouseClick(again, Qt::LeftButton);
    QTRY_VERIFY(settings.shows(2));
}

void TestMusicFolders::aForgottenFolderCanBeKept()
{
    Settings settings(m_look, *m);
    settings.leaving.setTimeToKeep(std::chrono::minutes(10));
    addFolderWithOneSong(settings);
    const TrackId before = m->files.allRows().at(0).track.id;
    QTest::mouseClick(settings.button(SettingsPage::tr("Forget")), Qt::LeftButton);
    QTRY_VERIFY(!settings.shows(1)); // it is gone from the list at once
    auto* keep = settings.button(LeavingFolders::tr("Keep it"));
    QVERIFY(keep);
    QTest::mouseClick(keep, Qt::LeftButton);
    QTRY_VERIFY(settings.shows(1));
    QCOMPARE(m->files.allRows().at(0).track.id, before); // with all that is known of it
    QVERIFY(!settings.leaving.keepLast());

    QVERIFY(QTest::qWaitForWindowActive(&settings.page));
    settings.button(SettingsPage::tr("Forget"))->setFocus();
    QTest::keyClick(settings.button(SettingsPage::tr("Forget")), Qt::Key_Space);
    QTRY_VERIFY(!settings.shows(1));
    QVERIFY(settings.button(SettingsPage::tr("Add a folder"))->hasFocus()); // the keyboard stays beside it
    QVERIFY(settings.leaving.keepLast());                                   // as Ctrl+Z does
    QTRY_VERIFY(settings.shows(1));
}

void TestMusicFolders::aForgottenFolderGoesWhenItsTimeIsOver()
{
    Settings settings(m_look, *m);
    settings.leaving.setTimeToKeep(std::chrono::milliseconds(1));
    addFolderWithOneSong(settings);
    QTest::mouseClick(settings.button(SettingsPage::tr("Forget")), Qt::LeftButton);
    QTRY_COMPARE(m->files.allRows().size(), 0);
    QVERIFY(!settings.shows(1));
    QVERIFY(QFile::exists(m->files.music(u"one.mp3"_s)));
}

void TestMusicFolders::aFolderThatIsAddedAgainStays()
{
    Settings settings(m_look, *m);
    settings.leaving.setTimeToKeep(std::chrono::minutes(10));
    addFolderWithOneSong(settings);
    QTest::mouseClick(settings.button(SettingsPage::tr("Forget")), Qt::LeftButton);
    QTRY_VERIFY(!settings.shows(1));
    m->add.addFolder(m->files.music());
    QTRY_VERIFY(settings.shows(1));
    QVERIFY(!settings.leaving.keepLast());
}

void TestMusicFolders::whatIsLeavingGoesWithTheWindow()
{
    {
        Settings settings(m_look, *m);
        settings.leaving.setTimeToKeep(std::chrono::minutes(10));
        addFolderWithOneSong(settings);
        QTest::mouseClick(settings.button(SettingsPage::tr("Forget")), Qt::LeftButton);
        QTRY_VERIFY(!settings.shows(1));
        QCOMPARE(m->files.allRows().size(), 1);
    }
    QTRY_COMPARE(m->files.allRows().size(), 0);
}

QTEST_MAIN(TestMusicFolders)
#include "tst_music_folders.moc"
