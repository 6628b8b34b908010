// One row of the comment list, laid out: for both directions of the program.

#include "ui/panel/comments/comment_row.h"
#include "ui/style/look.h"

#include <QStandardItemModel>
#include <QTest>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;
using community::CommentListModel;
using community::CommentView;

class TestCommentRow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingLiesOverAnotherThing_data();
    void nothingLiesOverAnotherThing();
    void aNarrowPanelShortensWhatItSays();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestCommentRow::nothingLiesOverAnotherThing_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::addColumn<int>("textPercent");
    for (const int percent : {90, 100, 130}) {
        QTest::addRow("from the left, %d %%", percent) << Qt::LeftToRight << percent;
        QTest::addRow("from the right, %d %%", percent) << Qt::RightToLeft << percent;
    }
}

void TestCommentRow::nothingLiesOverAnotherThing()
{
    QFETCH(const Qt::LayoutDirection, direction);
    QFETCH(const int, textPercent);
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = textPercent});
    CommentView view;
    view.comment.author.displayName = u"Salma"_s;
    view.comment.text = u"The bass arrives exactly when the rain would."_s;
    view.comment.atMs = 131'000;
    QStandardItemModel model;
    auto* item = new QStandardItem;
    item->setData(QVariant::fromValue(CommentListModel::RowKind::Comment), CommentListModel::KindRole);
    item->setData(QVariant::fromValue(view), CommentListModel::CommentRole);
    model.appendRow(item);
    constexpr qreal width = 408;
    RowSituation situation{.width = width};
    situation.direction = direction;
    const CommentRow row = layOutRow(model.index(0, 0), situation, {}, m_look);

    QList<QRectF> places{row.avatar, row.nameRect, row.dateRect};
    for (const RowZone& zone : row.zones)
        places.append(zone.rect);
    QVERIFY(places.size() > 5); // the moment, love, reply, hug
    for (qsizetype i = 0; i < places.size(); ++i) {
        QVERIFY(places.at(i).left() >= 0 && places.at(i).right() <= width);
        for (qsizetype j = i + 1; j < places.size(); ++j)
            QVERIFY2(!places.at(i).intersects(places.at(j)), qPrintable(u"%1 and %2"_s.arg(i).arg(j)));
    }
    const bool fromRight = direction == Qt::RightToLeft;
    QCOMPARE(fromRight ? width - row.avatar.right() : row.avatar.left(), 16.0);
    QCOMPARE(fromRight ? row.dateRect.left() : width - row.dateRect.right(), 16.0);
    // The words are beside the avatar, in the same room.
    const qreal words = row.textPosition.x();
    QVERIFY(fromRight ? words == 16.0 : words > row.avatar.right());
}

void TestCommentRow::aNarrowPanelShortensWhatItSays()
{
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = 130});
    CommentView covered;
    covered.comment.author.displayName = u"Salma"_s;
    covered.comment.text = u"The bass arrives exactly when the rain would."_s;
    covered.comment.state = api::CommentState::Held;
    CommentView waiting = covered;
    waiting.own = true;
    waiting.comment.state = api::CommentState::Visible;
    waiting.sendState = community::SendState::Waiting;
    for (const CommentView& view : {covered, waiting}) {
        QStandardItemModel model;
        auto* item = new QStandardItem;
        item->setData(QVariant::fromValue(CommentListModel::RowKind::Comment), CommentListModel::KindRole);
        item->setData(QVariant::fromValue(view), CommentListModel::CommentRole);
        model.appendRow(item);
        constexpr qreal narrowest = 344;
        const CommentRow row = layOutRow(model.index(0, 0), {.width = narrowest, .offline = true}, {}, m_look);
        const RowZone* told = nullptr;
        for (const RowZone& zone : row.zones) {
            if (zone.action == CommentAction::None) told = &zone;
        }
        QVERIFY(told);
        QVERIFY(told->label.endsWith(u'\u2026'));
        QVERIFY(told->toolTip.size() > told->label.size()); // whole there
        for (const RowZone& zone : row.zones)
            QVERIFY2(&zone == told || !zone.rect.intersects(told->rect), qPrintable(zone.label));
    }
}

QTEST_MAIN(TestCommentRow)
#include "tst_comment_row.moc"
