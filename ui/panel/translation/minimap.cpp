#include "ui/panel/translation/minimap.h"

#include "ui/style/look.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace groundswell::ui {

namespace {

QColor colourOf(StateDot state, const Theme& theme)
{
    switch (state) {
    case StateDot::Done: return faded(theme.tideBase, 0.75);
    case StateDot::Draft: return theme.statePending;
    case StateDot::LookAt: return theme.stateCaution;
    case StateDot::Problem: return theme.stateFailed;
    case StateDot::Conflict: return theme.stateConflict;
    case StateDot::Empty: return theme.fillTrack;
    }
    return theme.fillTrack;
}

} // namespace

Minimap::Minimap(const Look& look, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
{
    setFixedHeight(14);
    setAccessibleName(tr("All lines"));
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void Minimap::setStates(std::vector<StateDot> states, int current)
{
    m_states = std::move(states);
    m_current = current;
    update();
}

void Minimap::paintEvent(QPaintEvent*)
{
    if (m_states.empty()) return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    const qreal pitch = qreal(width()) / qreal(m_states.size());
    const qreal gap = pitch > 6 ? 2 : pitch > 3 ? 1 : 0;
    for (size_t i = 0; i < m_states.size(); ++i) {
        const bool current = int(i) == m_current;
        const QRectF segment(qreal(i) * pitch + gap / 2, current ? 3 : 4, pitch - gap, current ? 8 : 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colourOf(m_states[i], theme));
        painter.drawRoundedRect(segment, 2, 2);
        if (current) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.lineFocus, 1.5));
            painter.drawRoundedRect(segment.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
        }
    }
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    if (m_states.empty()) return;
    const int count = int(m_states.size());
    Q_EMIT lineChosen(std::clamp(int(event->position().x() * count / width()), 0, count - 1));
}

} // namespace groundswell::ui
