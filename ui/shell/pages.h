#pragma once

namespace groundswell::ui {

/// The places of the window that the sidebar leads to.
enum class Place { Home, Songs, Albums, Artists, Recent, Settings };

} // namespace groundswell::ui
