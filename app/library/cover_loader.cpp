#include "library/cover_loader.h"

#include "library/cover_request.h"

#include <QBuffer>

#include <array>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

constexpr int helpers = 2;
constexpr qint64 largestThumbnail = 8LL * 1024 * 1024;
constexpr int kibibytesInMemory = 48 * 1024;
constexpr std::array storedSizes{64, 128, 256, 512, LargestCoverPx};

int storedSize(int sizePx)
{
    for (const int size : storedSizes) {
        if (size >= sizePx) return size;
    }
    return storedSizes.back();
}

QString memoryKey(const QString& coverKey, int storedPx)
{
    return u"%1/%2"_s.arg(coverKey).arg(storedPx);
}

QByteArray encode(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, image.hasAlphaChannel() ? "png" : "jpeg", image.hasAlphaChannel() ? -1 : 92))
        bytes.clear();
    return bytes;
}

/// A thumbnail was encoded here, so it may be decoded here.
QImage decodeThumbnail(const QByteArray& bytes)
{
    QImage image = QImage::fromData(bytes, bytes.startsWith("\xff\xd8") ? "jpeg" : "png");
    if (image.isNull()) return image;
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

} // namespace

/// What one request needs, in a thread of the pool.
class CoverLoader::Loading
{
public:
    Loading(store::Readers& library, store::ChunkStore& media, QString coverKey, int storedPx)
        : m_library(library)
        , m_media(media)
        , m_coverKey(std::move(coverKey))
        , m_storedPx(storedPx)
        , m_thumbnailKey(u"cover/"_s + memoryKey(m_coverKey, storedPx))
    {
    }

    Result<QImage> load(worker::WorkerProcess& helper, std::stop_token stop) const
    {
        if (const auto kept = m_media.read(m_thumbnailKey, 0, largestThumbnail); kept && !kept->isEmpty()) {
            if (QImage image = decodeThumbnail(*kept); !image.isNull()) return image;
        }
        if (isDeadly()) return fail(ErrorCode::Corrupt, tr("The cover ended its reader before."));
        auto image =
            request().and_then([&](const CoverRequest& asked) { return coverOf(helper, asked, std::move(stop)); });
        if (image)
            keep(m_thumbnailKey, encode(*image));
        else if (helper.diedReading() && image.error().code == ErrorCode::Corrupt) // not a disk that was late
            keep(deadlyKey(), GROUNDSWELL_VERSION);
        return image;
    }

private:
    /// Where it lies that this picture ended its reader, and that of which version: it is tried again by the next one.
    [[nodiscard]] QString deadlyKey() const { return u"cover/%1/deadly"_s.arg(m_coverKey); }
    [[nodiscard]] bool isDeadly() const
    {
        const auto version = m_media.read(deadlyKey(), 0, largestThumbnail);
        return version && *version == GROUNDSWELL_VERSION;
    }

    /// Without it the picture only loads slower next time, so a full disk is no reason to show nothing.
    void keep(const QString& key, const QByteArray& bytes) const
    {
        if (bytes.isEmpty()) return;
        [[maybe_unused]] const auto kept = m_media.remove(key).and_then([&] { return m_media.putAll(key, bytes); });
    }

    [[nodiscard]] Result<CoverRequest> request() const
    {
        return m_library.run([&](store::Database& database) -> Result<CoverRequest> {
            store::Statement statement = database.prepare("SELECT path, embedded FROM cover WHERE key = ?");
            if (!statement.bind(m_coverKey).step()) return fail(ErrorCode::NotFound, tr("This cover is not known."));
            return CoverRequest{statement.blob(0), statement.boolean(1), m_storedPx};
        });
    }

    store::Readers& m_library;
    store::ChunkStore& m_media;
    QString m_coverKey;
    int m_storedPx;
    QString m_thumbnailKey;
};

CoverLoader::CoverLoader(store::Readers& library, store::ChunkStore& media, QObject* parent, const QString& program)
    : QObject(parent)
    , m_library(library)
    , m_media(media)
    , m_images(kibibytesInMemory)
    , m_workers(helpers, program)
{
}

CoverLoader::~CoverLoader() = default;

void CoverLoader::request(const QString& coverKey, int sizePx)
{
    const int storedPx = storedSize(sizePx);
    const QString key = u"%1/%2"_s.arg(memoryKey(coverKey, storedPx)).arg(sizePx);
    if (coverKey.isEmpty() || m_loading.contains(key)) return;
    m_loading.insert(key);
    m_workers.post([this, coverKey, sizePx, storedPx](worker::WorkerProcess& helper, std::stop_token stop) {
        auto image = Loading(m_library, m_media, coverKey, storedPx).load(helper, std::move(stop));
        QMetaObject::invokeMethod(
            this, [this, coverKey, sizePx, storedPx, image] { deliver(coverKey, sizePx, storedPx, image); },
            Qt::QueuedConnection);
    });
}

QImage CoverLoader::cached(const QString& coverKey, int sizePx) const
{
    const QImage* image = m_images.object(memoryKey(coverKey, storedSize(sizePx)));
    return image ? *image : QImage();
}

void CoverLoader::deliver(const QString& coverKey, int sizePx, int storedPx, const Result<QImage>& image)
{
    const QString key = memoryKey(coverKey, storedPx);
    m_loading.remove(u"%1/%2"_s.arg(key).arg(sizePx));
    if (!image) return Q_EMIT unavailable(coverKey, sizePx, image.error());
    m_images.insert(key, new QImage(*image), qMax<qsizetype>(1, image->sizeInBytes() / 1024));
    Q_EMIT ready(coverKey, sizePx, *image);
}

} // namespace groundswell::library
