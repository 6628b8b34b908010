#include "ui/style/focus_ring.h"

#include "ui/style/look.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QTabBar>

namespace groundswell::ui {

FocusRing::FocusRing(const Look& look, QObject* parent)
    : QObject(parent)
    , m_look(look)
{
    qApp->installEventFilter(this);
}

bool FocusRing::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::FocusIn: {
        const auto reason = static_cast<QFocusEvent*>(event)->reason();
        auto* widget = qobject_cast<QWidget*>(watched);
        const bool asked =
            reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
        const bool byKeyboard = asked || (m_keyboard && reason != Qt::MouseFocusReason);
        if (!widget) break;
        widget->window()->setAttribute(Qt::WA_KeyboardFocusChange, byKeyboard);
        if (byKeyboard)
            showAround(widget);
        else
            hide();
        break;
    }
    case QEvent::KeyPress: m_keyboard = true; break;
    case QEvent::MouseButtonPress:
        m_keyboard = false;
        if (watched->isWidgetType()) hide();
        break;
    case QEvent::FocusOut:
        if (watched->isWidgetType()) hide();
        break;
    default: break;
    }
    return false;
}

void FocusRing::showAround(QWidget* widget)
{
    const bool marksItself = qobject_cast<QAbstractScrollArea*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                             qobject_cast<QTabBar*>(widget) || widget->isWindow() ||
                             widget->property("ownFocus").toBool();
    if (marksItself) {
        hide();
        return;
    }
    if (!m_frame) m_frame = new QFocusFrame(widget->window());
    const auto own = widget->property("ringRadius");
    m_frame->setProperty("ringRadius", own.isValid() ? own.toDouble() : double(tokens::radiusLg));
    m_frame->setWidget(widget);
}

void FocusRing::hide()
{
    if (m_frame) m_frame->setWidget(nullptr);
}

} // namespace groundswell::ui
