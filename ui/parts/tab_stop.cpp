#include "ui/parts/tab_stop.h"

#include <QWidget>

namespace groundswell::ui {

bool isTabStop(const QWidget& widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy();
}

QWidget* firstTabStop(const QWidget& inside)
{
    for (QWidget* next = inside.nextInFocusChain(); next && next != &inside; next = next->nextInFocusChain()) {
        if (inside.isAncestorOf(next) && isTabStop(*next)) return next;
    }
    return nullptr;
}

} // namespace groundswell::ui
