#pragma once

#include "base/error.h"
#include "store/chunk_store.h"
#include "store/readers.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace groundswell::library {

/// Decodes the bytes of a cover to at most `sizePx` on its longer side. JPEG, PNG and WebP by their magic bytes only;
/// pictures over 64 megapixels or 32 MiB are refused before they are decoded. Blocking; any thread.
[[nodiscard]] Result<QImage> decodeCover(const QByteArray& bytes, int sizePx);

/// Gives covers as images of a size, decoded and scaled on worker threads and kept as thumbnails in media.db. Lives on
/// the thread that made it and emits there.
class CoverLoader : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. `library` is read for where a key's picture lies.
    CoverLoader(store::Readers& library, store::ChunkStore& media, QObject* parent = nullptr);
    /// Waits for the pictures that are being decoded.
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
    void deliver(const QString& coverKey, int sizePx, int storedPx, const Result<QImage>& image);

    store::Readers& m_library;
    store::ChunkStore& m_media;
    QThreadPool m_pool;
    QSet<QString> m_loading;
    mutable QCache<QString, QImage> m_images;
};

} // namespace groundswell::library
