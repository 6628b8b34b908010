#pragma once

namespace groundswell::ui {

/// The pages of the side panel, in the order of their keys Ctrl+1 to Ctrl+4.
enum class PanelPage { Comments, Lyrics, Translate, Queue };
inline constexpr int panelPageCount = 4;

} // namespace groundswell::ui
