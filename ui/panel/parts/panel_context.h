#pragma once

#include <chrono>

namespace groundswell {
class Clock;
namespace community {
class Village;
}
namespace media {
class Player;
}
} // namespace groundswell

namespace groundswell::ui {

class EntryCovers;
class Look;
class Notice;
class SettingsStore;

/// What the pages of the side panel work with. All of it outlives them; all of it belongs to the GUI thread.
struct PanelContext
{
    const Look& look;
    const Clock& clock;
    community::Village& village;
    media::Player& player;
    SettingsStore& settings;
    Notice& notice;                             ///< where a page says what happened
    EntryCovers* covers = nullptr;              ///< of what is queued; without them every cover is drawn
    std::chrono::milliseconds timeToKeep{8000}; ///< in which what is being removed can be kept
};

} // namespace groundswell::ui
