#pragma once

namespace groundswell {
class Clock;
namespace community {
class Village;
}
namespace library {
class CoverLoader;
class Scanner;
class TrackQueries;
class TrackStore;
} // namespace library
namespace listening {
class NowPlaying;
}
namespace media {
class Player;
}
} // namespace groundswell

namespace groundswell::ui {

class Look;
class SettingsStore;

/// What the window works with. The composition root makes all of it; it outlives the window and belongs to the GUI
/// thread.
struct Services
{
    Look& look;
    SettingsStore& settings;
    const Clock& clock;
    media::Player& player;
    const library::TrackQueries& queries;
    library::TrackStore& tracks;
    library::Scanner& scanner;
    library::CoverLoader& covers;
    community::Village& village;
    listening::NowPlaying& nowPlaying;
};

} // namespace groundswell::ui
