// The part of GroundswellStyle that draws scroll bars, sliders, check marks and combo boxes.

#include "ui/style/groundswell_style.h"
#include "ui/style/look.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

void GroundswellStyle::drawScrollBar(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) const
{
    if (option.maximum <= option.minimum) return;
    const auto& theme = m_look.theme();
    const bool level = option.orientation == Qt::Horizontal;
    const bool hot = option.state & (State_MouseOver | State_Sunken);
    const double thickness = hot ? 8 : 4;
    const QRectF handle = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    // 2 px free at the outer edge; the bar grows inwards.
    const QRectF bar =
        level ? QRectF(handle.left() + 2, handle.bottom() - 2 - thickness, handle.width() - 4, thickness)
              : QRectF(option.direction == Qt::RightToLeft ? handle.left() + 2 : handle.right() - 2 - thickness,
                       handle.top() + 2, thickness, handle.height() - 4);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hot ? theme.lineControl : theme.fillTrack);
    painter.drawRoundedRect(bar, thickness / 2, thickness / 2);
    painter.restore();
}

void GroundswellStyle::drawSlider(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) const
{
    const auto& theme = m_look.theme();
    const bool quiet = widget && widget->property("quiet").toBool();
    const bool enabled = option.state & State_Enabled;
    const bool hot = option.state & (State_MouseOver | State_Sunken | State_HasFocus);
    const double knob = quiet ? m_look.px(12) : m_look.px(16);
    const double left = option.rect.left() + m_look.px(16) / 2.0 - (quiet ? m_look.px(16) / 2.0 : 0.0);
    const double right = option.rect.right() + 1 - m_look.px(16) / 2.0 + (quiet ? m_look.px(16) / 2.0 : 0.0);
    const double middle = option.rect.top() + option.rect.height() / 2.0;
    const double share = option.maximum > option.minimum
                             ? double(option.sliderPosition - option.minimum) / (option.maximum - option.minimum)
                             : 0.0;
    const bool mirrored = option.upsideDown;
    const double x = mirrored ? right - share * (right - left) : left + share * (right - left);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.fillTrack);
    painter.drawRoundedRect(QRectF(left, middle - 2, right - left, 4), 2, 2);
    const QColor fill = !enabled ? theme.textDisabled : quiet && !hot ? theme.textSecondary : theme.tideBase;
    painter.setBrush(fill);
    painter.drawRoundedRect(mirrored ? QRectF(x, middle - 2, right - x, 4) : QRectF(left, middle - 2, x - left, 4), 2,
                            2);
    if (!quiet || hot) {
        painter.setBrush(enabled ? theme.textPrimary : theme.textDisabled);
        const double centre = std::clamp(x, option.rect.left() + knob / 2, option.rect.right() + 1 - knob / 2);
        painter.drawEllipse(QPointF(centre, middle), knob / 2, knob / 2);
    }
    painter.restore();
}

void GroundswellStyle::drawComboBox(const QStyleOptionComboBox& option, QPainter& painter) const
{
    const auto& theme = m_look.theme();
    const bool enabled = option.state & State_Enabled;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(enabled && option.state & State_MouseOver ? theme.fillControlHover : theme.fillControl);
    painter.drawRoundedRect(option.rect, tokens::radiusMd, tokens::radiusMd);
    const QRect arrow = visualRect(option.direction, option.rect,
                                   QRect(option.rect.right() - 25, option.rect.top(), 16, option.rect.height()));
    m_look.icons().paint(painter, arrow, u"chev-down"_s, enabled ? theme.textSecondary : theme.textDisabled, 14);
    painter.restore();
}

void GroundswellStyle::drawCheck(const QStyleOption& option, QPainter& painter) const
{
    const auto& theme = m_look.theme();
    const bool on = option.state & (State_On | State_NoChange);
    const bool enabled = option.state & State_Enabled;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(on ? Qt::NoPen : QPen(enabled ? theme.lineControl : theme.textDisabled, 1.5));
    painter.setBrush(on ? QBrush(enabled ? theme.tideBase : faded(theme.tideBase, 0.42)) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(on ? QRectF(option.rect) : box, tokens::radiusSm, tokens::radiusSm);
    if (on) m_look.icons().paint(painter, option.rect, u"check"_s, theme.textOnTide, 14);
    painter.restore();
}

void GroundswellStyle::drawRadio(const QStyleOption& option, QPainter& painter) const
{
    const auto& theme = m_look.theme();
    const bool on = option.state & State_On;
    const bool enabled = option.state & State_Enabled;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75);
    if (on) {
        painter.setPen(QPen(enabled ? theme.tideBase : faded(theme.tideBase, 0.42), 5));
        painter.setBrush(theme.textOnTide);
        painter.drawEllipse(QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5));
    } else {
        painter.setPen(QPen(enabled ? theme.lineControl : theme.textDisabled, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box);
    }
    painter.restore();
}

} // namespace groundswell::ui
