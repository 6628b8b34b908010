#include "ui/style/blending.h"

#include <QGuiApplication>
#include <QLibrary>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

#if QT_CONFIG(xcb)

bool screenBlendsWindows()
{
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    if (!x11 || !x11->display()) return true;
    // A compositor owns the selection _NET_WM_CM_Sn of its screen (Extended Window Manager Hints, "Compositing
    // Managers"). Qt's own plugin has loaded Xlib already; asking it by name spares everybody else the dependency.
    using InternAtom = unsigned long (*)(void* display, const char* name, int onlyIfExists);
    using GetSelectionOwner = unsigned long (*)(void* display, unsigned long selection);
    QLibrary xlib(u"X11"_s, 6);
    const auto internAtom = reinterpret_cast<InternAtom>(xlib.resolve("XInternAtom"));
    const auto selectionOwner = reinterpret_cast<GetSelectionOwner>(xlib.resolve("XGetSelectionOwner"));
    if (!internAtom || !selectionOwner) return true;
    const unsigned long atom = internAtom(x11->display(), "_NET_WM_CM_S0", 0);
    return selectionOwner(x11->display(), atom) != 0;
}

#else

bool screenBlendsWindows()
{
    return true;
}

#endif

} // namespace groundswell::ui
