#include "ui/shell/content_area.h"

#include "ui/library/list_header.h"

#include <QLinearGradient>
#include <QPainter>

namespace groundswell::ui {

ContentArea::ContentArea(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
}

void ContentArea::setTint(const QColor& tint)
{
    if (tint == m_tint) return;
    m_tint = tint;
    update();
}

void ContentArea::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().bgBase);
    if (!m_tint.isValid()) return;
    QLinearGradient gradient(0, 0, 0, ListHeader::tintHeight);
    gradient.setColorAt(0, faded(m_tint, ListHeader::tintAlpha));
    gradient.setColorAt(1, faded(m_tint, 0));
    painter.fillRect(QRect(0, 0, width(), ListHeader::tintHeight), gradient);
}

} // namespace groundswell::ui
