#include "demo/generator.h"
#include "languages/languages.h"
#include "library/track_list_model.h"
#include "ui/library/cover_colour.h"
#include "ui/library/library_playback.h"
#include "ui/library/list_header.h"
#include "ui/library/song_table.h"
#include "ui/library/songs_page.h"
#include "ui/parts/labels.h"
#include "ui/parts/notice.h"
#include "ui/shell/main_window.h"
#include "ui/shell/window_pages.h"
#include "ui/style/horizon.h"
#include "window_bed.h"

#include <QDirIterator>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using Model = library::TrackListModel;

/// The list of songs as it is found again: after the library grew, on another page, and in the next session.
class TestSongList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installLanguage(*qApp, QLocale(QLocale::English)); // its plurals
        const auto made =
            demo::generate({.folder = m_music.path(), .length = demo::Length::Quick}, [](const QString&) {});
        QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto bed = WindowBed::open(m_folder->path());
        QVERIFY(bed);
        m_bed = std::move(*bed);
        QVERIFY(m_bed->addMusic(m_music.path() + u"/music"_s));
        open();
    }
    void cleanup()
    {
        m_window.reset();
        m_bed.reset();
        m_folder.reset();
    }
    void numbersOfManyAreGrouped()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const QString said = SongsPage::tr("%n song(s)", nullptr, 10'000);
        QLocale::setDefault(before);
        QCOMPARE(said, u"10,000 songs"_s); // as the sidebar has it
    }
    void theSelectedSongsStayInSightWhenTheLibraryGrows();
    void noPageShowsTheCoverOfTheOneBefore();
    void orderSelectionAndScrollAreKept();
    void anOrderWithoutAColumnPointsAtNone();
    void whatCannotBeReadIsToldAndNotOfferedToPlay();
    void ctrlQEnds();

private:
    void open();
    [[nodiscard]] SongTable& table() const { return *m_window->findChild<SongTable*>(); }
    [[nodiscard]] SongsPage& page() const { return *m_window->findChild<SongsPage*>(); }
    [[nodiscard]] QString title(int row) const { return table().model()->index(row, 0).data().toString(); }
    /// Whatever key the test before held down: selectRow() would ask for it.
    void choose(int row) const
    {
        table().selectionModel()->setCurrentIndex(table().model()->index(row, 0),
                                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    [[nodiscard]] QStringList selected() const
    {
        QStringList titles;
        for (const int row : table().selectedRows())
            titles.append(title(row));
        titles.sort();
        return titles;
    }
    [[nodiscard]] bool isShown(const QString& text) const
    {
        return std::ranges::any_of(page().findChildren<ElidedLabel*>(),
                                   [&](const ElidedLabel* label) { return label->text().contains(text); });
    }
    void waitForRows()
    {
        QTRY_VERIFY(table().isVisible() && !table().isAwaiting() && table().model()->rowCount() >= 8);
        QTRY_VERIFY(!title(table().model()->rowCount() - 1).isEmpty());
    }

    QTemporaryDir m_music;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowBed> m_bed;
    std::unique_ptr<MainWindow> m_window;
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestSongList::open()
{
    m_window = std::make_unique<MainWindow>(m_bed->services(m_look));
    m_window->resize(1200, 500); // too little for all songs
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    waitForRows();
}

void TestSongList::theSelectedSongsStayInSightWhenTheLibraryGrows()
{
    const int rows = table().model()->rowCount();
    QVERIFY(table().verticalScrollBar()->maximum() > 0);
    table().setFocus();
    table().selectRow(rows - 2);
    QTest::keyClick(&table(), Qt::Key_Down, Qt::ShiftModifier);
    const QStringList before = selected();
    QCOMPARE(before.size(), 2);
    const auto top = [this] { return table().visualRect(table().currentIndex()).top(); };
    const QString current = table().currentIndex().siblingAtColumn(0).data().toString();
    const int place = top();

    QTemporaryDir more;
    QDirIterator songs(m_music.path() + u"/music"_s, {u"*.mp3"_s, u"*.flac"_s}, QDir::Files,
                       QDirIterator::Subdirectories);
    int copies = 0;
    for (; songs.hasNext() && copies < 4; ++copies) {
        const QString song = songs.next();
        QVERIFY(QFile::copy(song, more.filePath(u"%1.%2"_s.arg(copies).arg(song.section(u'.', -1)))));
    }
    QVERIFY(m_bed->addMusic(more.path()));
    page().refresh();
    QTRY_COMPARE(table().model()->rowCount(), rows + copies);
    QTRY_COMPARE(table().currentIndex().siblingAtColumn(0).data().toString(), current);
    QTRY_COMPARE(selected(), before);
    QCOMPARE(top(), place);
}

void TestSongList::noPageShowsTheCoverOfTheOneBefore()
{
    const auto drawn = [](const QString& seed) {
        return dominantColour(horizonImage({48, 48}, 1, seed, HorizonShape::Cover, 0));
    };
    QTRY_VERIFY(page().tint() != drawn(u"songs"_s)); // the library's own covers are there
    auto& pages = *m_window->findChild<WindowPages*>();
    pages.goToAlbum(u"Without a picture"_s, u"Nobody"_s, {});
    QCOMPARE(page().tint(), drawn(u"Without a picture"_s));
    QTRY_COMPARE(table().model()->rowCount(), 0);
    QCOMPARE(page().tint(), drawn(u"Without a picture"_s));
    pages.go(Place::Recent);
    QTRY_VERIFY(!table().isAwaiting());
    QCOMPARE(page().tint(), drawn(u"recently played"_s));
    pages.go(Place::Songs);
    QCOMPARE_NE(page().tint(), drawn(u"recently played"_s));
    QTRY_VERIFY(page().tint() != drawn(u"songs"_s));
}

void TestSongList::orderSelectionAndScrollAreKept()
{
    auto* header = table().horizontalHeader();
    header->setSortIndicator(Model::DurationColumn, Qt::DescendingOrder);
    const auto isSorted = [this] {
        auto& model = page().model();
        for (int row = 1; row < model.rowCount(); ++row) {
            if (!model.rowAt(row) || !model.rowAt(row - 1) ||
                model.rowAt(row)->track.durationMs > model.rowAt(row - 1)->track.durationMs)
                return false;
        }
        return true;
    };
    QTRY_VERIFY(isSorted());
    choose(3);
    table().verticalScrollBar()->setValue(57);
    const QString current = title(3);

    // By way of another page.
    m_window->findChild<WindowPages*>()->go(Place::Recent);
    QTRY_COMPARE(table().model()->rowCount(), 0);
    m_window->findChild<WindowPages*>()->go(Place::Songs);
    waitForRows();
    QCOMPARE(selected(), QStringList(current));
    QCOMPARE(table().verticalScrollBar()->value(), 57);

    m_window.reset();
    open();
    QVERIFY(isSorted());
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), int(Model::DurationColumn));
    QCOMPARE(table().horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(selected(), QStringList(current));
    QTRY_COMPARE(table().verticalScrollBar()->value(), 57);
}

void TestSongList::anOrderWithoutAColumnPointsAtNone()
{
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), int(Model::ArtistColumn));
    m_window->go(Place::Recent);
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), -1);
    m_window->go(Place::Songs);
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), int(Model::ArtistColumn));
}

void TestSongList::whatCannotBeReadIsToldAndNotOfferedToPlay()
{
    const int songs = table().model()->rowCount();
    QTemporaryDir more;
    QFile broken(more.filePath(u"broken.mp3"_s));
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("no music");
    broken.close();
    QVERIFY(m_bed->addMusic(more.path()));
    m_window.reset();
    open();
    QTRY_COMPARE(table().model()->rowCount(), songs + 1);
    QTRY_VERIFY(isShown(u"%1 songs · 1 file could not be read"_s.arg(songs)));

    table().setFocus();
    choose(songs); // the unreadable come last
    QTRY_COMPARE(title(songs), u"broken.mp3"_s);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
    QCoreApplication::sendEvent(&table(), &asked);
    auto* menu = page().findChild<QMenu*>();
    QVERIFY(menu);
    QStringList offered;
    for (const QAction* action : menu->actions()) {
        if (action->isEnabled() && !action->isSeparator()) offered.append(action->text());
    }
    QCOMPARE(offered, QStringList({u"Show in its folder"_s, u"Sort by"_s}));
    menu->close();

    page().playAll();
    QTRY_COMPARE(m_bed->player().queue().size(), songs);
    m_window->findChild<WindowPages*>()->goToUnread();
    QTRY_VERIFY(!table().isAwaiting());
    QCOMPARE(table().model()->rowCount(), 1);
    QTRY_COMPARE(title(0), u"broken.mp3"_s);

    QSignalSpy nothing(m_window->findChild<LibraryPlayback*>(), &LibraryPlayback::nothingToPlay);
    Q_EMIT page().findChild<ListHeader*>()->shuffleClicked();
    QTRY_COMPARE(nothing.size(), 1);
    QCOMPARE(m_window->notice().findChild<QLabel*>()->text(),
             u"None of these files can be read: each song's row says why."_s);
    QCOMPARE(m_bed->player().queue().size(), songs); // what played plays on
}

void TestSongList::ctrlQEnds()
{
    QVERIFY(m_window->isVisible());
    QTest::keyClick(m_window.get(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!m_window->isVisible());
}

QTEST_MAIN(TestSongList)
#include "tst_song_list.moc"
