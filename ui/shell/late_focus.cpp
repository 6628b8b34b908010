#include "ui/shell/late_focus.h"

#include <QEvent>
#include <QWidget>

namespace groundswell::ui {

void LateFocus::wait(QWidget& wanted, QWidget& meanwhile)
{
    if (m_wanted) m_wanted->removeEventFilter(this);
    m_wanted = &wanted;
    m_meanwhile = &meanwhile;
    wanted.installEventFilter(this);
}

bool LateFocus::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_wanted && event->type() == QEvent::Show) {
        m_wanted->removeEventFilter(this);
        if (m_meanwhile && m_meanwhile->hasFocus()) m_wanted->setFocus(Qt::ShortcutFocusReason);
        m_wanted = nullptr;
    }
    return false;
}

} // namespace groundswell::ui
