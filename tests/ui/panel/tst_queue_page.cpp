#include "village_fixture.h"

#include "ui/library/song_drag.h"
#include "ui/panel/queue/queue_model.h"
#include "ui/panel/queue/queue_page.h"

#include <QAbstractItemModelTester>
#include <QDragMoveEvent>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

/// The queue as a person changes it.
class TestQueuePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<PanelFixture>();
        m_fixture->host->show();
    }
    void cleanup() { m_fixture.reset(); }

    void severalAreRemovedAndComeBack()
    {
        fill(10);
        QueuePage page(m_fixture->context());
        page.resize(408, 700);
        page.show();
        auto* selection = page.view().selectionModel();
        for (const int row : {2, 3, 7})
            selection->select(page.view().model()->index(row, 0), QItemSelectionModel::Select);
        QTest::keyClick(&page.view(), Qt::Key_Delete);
        QCOMPARE(titles(), u"0 1 4 5 6 8 9"_s);
        auto* undo = m_fixture->notice->findChild<QPushButton*>();
        QTRY_VERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(titles(), u"0 1 2 3 4 5 6 7 8 9"_s);
        QVERIFY(page.undo()); // the queue was filled by playing: that can be taken back too
        QCOMPARE(queue().size(), 0);
    }

    void whoComesByKeyBeginsAtTheSongThatPlays()
    {
        fill(40);
        queue().jump(30);
        QWidget window;
        QueuePage page(m_fixture->context());
        page.setParent(&window);
        page.resize(408, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto comeBack = [&](bool isOpenedAgain) {
            page.view().clearFocus();
            if (isOpenedAgain) page.hide();
            page.show();
            page.view().setFocus(Qt::ShortcutFocusReason);
            return page.view().currentIndex().row();
        };
        QCOMPARE(comeBack(false), 30);
        QVERIFY(page.view().viewport()->rect().contains(page.view().visualRect(page.view().currentIndex())));
        QTest::keyClick(&page.view(), Qt::Key_Up, Qt::ControlModifier); // goes there, and chooses nothing
        QVERIFY(!page.view().selectionModel()->hasSelection());
        const int there = page.view().currentIndex().row();
        QVERIFY(there != 30);
        QCOMPARE(comeBack(false), there);
        QCOMPARE(comeBack(true), 30);
        QTest::keyClick(&page.view(), Qt::Key_Down);
        QCOMPARE(comeBack(true), 31); // it is chosen
    }

    void aDragMovesRowsInOnePiece()
    {
        fill(6);
        QueueModel model(queue());
        QAbstractItemModelTester tester(&model);
        const std::unique_ptr<QMimeData> data(model.mimeData({model.index(1), model.index(2)}));
        (void)model.dropMimeData(data.get(), Qt::MoveAction, 5, 0, {});
        QCOMPARE(titles(), u"0 3 4 1 2 5"_s);
        queue().undo();
        QCOMPARE(titles(), u"0 1 2 3 4 5"_s);
        const std::unique_ptr<QMimeData> apart(model.mimeData({model.index(4), model.index(0)}));
        (void)model.dropMimeData(apart.get(), Qt::MoveAction, 2, 0, {});
        QCOMPARE(titles(), u"1 0 4 2 3 5"_s);
    }

    void aDragShowsWhereItFallsAndFallsThere()
    {
        fill(6);
        QueuePage page(m_fixture->context());
        page.resize(408, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QueueView& view = page.view();
        const std::unique_ptr<QMimeData> data(view.model()->mimeData({view.model()->index(1, 0)}));
        const QRect third = view.visualRect(view.model()->index(3, 0));
        const auto over = [&](QPoint at) {
            QDragMoveEvent move(at, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(view.viewport(), &move);
            return move.isAccepted();
        };
        QDragEnterEvent enter(third.center(), Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &enter);
        QVERIFY(over(third.center() - QPoint(0, 10)));
        QCOMPARE(view.dropRow(), std::optional(3));
        QVERIFY(over(third.center() + QPoint(0, 10)));
        QCOMPARE(view.dropRow(), std::optional(4));
        const auto lineAt = [&](int y) {
            return view.viewport()->grab(QRect(200, y, 1, 1)).toImage().pixelColor(0, 0);
        };
        QCOMPARE(lineAt(third.bottom() + 1), m_fixture->look->theme().tideBase);
        QDropEvent drop(third.center() + QPoint(0, 10), Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &drop);
        QCOMPARE(titles(), u"0 2 3 1 4 5"_s);
        QVERIFY(!view.dropRow());
        // Below the last row it goes to the end.
        const std::unique_ptr<QMimeData> first(view.model()->mimeData({view.model()->index(0, 0)}));
        QDragEnterEvent again(QPoint(200, 650), Qt::MoveAction, first.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &again);
        QDragMoveEvent end(QPoint(200, 650), Qt::MoveAction, first.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &end);
        QCOMPARE(view.dropRow(), std::optional(6));
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(view.viewport(), &leave);
        QVERIFY(!view.dropRow());
    }

    void songsOfAListFallBetweenTheRows()
    {
        QueuePage page(m_fixture->context());
        QSignalSpy dropped(&page, &QueuePage::tracksDropped);
        page.resize(408, 700);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QMimeData songs;
        songs.setData(QString::fromLatin1(trackIdsMime), "7\n9\n");
        const auto drop = [&](QWidget& where, QPoint at) {
            QDragEnterEvent enter(at, Qt::CopyAction, &songs, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&where, &enter);
            QDragMoveEvent move(at, Qt::CopyAction, &songs, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&where, &move);
            QDropEvent fall(at, Qt::CopyAction, &songs, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(&where, &fall);
            return enter.isAccepted() && fall.isAccepted() && fall.dropAction() == Qt::CopyAction;
        };
        const std::vector two{TrackId{7}, TrackId{9}};
        QVERIFY(drop(page, page.rect().center())); // nothing is queued yet
        QCOMPARE(dropped.takeFirst(), (QVariantList{QVariant::fromValue(two), 0}));
        fill(6);
        QueueView& view = page.view();
        QTRY_VERIFY(view.isVisible());
        const QRect third = view.visualRect(view.model()->index(3, 0));
        QVERIFY(drop(*view.viewport(), third.center() + QPoint(0, 10)));
        QCOMPARE(dropped.takeFirst(), (QVariantList{QVariant::fromValue(two), 4}));
        QVERIFY(!view.dropRow());
        QCOMPARE(titles(), u"0 1 2 3 4 5"_s); // whoever heard of it puts them there
    }

    void aDragThatLeavesOverTheEdgeScrollsOn()
    {
        fill(40);
        QueuePage page(m_fixture->context());
        page.resize(408, 500);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QueueView& view = page.view();
        auto* bar = view.verticalScrollBar();
        const std::unique_ptr<QMimeData> data(view.model()->mimeData({view.model()->index(1, 0)}));
        const auto over = [&](QPoint at) {
            QDragMoveEvent move(at, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(view.viewport(), &move);
        };
        const QPoint middle = view.viewport()->rect().center();
        QDragEnterEvent enter(middle, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &enter);
        over(QPoint(middle.x(), view.viewport()->height() - 2));
        QDragLeaveEvent leave;
        QCoreApplication::sendEvent(view.viewport(), &leave);
        QVERIFY(!view.dropRow());
        QTRY_COMPARE(bar->value(), bar->maximum());
        QDragEnterEvent again(middle, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &again);
        over(middle);
        const auto row = view.dropRow();
        QVERIFY(row && *row > 20);
        QDropEvent drop(middle, Qt::MoveAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.viewport(), &drop);
        QCOMPARE(queue().entries().at(*row - 1).title, u"1"_s);
    }

    void aFailedEntrySaysWhy()
    {
        fill(2);
        queue().setProblem(queue().entries().at(1).id, u"The file is empty."_s);
        QueuePage page(m_fixture->context());
        const QModelIndex failed = page.view().model()->index(1, 0);
        QCOMPARE(failed.data(QueueModel::ProblemRole).toString(), u"The file is empty."_s);
        QVERIFY(failed.data(Qt::AccessibleTextRole).toString().contains(u"The file is empty."_s));
    }

    void twentyThousandMoveWithoutAStall()
    {
        QueuePage page(m_fixture->context());
        page.resize(408, 700);
        page.show();
        fill(20'000);
        QCoreApplication::processEvents();
        // The quickest of some: what else the machine does is left out. bench_queue says how quick it is.
        constexpr qint64 stallMs = 200;
        QElapsedTimer clock;
        qint64 moved = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 20; ++i) {
            clock.start();
            queue().move(19'000 - i, 1, 10 + i);
            QCoreApplication::processEvents();
            moved = std::min(moved, clock.elapsed());
        }
        QVERIFY2(moved < stallMs, qPrintable(QString::number(moved)));
        qint64 deleted = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 3; ++i) {
            page.view().selectAll();
            clock.start();
            QTest::keyClick(&page.view(), Qt::Key_Delete);
            deleted = std::min(deleted, clock.elapsed());
            QCOMPARE(queue().size(), 0);
            QVERIFY(page.undo());
            QCOMPARE(queue().size(), 20'000);
        }
        QVERIFY2(deleted < 5 * stallMs, qPrintable(QString::number(deleted)));
    }

    void itStopsByItself()
    {
        fill(3);
        QueuePage page(m_fixture->context());
        QMenu menu;
        page.fillMenu(menu);
        QAction* after = nullptr;
        for (const QAction* action : menu.actions()) {
            for (QAction* inner : action->menu() ? action->menu()->actions() : QList<QAction*>()) {
                if (inner->text() == u"Stop after this song"_s) after = inner;
            }
        }
        QVERIFY(after);
        after->trigger();
        QCOMPARE(m_fixture->player->sleepTimer().mode(), media::SleepTimer::Mode::AtTrackEnd);
    }

private:
    [[nodiscard]] media::PlayQueue& queue() { return m_fixture->player->queue(); }
    void fill(int count)
    {
        QList<media::QueueEntry> entries;
        for (int i = 0; i < count; ++i) {
            media::QueueEntry entry;
            entry.source = QUrl::fromLocalFile(u"/nowhere/%1.flac"_s.arg(i));
            entry.title = QString::number(i);
            entry.durationMs = 1000;
            entries.append(entry);
        }
        queue().set(std::move(entries));
    }
    [[nodiscard]] QString titles()
    {
        QStringList all;
        for (const auto& entry : queue().entries())
            all.append(entry.title);
        return all.join(u' ');
    }

    std::unique_ptr<PanelFixture> m_fixture;
};

QTEST_MAIN(TestQueuePage)
#include "tst_queue_page.moc"
