// A list of many rows of different heights: what it measures, what moves, and what a screen reader finds.
#include "ui/panel/comments/row_stack_view.h"

#include <QAccessible>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTest>

using namespace groundswell::ui;
using namespace Qt::StringLiterals;

namespace {

/// Rows as high as their text says; counts what it is asked.
class Rows final : public QStyledItemDelegate
{
public:
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        ++measured;
        return {100, index.data().toInt()};
    }
    void paint(QPainter*, const QStyleOptionViewItem&, const QModelIndex&) const override { ++painted; }

    mutable int measured = 0;
    mutable int painted = 0;
};

QStringList heights(int count)
{
    QStringList texts;
    for (int i = 0; i < count; ++i)
        texts.append(QString::number(20 + i * 37 % 130));
    return texts;
}

} // namespace

class TestRowStackView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyWhatIsInSightIsMeasured();
    void theWheelMovesWhatIsReadAndNoMore();
    void theEndAndTheBeginningAreReachedAtOnce();
    void whatComesAndGoesAboveMovesNothing();
    void whoeverIsAtTheBeginningStaysThere();
    void aRowIsBroughtIntoSight();
    void keysGoByThePage();
    void noRowIsPassedOverByAPage();
    void keysBeginAtWhatIsInSight();
    void aRowThatIsClickedIsNotReturnedTo();
    void theEndOfARowThatShrinksIsNotLost();
    void whatFollowsARowThatGoesStays();
    void scrollingPaintsOnlyWhatComesIn();
    void whatComesIsPaintedWhereItIsSeen();
    void aScreenReaderFindsAList();

private:
    static constexpr int many = 100'000;
    void show(const QStringList& texts);

    [[nodiscard]] QScrollBar& bar() const { return *view->verticalScrollBar(); }
    [[nodiscard]] QModelIndex row(int number) const { return model->index(number, 0); }
    [[nodiscard]] int y(const QModelIndex& index) const { return view->visualRect(index).top(); }
    [[nodiscard]] QModelIndex middle() const { return view->indexAt(view->viewport()->rect().center()); }
    /// Each row in sight is as high as its text says, below the one before it, and no room is left.
    [[nodiscard]] bool isFull() const
    {
        int place = view->visualRect(view->indexAt({0, 0})).top();
        for (int i = view->indexAt({0, 0}).row(); place < view->viewport()->height(); ++i) {
            const QRect rect = view->visualRect(row(i));
            if (rect.top() != place || rect.height() != row(i).data().toInt()) return false;
            place += rect.height();
        }
        return true;
    }

    std::unique_ptr<QStringListModel> model;
    std::unique_ptr<RowStackView> view;
    Rows rows;
};

void TestRowStackView::init()
{
    show(heights(many));
}

void TestRowStackView::show(const QStringList& texts)
{
    view.reset();
    model = std::make_unique<QStringListModel>(texts);
    view = std::make_unique<RowStackView>();
    view->setItemDelegate(&rows);
    view->setBackground(Qt::white);
    view->resize(300, 600);
    view->setModel(model.get());
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    rows.measured = rows.painted = 0;
}

void TestRowStackView::onlyWhatIsInSightIsMeasured()
{
    QVERIFY(isFull());
    QCOMPARE(rows.measured, 0); // of what init() showed, nothing twice
    model->insertRows(many, 5000);
    QCOMPARE(rows.measured, 0);
    QCOMPARE(view->visualRect(row(many)).left(), 0); // its place is known
    bar().setValue(bar().maximum() / 2);
    QVERIFY(isFull());
    QVERIFY2(rows.measured > 3 && rows.measured < 40, qPrintable(QString::number(rows.measured)));
}

void TestRowStackView::theWheelMovesWhatIsReadAndNoMore()
{
    bar().setValue(bar().maximum() / 2); // the rows above were never seen
    for (const int by : {-90, -90, 90, 90, 90, 90, 90, 90, 90, 90, 90, -90}) {
        const QModelIndex read = middle();
        const int before = y(read);
        bar().setValue(bar().value() - by);
        QCOMPARE(y(read), before + by);
        QVERIFY(isFull());
    }
}

void TestRowStackView::theEndAndTheBeginningAreReachedAtOnce()
{
    bar().setValue(bar().maximum());
    QCOMPARE(bar().value(), bar().maximum());
    QVERIFY(isFull());
    QCOMPARE(view->visualRect(row(many - 1)).bottom() + 1, view->viewport()->height());
    bar().setValue(0);
    QCOMPARE(y(row(0)), 0);
    QVERIFY(isFull());
}

void TestRowStackView::whatComesAndGoesAboveMovesNothing()
{
    view->setCurrentIndex(row(1)); // goes, and is not followed
    bar().setValue(30'000);
    const QPersistentModelIndex read = middle();
    const int before = y(read);
    model->insertRows(3, 40);
    QCOMPARE(y(read), before);
    model->removeRows(1, 20);
    QCOMPARE(y(read), before);
    model->removeRows(read.row() + 1, 2);
    QCOMPARE(y(read), before);
    model->removeRows(view->indexAt({0, 0}).row(), 1);
    QCOMPARE(y(read), before);
    QVERIFY(isFull());
    view->resize(300, 400);
    QCOMPARE(y(read), before);
    model->removeRows(0, model->rowCount());
    QCOMPARE(bar().maximum(), 0);
}

void TestRowStackView::whoeverIsAtTheBeginningStaysThere()
{
    model->insertRows(0, 3);
    for (int i = 0; i < 3; ++i)
        model->setData(row(i), u"70"_s);
    QCOMPARE(y(row(0)), 0);
    QVERIFY(isFull());
}

void TestRowStackView::aRowIsBroughtIntoSight()
{
    const int high = view->viewport()->height();
    for (const int number : {60'000, 60'001, 59'000, 5, many - 1}) {
        view->scrollTo(row(number));
        QVERIFY(view->viewport()->rect().contains(view->visualRect(row(number))));
        QVERIFY(isFull());
    }
    view->scrollTo(row(50'000), QAbstractItemView::PositionAtCenter);
    QVERIFY(std::abs(view->visualRect(row(50'000)).center().y() - high / 2) <= 1);
    const int place = bar().value();
    view->scrollTo(row(50'001));
    QCOMPARE(bar().value(), place); // it was
    view->scrollTo(row(50'000), QAbstractItemView::PositionAtTop);
    QCOMPARE(y(row(50'000)), 0);
}

void TestRowStackView::keysGoByThePage()
{
    view->setCurrentIndex(row(0));
    QTest::keyClick(view.get(), Qt::Key_PageDown);
    const int page = view->currentIndex().row();
    QVERIFY(page > 3 && page < 40);
    QTest::keyClick(view.get(), Qt::Key_PageUp);
    QCOMPARE(view->currentIndex().row(), 0);
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->currentIndex().row(), many - 1);
    QVERIFY(view->viewport()->rect().contains(view->visualRect(row(many - 1))));
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->currentIndex().row(), 0);
}

void TestRowStackView::noRowIsPassedOverByAPage()
{
    show(QStringList(2000, u"210"_s)); // higher than the usual row is thought to be
    const auto top = [this] { return view->indexAt({0, 0}).row(); };
    const auto bottom = [this] { return view->indexAt({0, view->viewport()->height() - 1}).row(); };
    view->setCurrentIndex(row(0));
    for (int page = 0; page < 6; ++page) {
        const int before = bottom();
        QTest::keyClick(view.get(), Qt::Key_PageDown);
        QVERIFY(top() <= before + 1 && bottom() >= before);
    }
    QTest::keyClick(view.get(), Qt::Key_End);
    for (int page = 0; page < 6; ++page) {
        const int before = top();
        QTest::keyClick(view.get(), Qt::Key_PageUp);
        QVERIFY(bottom() >= before - 1 && top() <= before);
    }
    bar().setValue(bar().maximum() / 2);
    for (int page = 0; page < 3; ++page) {
        const int before = top();
        bar().triggerAction(QAbstractSlider::SliderPageStepSub); // a click in the trough
        QVERIFY(bottom() >= before - 1);
    }
}

void TestRowStackView::keysBeginAtWhatIsInSight()
{
    view->setCurrentIndex({});
    bar().setValue(30'010);
    const int first = view->indexAt({0, 0}).row();
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->currentIndex().row(), first + 1); // of the first only its end is seen
    QVERIFY(isFull());
}

void TestRowStackView::aRowThatIsClickedIsNotReturnedTo()
{
    bar().setValue(3'010);
    bool brings = true;
    connect(view.get(), &QAbstractItemView::pressed, this, [&] { brings = view->hasAutoScroll(); });
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {10, 2});
    QVERIFY(!brings); // Qt would begin to wait here, and scroll half a second later
    QVERIFY(view->hasAutoScroll());
    QCOMPARE(bar().value(), 3'010);
}

void TestRowStackView::theEndOfARowThatShrinksIsNotLost()
{
    QStringList texts = heights(60);
    texts[0] = u"2000"_s;
    show(texts);
    bar().setValue(1500);
    QCOMPARE(y(row(1)), 500);
    model->setData(row(0), u"120"_s);
    QCOMPARE(y(row(0)), 0);
    QVERIFY(isFull());
}

void TestRowStackView::whatFollowsARowThatGoesStays()
{
    bar().setValue(3'010);
    const QModelIndex top = view->indexAt({0, 0});
    const QPersistentModelIndex next = row(top.row() + 2);
    view->setCurrentIndex(row(top.row() + 1));
    bar().setValue(y(row(top.row() + 1)) + bar().value() + 5); // of it only the end is seen
    const int before = y(next);
    model->removeRows(view->currentIndex().row(), 1);
    QCOMPARE(y(next), before);
}

void TestRowStackView::scrollingPaintsOnlyWhatComesIn()
{
    const auto paintedBy = [this](int value) {
        rows.painted = 0;
        bar().setValue(value);
        QCoreApplication::processEvents();
        return rows.painted;
    };
    const int all = paintedBy(50'000);
    QVERIFY2(all > 4, qPrintable(QString::number(all)));
    const int some = paintedBy(50'010);
    QVERIFY2(some > 0 && some <= 2, qPrintable(QString::number(some)));
}

void TestRowStackView::whatComesIsPaintedWhereItIsSeen()
{
    QCoreApplication::processEvents();
    rows.painted = 0;
    model->insertRows(many, 1);
    QCoreApplication::processEvents();
    QCOMPARE(rows.painted, 0);
    model->setStringList({u"20"_s, u"30"_s}); // a few, and room below them
    QCoreApplication::processEvents();
    rows.painted = 0;
    model->insertRows(2, 1);
    QCoreApplication::processEvents();
    QVERIFY(rows.painted > 0);
}

void TestRowStackView::aScreenReaderFindsAList()
{
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(view.get());
    QVERIFY(list);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), many);
    QAccessibleInterface* third = list->child(2);
    QVERIFY(third);
    QCOMPARE(third->role(), QAccessible::ListItem);
    QCOMPARE(third->text(QAccessible::Name), row(2).data().toString());
    const QRect seen = view->visualRect(row(2));
    QCOMPARE(third->rect(), QRect(view->viewport()->mapToGlobal(seen.topLeft()), seen.size()));
}

QTEST_MAIN(TestRowStackView)
#include "tst_row_stack_view.moc"
