#include "ui/parts/switch_button.h"

#include <QEasingCurve>
#include <QPainter>

namespace groundswell::ui {

SwitchButton::SwitchButton(const Look& look, const QString& name, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look)
{
    setCheckable(true);
    setAccessibleName(name);
    setText(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setProperty("ringRadius", 14.0);
    m_slide.setEasingCurve(Look::easeOut());
    connect(&m_slide, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_place = value.toDouble();
        update();
    });
    connect(this, &QAbstractButton::toggled, this, [this](bool on) {
        const double end = on ? 1 : 0;
        m_slide.stop();
        const int ms = isVisible() ? m_look.duration(tokens::motionDurationHover) : 0;
        if (ms == 0) {
            m_place = end;
            update();
            return;
        }
        m_slide.setStartValue(m_place);
        m_slide.setEndValue(end);
        m_slide.setDuration(ms);
        m_slide.start();
    });
}

QSize SwitchButton::sizeHint() const
{
    return {m_look.px(tokens::sizeControlSwitch[0]), m_look.px(tokens::sizeControlSwitch[1])};
}

void SwitchButton::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QSizeF size = sizeHint();
    const QRectF track(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    QColor fill = isChecked() ? (underMouse() ? theme.tideHover : theme.tideBase) : theme.lineControl;
    if (!isEnabled()) fill = faded(fill, 0.42);
    painter.setBrush(fill);
    painter.drawRoundedRect(track, size.height() / 2, size.height() / 2);
    const double knob = size.height() - 5;
    const double place = layoutDirection() == Qt::RightToLeft ? 1 - m_place : m_place;
    const double x = track.left() + 2.5 + place * (size.width() - 5 - knob);
    const QColor onKnob = theme.isDark ? theme.textOnTide : theme.bgRaised;
    painter.setBrush(isChecked() ? onKnob : theme.isDark ? theme.textPrimary : theme.bgRaised);
    painter.drawEllipse(QRectF(x, track.top() + 2.5, knob, knob));
}

} // namespace groundswell::ui
