#pragma once

namespace groundswell::ui {

/// Whether the screen blends what is see-through in a window with what is behind it. On X11 that is a compositor's
/// work, and there may be none; everywhere else it is always done. Asks the X server: call it once. GUI thread, after
/// the QGuiApplication is made.
[[nodiscard]] bool screenBlendsWindows();

} // namespace groundswell::ui
