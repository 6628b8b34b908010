#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "community/village.h"
#include "library/cover_loader.h"
#include "library/scanner.h"
#include "library/track_queries.h"
#include "library/track_store.h"
#include "listening/now_playing.h"
#include "media/analysis/track_analyser.h"
#include "media/player.h"
#include "store/chunk_store.h"
#include "store/store.h"
#include "sync/qt/engine.h"
#include "ui/shell/services.h"
#include "ui/style/settings_store.h"

#include <memory>

namespace groundswell::ui {

/// A whole program below the window in one folder, with real databases and a silent output: what pictures and tests of
/// the window stand on. Nobody is signed in.
class WindowBed
{
public:
    [[nodiscard]] static Result<std::unique_ptr<WindowBed>> open(const QString& folder);
    ~WindowBed();

    /// Adds a folder of music and waits until it is scanned.
    [[nodiscard]] Result<void> addMusic(const QString& folder);
    /// The library's first tracks as queue entries, by album.
    [[nodiscard]] QList<media::QueueEntry> entries();
    [[nodiscard]] Services services(Look& look);

    [[nodiscard]] media::Player& player() noexcept { return *m_player; }
    [[nodiscard]] MemorySettings& settings() noexcept { return m_settings; }

private:
    WindowBed() = default;

    SystemClock m_clock;
    MemorySettings m_settings;
    std::unique_ptr<store::Store> m_library, m_media, m_outbox, m_cache;
    std::unique_ptr<store::ChunkStore> m_chunks;
    std::unique_ptr<library::TrackQueries> m_queries;
    std::unique_ptr<library::TrackStore> m_tracks;
    std::unique_ptr<library::Scanner> m_scanner;
    std::unique_ptr<library::CoverLoader> m_covers;
    std::unique_ptr<media::TrackAnalyser> m_analyser;
    std::unique_ptr<media::Player> m_player;
    std::unique_ptr<sync::Engine> m_engine;
    std::unique_ptr<community::Village> m_village;
    std::unique_ptr<listening::NowPlaying> m_nowPlaying;
};

} // namespace groundswell::ui
