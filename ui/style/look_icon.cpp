#include "ui/style/look_icon.h"

#include <QGuiApplication>
#include <QPainter>

namespace groundswell::ui {

QColor LookIconEngine::colour(QIcon::Mode mode, QIcon::State state) const
{
    const auto& theme = m_look.theme();
    if (mode == QIcon::Disabled && state == QIcon::On && m_follows != Follows::Nothing)
        return faded(theme.tideBase, 0.42);
    if (mode == QIcon::Disabled)
        return m_follows == Follows::Nothing ? faded(toneColour(theme, m_tone), 0.6) : theme.textDisabled;
    if (m_follows == Follows::Nothing) return toneColour(theme, m_tone);
    if (state == QIcon::On) return theme.tideBase;
    const bool lifts = mode == QIcon::Active && (m_tone == Tone::Secondary || m_tone == Tone::Tertiary);
    return lifts ? theme.textPrimary : toneColour(theme, m_tone);
}

void LookIconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state)
{
    m_look.icons().paint(*painter, rect, m_name, colour(mode, state));
}

QPixmap LookIconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap LookIconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal scale)
{
    // Qt asks in device pixels here and sets the ratio on what it gets.
    const int side = std::min(size.width(), size.height());
    QPixmap drawn = m_look.icons().pixmap(m_name, side, colour(mode, state), 1.0);
    if (size.width() > side) {
        QPixmap wide(size);
        wide.fill(Qt::transparent);
        QPainter(&wide).drawPixmap(QGuiApplication::isRightToLeft() ? size.width() - side : 0, 0, drawn);
        drawn = wide;
    }
    drawn.setDevicePixelRatio(scale);
    return drawn;
}

} // namespace groundswell::ui
