// Finding and playing songs in the window.
#include "open_window.h"
#include "support/places.h"
#include "ui/library/library_playback.h"
#include "ui/library/song_drag.h"
#include "ui/library/songs_page.h"
#include "ui/parts/search_field.h"

#include <QDirIterator>
#include <QHeaderView>
#include <QMenu>
#include <QMimeData>
#include <QPaintEvent>
#include <QScreen>
#include <QScrollBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;
using Music = OpenWindow::Music;

class TestWindowSongs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void enterPlaysTheSelectedSong();
    void typingInTheSearchNarrowsTheList();
    void theSearchLeadsIntoTheListWithoutWaiting();
    void aGrowingLibraryKeepsTheRowUnderTheKeyboard();
    void aDraggedColumnKeepsItsWidth();
    void aKeySortsTheList();
    void songsStandInTheQueueWhereTheyFell();
    void f5FindsWhatCameSince();
    void scrollingPaintsOnlyWhatComesIntoSight();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark, .reduceMotion = true}};
};

void TestWindowSongs::enterPlaysTheSelectedSong()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    table.setFocus();
    table.selectRow(2);
    QTest::keyClick(&table, Qt::Key_Return);
    auto& player = open.player();
    QTRY_VERIFY(player.current().has_value());
    QCOMPARE(player.current()->title, open.title(2));
    QTRY_VERIFY(open.window().windowTitle().startsWith(player.current()->title));
    QCOMPARE(player.queue().size(), table.model()->rowCount());
    QTest::keyClick(&table, Qt::Key_Q);
    QTRY_COMPARE(player.queue().size(), table.model()->rowCount() + 1);
}

void TestWindowSongs::typingInTheSearchNarrowsTheList()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    const int all = table.model()->rowCount();
    auto& search = open.part<SearchField>();
    QTest::keyClicks(&search, u"zzzz nothing has this"_s);
    QTRY_COMPARE(table.model()->rowCount(), 0);
    QTest::keyClick(&search, Qt::Key_Escape);
    QTRY_COMPARE(table.model()->rowCount(), all);
}

void TestWindowSongs::theSearchLeadsIntoTheListWithoutWaiting()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    const int all = table.model()->rowCount();
    auto& search = open.part<SearchField>();
    auto& player = open.player();

    QTest::keyClick(&open.window(), Qt::Key_K, Qt::ControlModifier);
    QVERIFY(search.hasFocus());
    QTest::keyClick(&search, Qt::Key_Down);
    QVERIFY(table.hasFocus());
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_VERIFY(player.current().has_value());
    QCOMPARE(player.current()->title, open.title(0));

    // What is found is asked for and not here yet when Enter comes.
    const QString wanted = open.title(5);
    QTest::keyClick(&open.window(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(&search, wanted);
    QTest::keyClick(&search, Qt::Key_Down);
    QTest::keyClick(&table, Qt::Key_Return);
    QVERIFY(table.isAwaiting());
    QTRY_COMPARE(player.current()->title, wanted);
    QVERIFY(player.queue().size() < all);
}

void TestWindowSongs::aGrowingLibraryKeepsTheRowUnderTheKeyboard()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    table.setFocus();
    table.selectRow(3);
    const QString title = open.title(3);
    const int before = table.model()->rowCount();
    QTemporaryDir more;
    QDirIterator songs(demoMusic(), {u"*.mp3"_s, u"*.flac"_s}, QDir::Files, QDirIterator::Subdirectories);
    const QString song = songs.next();
    QVERIFY(QFile::copy(song, more.filePath(u"one more.%1"_s.arg(song.section(u'.', -1)))));
    QVERIFY(open.bed().addMusic(more.path()));
    open.part<SongsPage>().refresh();
    QTRY_COMPARE(table.model()->rowCount(), before + 1);
    QTRY_COMPARE(table.currentIndex().siblingAtColumn(0).data().toString(), title);
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_VERIFY(open.player().current().has_value());
    QCOMPARE(open.player().current()->title, title);
}

void TestWindowSongs::aKeySortsTheList()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    table.setFocus();
    table.selectRow(3);
    const auto choose = [&](const QString& name) {
        QTest::keyClick(&table, Qt::Key_S);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu) return false;
        for (QAction* action : menu->actions()) {
            if (action->text() != name) continue;
            menu->setActiveAction(action);
            QTest::keyClick(menu, Qt::Key_Return);
            return true;
        }
        menu->close();
        return false;
    };
    const auto titles = [&] {
        QStringList all;
        for (int row = 0; row < open.songs().model()->rowCount(); ++row)
            all.append(open.title(row));
        return all;
    };
    QVERIFY(choose(u"Time"_s));
    const auto length = [&](int row) {
        const int column = library::TrackListModel::DurationColumn;
        return table.model()->index(row, column).data().toString();
    };
    const int last = table.model()->rowCount() - 1;
    QTRY_VERIFY(!table.isAwaiting() && length(0) < length(last)); // all below ten minutes: as text
    QCOMPARE(table.accessibleDescription(), u"Sorted by Time"_s);
    const QStringList upwards = titles();
    QVERIFY(choose(u"Backwards"_s));
    QTRY_VERIFY(length(0) > length(last));
    QCOMPARE(table.accessibleDescription(), u"Sorted by Time, backwards"_s);
    QVERIFY(titles() != upwards);
    QCOMPARE(open.window().focusWidget(), &table);
}

void TestWindowSongs::songsStandInTheQueueWhereTheyFell()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    table.setFocus();
    table.selectRow(2);
    QTest::keyClick(&table, Qt::Key_Return);
    auto& queue = open.player().queue();
    QTRY_COMPARE(queue.size(), table.model()->rowCount());
    const int before = queue.size();
    QMimeData dragged;
    const auto id = static_cast<qint64>(open.part<SongsPage>().model().idAt(5));
    dragged.setData(QString::fromLatin1(trackIdsMime), QByteArray::number(id) + '\n');
    int more = 0;
    for (const int row : {before, 3, 1, 0}) { // the end, next, among what is over, the beginning
        open.window().playback().insert(draggedTracks(dragged), row);
        ++more;
        QTRY_COMPARE(queue.size(), before + more);
        QCOMPARE(queue.entries().at(row).track, TrackId{id});
    }
    queue.undo(); // what one drop did, and nothing else
    QCOMPARE(queue.size(), before + more - 1);
    QVERIFY(queue.entries().constFirst().track != TrackId{id});
    QCOMPARE(queue.current()->title, open.title(2)); // it plays on
}

void TestWindowSongs::aDraggedColumnKeepsItsWidth()
{
    OpenWindow open(m_look, Music::Demo);
    const auto width = [&open] {
        return open.songs().horizontalHeader()->sectionSize(library::TrackListModel::AlbumColumn);
    };
    open.window().resize(1300, 800);
    auto* header = open.songs().horizontalHeader();
    QTRY_VERIFY(header->isVisible() && width() > 0);
    const int before = width();
    const int edge = header->sectionViewportPosition(library::TrackListModel::AlbumColumn) + before - 1;
    const QPoint from(edge, header->height() / 2);
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(header->viewport(), from - QPoint(30, 0));
    QTest::mouseMove(header->viewport(), from - QPoint(60, 0));
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, from - QPoint(60, 0));
    const int dragged = width();
    QVERIFY(dragged < before - 40);
    open.window().resize(1400, 800); // a resize fits the columns anew, but not this one
    QTRY_COMPARE(width(), dragged);
    open.reopen();
    QTRY_COMPARE(width(), dragged);
}

void TestWindowSongs::f5FindsWhatCameSince()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    const int before = table.model()->rowCount();
    const QString song = demoMusic() + u"/came since.flac"_s;
    QVERIFY(QFile::copy(test::dataPath(u"audio/tone.flac"_s), song));
    QTest::keyClick(&open.window(), Qt::Key_F5);
    QTRY_COMPARE(table.model()->rowCount(), before + 1);
    QVERIFY(QFile::remove(song));
}

namespace {

/// Enough songs to scroll through: one of the demo's many times.
bool addCopies(OpenWindow& open)
{
    constexpr int copies = 40;
    const QTemporaryDir more;
    QDirIterator songs(demoMusic(), {u"*.mp3"_s, u"*.flac"_s}, QDir::Files, QDirIterator::Subdirectories);
    const QString song = songs.next();
    for (int i = 0; i < copies; ++i) {
        if (!QFile::copy(song, more.filePath(u"%1.%2"_s.arg(i).arg(song.section(u'.', -1))))) return false;
    }
    const auto& model = *open.songs().model();
    const int all = model.rowCount() + copies;
    if (!open.bed().addMusic(more.path())) return false;
    open.part<SongsPage>().refresh();
    return QTest::qWaitFor([&] { return model.rowCount() == all; });
}

/// What a widget has been asked to paint.
class Painted final : public QObject
{
public:
    explicit Painted(QWidget& widget) { widget.installEventFilter(this); }
    [[nodiscard]] QRegion taken() { return std::exchange(m_region, {}); }

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint) m_region += static_cast<QPaintEvent*>(event)->region();
        return false;
    }

private:
    QRegion m_region;
};

/// What is on the screen of it.
QImage shown(const QWidget& widget)
{
    const QWidget& window = *widget.window();
    const QRect place(widget.mapTo(&window, QPoint()), widget.size());
    return window.screen()->grabWindow(window.winId()).toImage().copy(place);
}

} // namespace

void TestWindowSongs::scrollingPaintsOnlyWhatComesIntoSight()
{
    OpenWindow open(m_look, Music::Demo);
    auto& table = open.songs();
    auto& window = open.window();
    window.resize(1300, 600);
    auto& viewport = *table.viewport();
    QVERIFY(addCopies(open));
    QTRY_VERIFY(table.verticalScrollBar()->maximum() > 60);
    for (int row = 0; row < table.model()->rowCount(); ++row)
        QTRY_VERIFY(!open.title(row).isEmpty()); // it has come
    Painted painted(viewport);
    const auto settle = [&] {
        viewport.update();
        return QTest::qWaitFor([&] { return painted.taken().contains(viewport.rect()); });
    };
    QVERIFY(settle());
    const int step = 2 * table.rowHeight(0); // whole rows: Qt paints the pictures of cut ones otherwise
    table.verticalScrollBar()->setValue(step);
    QRegion region;
    QVERIFY(QTest::qWaitFor([&] { return !(region += painted.taken()).isEmpty(); }));
    QCOMPARE(region.boundingRect(), QRect(0, viewport.height() - step, viewport.width(), step));

    // And what was moved is what would have been painted.
    const QImage moved = shown(viewport);
    QVERIFY(settle());
    QCOMPARE(moved, shown(viewport));
}

QTEST_MAIN(TestWindowSongs)
#include "tst_window_songs.moc"
