#pragma once

#include "base/error.h"
#include "store/chunk_store.h"
#include "store/readers.h"
#include "worker/worker_pool.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>

namespace groundswell::library {

/// Gives covers as images of a size and keeps them as thumbnails in media.db. The pictures, which strangers made, are
/// decoded and scaled in helper processes that go on from one cover to the next; one that ended its reader is passed
/// over from then on. Lives on the thread that made it and emits there.
class CoverLoader : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. `library` is read for where a key's picture lies.
    CoverLoader(store::Readers& library, store::ChunkStore& media, QObject* parent = nullptr,
                const QString& program = worker::workerProgram());
    /// Stops what is being decoded.
    ~CoverLoader() override;

    /// Asks for a cover; ready() or unavailable() follows. Asking again while it is loading is free. The size is
    /// rounded up to 64, 128, 256, 512 or 1024 px.
    void request(const QString& coverKey, int sizePx);
    /// The cover if it is in memory already; a null image otherwise.
    [[nodiscard]] QImage cached(const QString& coverKey, int sizePx) const;
    /// Whether a cover is on its way.
    [[nodiscard]] bool isLoading() const noexcept { return !m_loading.isEmpty(); }

Q_SIGNALS:
    /// sizePx as it was asked for.
    void ready(const QString& coverKey, int sizePx, const QImage& image);
    void unavailable(const QString& coverKey, int sizePx, const groundswell::Error& error);

private:
    class Loading;
    void deliver(const QString& coverKey, int sizePx, int storedPx, const Result<QImage>& image);

    store::Readers& m_library;
    store::ChunkStore& m_media;
    QSet<QString> m_loading;
    mutable QCache<QString, QImage> m_images;
    worker::WorkerPool m_workers; // last: its threads use the rest
};

} // namespace groundswell::library
