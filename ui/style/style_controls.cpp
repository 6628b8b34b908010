// The part of GroundswellStyle that draws scroll bars, sliders, check marks and combo boxes.

#include "ui/style/groundswell_style.h"
#include "ui/style/look.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>
#include <tuple>

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

/// A line along the slider's long side: `from` and `to` in px from the side where its values begin.
static QRectF sliderPart(const QStyleOptionSlider& option, double from, double to)
{
    const bool level = option.orientation == Qt::Horizontal;
    const double length = level ? option.rect.width() : option.rect.height();
    if (option.upsideDown) // a vertical slider with its least value below is, and a mirrored one
        std::tie(from, to) = std::pair(length - to, length - from);
    const double middle = (level ? option.rect.height() : option.rect.width()) / 2.0;
    return level ? QRectF(option.rect.left() + from, option.rect.top() + middle - 2, to - from, 4)
                 : QRectF(option.rect.left() + middle - 2, option.rect.top() + from, 4, to - from);
}

void GroundswellStyle::drawSlider(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget) const
{
    const auto& theme = m_look.theme();
    const bool quiet = widget && widget->property("quiet").toBool();
    const bool centred = widget && widget->property("centred").toBool(); // filled from its middle
    const bool enabled = option.state & State_Enabled;
    const bool hot = option.state & (State_MouseOver | State_Sunken | State_HasFocus);
    const double knob = quiet ? m_look.px(12) : m_look.px(16);
    const double inset = quiet ? 0 : m_look.px(16) / 2.0;
    const double length = option.orientation == Qt::Horizontal ? option.rect.width() : option.rect.height();
    const double share = option.maximum > option.minimum
                             ? double(option.sliderPosition - option.minimum) / (option.maximum - option.minimum)
                             : 0.0;
    const double at = inset + share * (length - 2 * inset);
    const double trackInset = widget && widget->property("stepped").toBool() ? inset : 0; // from mark to mark
    const double origin = centred ? length / 2 : trackInset;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (widget && widget->property("dimmed").toBool()) painter.setOpacity(0.42); // what it sets does nothing now
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.fillTrack);
    // At both ends the knob reaches as far as the track, which begins where the words around it do.
    painter.drawRoundedRect(sliderPart(option, trackInset, length - trackInset), 2, 2);
    painter.setBrush(!enabled ? theme.textDisabled : quiet && !hot ? theme.textSecondary : theme.tideBase);
    painter.drawRoundedRect(sliderPart(option, std::min(at, origin), std::max(at, origin)), 2, 2);
    if (!quiet || hot) {
        painter.setBrush(enabled ? theme.textPrimary : theme.textDisabled);
        const double place = std::clamp(at, knob / 2, length - knob / 2);
        painter.drawEllipse(sliderPart(option, place, place).center(), knob / 2, knob / 2);
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
