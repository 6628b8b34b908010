#include "ui/parts/popover.h"

#include "ui/parts/labels.h"
#include "ui/parts/tab_stop.h"
#include "ui/style/shadow.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace groundswell::ui {

namespace {
constexpr int padding = 16;
constexpr int gap = 8; ///< between the surface and its anchor
} // namespace

Popover::Popover(const Look& look, const QString& title, int width, QWidget* parent)
    : QWidget(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    , m_look(look)
    , m_width(width)
    , m_head(new QWidget(this))
    , m_column(new QVBoxLayout(this))
{
    setAttribute(Qt::WA_TranslucentBackground, look.windowsBlend());
    setAccessibleName(title);
    const int margin = look.floatingMargin();
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(plainLabel(look, title, Type::Heading, Tone::Primary, m_head));
    row->addStretch(1);
    m_column->setContentsMargins(margin + padding, margin + padding - 4, margin + padding, margin + padding);
    m_column->setSpacing(8);
    m_column->addWidget(m_head);
}

void Popover::addToTitle(QWidget* widget)
{
    m_head->layout()->addWidget(widget);
}

void Popover::openAt(QWidget& anchor)
{
    m_anchor = &anchor;
    // Who comes by keyboard sees where they are; for the mouse a ring would only be noise.
    const auto reason = anchor.hasFocus() ? Qt::TabFocusReason : Qt::PopupFocusReason;
    place();
    show();
    if (QWidget* first = firstTabStop(*this)) first->setFocus(reason);
}

void Popover::refit()
{
    if (isVisible()) place();
}

void Popover::place()
{
    const int margin = m_look.floatingMargin();
    ensurePolished();
    m_column->activate();
    // Words of another language, or larger ones, may need more.
    setFixedWidth(std::max(m_look.px(m_width) + 2 * margin, m_column->totalMinimumSize().width()));
    const int tall = m_column->hasHeightForWidth() ? m_column->heightForWidth(width()) : sizeHint().height();
    resize(width(), tall);
    const QRect room(m_anchor->window()->mapToGlobal(QPoint(0, 0)), m_anchor->window()->size());
    const QRect button(m_anchor->mapToGlobal(QPoint(0, 0)), m_anchor->size());
    const int x = std::clamp(button.center().x() - width() / 2, room.left() - margin + 8,
                             std::max(room.left() - margin + 8, room.right() - 8 - width() + margin));
    const int above = button.top() - gap - tall + margin;
    const int below = button.bottom() + gap - margin;
    const bool fitsAbove = above >= room.top() - margin;
    const bool fitsBelow = below + tall <= room.bottom() + margin;
    const bool isHigh = button.center().y() < room.center().y();
    move(x, fitsBelow && (isHigh || !fitsAbove) ? below : fitsAbove ? above : below);
}

void Popover::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFloatingWindow(painter, QRectF(rect()), m_look);
}

void Popover::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    Q_EMIT closed();
}

} // namespace groundswell::ui
