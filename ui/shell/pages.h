#pragma once

namespace groundswell::ui {

/// The places of the window. All but the last, where one decides between edits that crossed, are a step from the
/// sidebar.
enum class Place { Home, Songs, Albums, Artists, Recent, Network, Settings, Sync, Conflict };

} // namespace groundswell::ui
