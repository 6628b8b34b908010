#include "window_bed.h"

#include "library/library_schema.h"
#include "sync/qt/schemas.h"
#include "sync/qt/token_vault.h"
#include "ui/library/library_playback.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

Result<std::unique_ptr<WindowBed>> WindowBed::open(const QString& folder)
{
    std::unique_ptr<WindowBed> bed(new WindowBed);
    struct File
    {
        std::unique_ptr<store::Store>& store;
        QString name;
        store::Schema schema;
    };
    for (const File& file : {File{bed->m_library, u"library.db"_s, library::librarySchema()},
                             File{bed->m_media, u"media.db"_s, store::mediaSchema()},
                             File{bed->m_outbox, u"outbox.db"_s, sync::outboxSchema()},
                             File{bed->m_cache, u"cache.db"_s, sync::cacheSchema()}}) {
        auto opened = store::Store::open(folder + u'/' + file.name, file.schema);
        if (!opened) return std::unexpected(opened.error());
        file.store = std::move(*opened);
    }
    auto engine = sync::Engine::start(*bed->m_outbox, *bed->m_cache, sync::plainFileVault(folder + u"/tokens.json"_s),
                                      bed->m_clock);
    if (!engine) return std::unexpected(engine.error());
    bed->m_engine = std::move(*engine);
    bed->m_chunks = std::make_unique<store::ChunkStore>(*bed->m_media);
    bed->m_queries = std::make_unique<library::TrackQueries>(bed->m_library->readers());
    bed->m_tracks = std::make_unique<library::TrackStore>(bed->m_library->writer(), bed->m_clock);
    bed->m_scanner = std::make_unique<library::Scanner>(*bed->m_library, bed->m_clock);
    bed->m_covers = std::make_unique<library::CoverLoader>(bed->m_library->readers(), *bed->m_chunks);
    bed->m_analyser = std::make_unique<media::TrackAnalyser>();
    bed->m_player = std::make_unique<media::Player>(media::OutputKind::Silent);
    bed->m_village = std::make_unique<community::Village>(*bed->m_engine);
    bed->m_nowPlaying = std::make_unique<listening::NowPlaying>(listening::NowPlaying::Parts{
        *bed->m_player, *bed->m_analyser, *bed->m_queries, *bed->m_tracks, *bed->m_village});
    return bed;
}

WindowBed::~WindowBed() = default;

Result<void> WindowBed::addMusic(const QString& folder)
{
    // Its answer comes through this thread's event loop, so waiting for it must let that run.
    auto adding = m_tracks->addFolder(folder);
    while (!adding.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (const auto added = adding.result(); !added) return std::unexpected(added.error());
    auto report = library::Scanner::scan(*m_library, m_clock, {folder}, {});
    if (!report) return std::unexpected(report.error());
    return {};
}

QList<media::QueueEntry> WindowBed::entries()
{
    QList<media::QueueEntry> entries;
    const auto ids = m_queries->ids({}, {}).takeResult();
    if (!ids) return entries;
    const auto rows = m_queries->rows(*ids).takeResult();
    if (rows) {
        for (const auto& row : *rows)
            entries.append(queueEntryOf(row));
    }
    return entries;
}

Services WindowBed::services(Look& look)
{
    return {look,      m_settings, m_clock,   *m_player,  *m_queries,
            *m_tracks, *m_scanner, *m_covers, *m_village, *m_nowPlaying};
}

} // namespace groundswell::ui
