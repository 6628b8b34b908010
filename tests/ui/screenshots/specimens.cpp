#include "specimens.h"

#include "base/clock.h"
#include "community/comment_list_model.h"
#include "ui/panel/comments/comment_row.h"
#include "ui/parts/surface.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using community::CommentListModel;

QPixmap specimen(QWidget* control, ControlState state, int margin)
{
    QWidget host;
    setSurface(host, u"base"_s);
    auto* row = new QHBoxLayout(&host);
    row->setContentsMargins(margin, margin, margin, margin);
    row->addWidget(control);
    auto* elsewhere = new QWidget(&host); // what has the focus while the control has not
    elsewhere->setFocusPolicy(Qt::StrongFocus);
    elsewhere->setProperty("ownFocus", true);
    control->setEnabled(state != ControlState::Disabled);
    host.setFixedSize(host.sizeHint());
    host.show();
    (void)QTest::qWaitForWindowActive(&host);
    elsewhere->setFocus();
    if (state == ControlState::Focus) {
        QTest::keyClick(elsewhere, Qt::Key_Shift); // somebody with a keyboard
        control->setFocus(Qt::TabFocusReason);
    }
    if (state == ControlState::Hover) {
        control->setAttribute(Qt::WA_UnderMouse);
        const QPointF at = control->rect().center();
        QMouseEvent over(QEvent::MouseMove, at, control->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(control, &over);
    }
    if (auto* button = qobject_cast<QAbstractButton*>(control)) button->setDown(state == ControlState::Pressed);
    QCoreApplication::processEvents();
    QPixmap shown = host.grab();
    QTest::mouseClick(&host, Qt::LeftButton, {}, QPoint(1, 1)); // from here on as somebody with a mouse
    return shown;
}

QWidget* framed(const QPixmap& picture)
{
    auto* label = new QLabel;
    label->setPixmap(picture);
    label->setFixedSize(picture.deviceIndependentSize().toSize());
    return label;
}

namespace {

/// Rows as the comment list paints them, one below the other.
QWidget* painted(const Look& look, const QStandardItemModel& model, int width)
{
    std::vector<CommentRow> rows;
    qreal height = 0;
    for (int i = 0; i < model.rowCount(); ++i) {
        // The list's own margin is not wanted here.
        rows.push_back(layOutRow(model.index(i, 0), {.width = qreal(width) + 32, .offline = true}, {}, look));
        height += rows.back().height;
    }
    QPixmap picture((QSizeF(width, height) * qApp->devicePixelRatio()).toSize());
    picture.setDevicePixelRatio(qApp->devicePixelRatio());
    picture.fill(Qt::transparent);
    {
        QPainter painter(&picture);
        painter.setLayoutDirection(Qt::LeftToRight);
        qreal top = 0;
        for (const CommentRow& row : rows) {
            paintRow(painter, {-16, top}, row, nullptr, SystemClock().nowMs(), look);
            top += row.height;
        }
    }
    return framed(picture);
}

void addComment(QStandardItemModel& model, const community::CommentView& view)
{
    auto* item = new QStandardItem;
    item->setData(QVariant::fromValue(CommentListModel::RowKind::Comment), CommentListModel::KindRole);
    item->setData(QVariant::fromValue(view), CommentListModel::CommentRole);
    model.appendRow(item);
}

community::CommentView comment(const QString& name, const QString& text, qint64 agoMinutes)
{
    community::CommentView view;
    view.comment.id = CommentId::make(SystemClock());
    view.comment.author = {.id = UserId::make(SystemClock()), .name = name, .displayName = name};
    view.comment.text = text;
    view.comment.createdAt = SystemClock().nowMs() - agoMinutes * 60'000;
    return view;
}

} // namespace

QWidget* makeComments(const Look& look, int width)
{
    QStandardItemModel model;
    auto loved = comment(u"Tobias Wren"_s, u"The bass arrives exactly when the rain would."_s, 125);
    loved.comment.atMs = 131'000;
    loved.comment.likes = 212;
    addComment(model, loved);
    auto waiting = comment(u"You"_s, u"Playing this on an actual ferry."_s, 0);
    waiting.own = true;
    waiting.comment.atMs = 91'000;
    waiting.sendState = community::SendState::Waiting;
    waiting.operation = OperationId::make(SystemClock());
    addComment(model, waiting);
    auto failed = comment(u"You"_s, u"And the gulls came in on the last bar."_s, 9);
    failed.own = true;
    failed.sendState = community::SendState::Failed;
    failed.operation = OperationId::make(SystemClock());
    addComment(model, failed);
    auto held = comment(u"Somebody"_s, u"What nobody reads before they ask."_s, 60);
    held.comment.state = api::CommentState::Held;
    addComment(model, held);
    return painted(look, model, width);
}

QWidget* makeStory(const Look& look, int width)
{
    community::StoryView view;
    view.story.title = u"A porch light, a ferry, and a letter"_s;
    view.story.text = u"My grandmother left the porch light on until the last boat had docked. She said it was cheaper "
                      "than worrying. The year she died I took that ferry every night for a month and wrote to her."_s;
    view.story.author = {.id = UserId::make(SystemClock()), .name = u"nao"_s, .displayName = u"Nao"_s};
    view.story.loves = 1906;
    view.story.createdAt = SystemClock().nowMs();
    QStandardItemModel model;
    auto* item = new QStandardItem;
    item->setData(QVariant::fromValue(CommentListModel::RowKind::Story), CommentListModel::KindRole);
    item->setData(QVariant::fromValue(view), CommentListModel::StoryRole);
    model.appendRow(item);
    return painted(look, model, width);
}

} // namespace groundswell::ui
