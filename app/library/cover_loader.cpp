#include "library/cover_loader.h"

#include "library/native_path.h"
#include "library/tag_reader.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImageReader>

#include <array>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

constexpr qint64 largestFile = 32LL * 1024 * 1024;
constexpr qint64 largestPixels = 64LL * 1000 * 1000;
constexpr int kibibytesInMemory = 48 * 1024;
constexpr std::array storedSizes{64, 128, 256, 512, 1024};

QString tr(const char* text)
{
    return QCoreApplication::translate("CoverLoader", text);
}

/// By the first bytes; the name and a tag's MIME type are not believed.
QByteArray formatOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\xff\xd8\xff")) return "jpeg";
    if (bytes.startsWith("\x89PNG\r\n\x1a\n")) return "png";
    if (bytes.startsWith("RIFF") && bytes.size() > 12 && QByteArrayView(bytes).sliced(8, 4) == "WEBP") return "webp";
    return {};
}

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

struct Source
{
    QByteArray path;
    bool embedded = false;
};

Result<QByteArray> originalBytes(store::Readers& library, const QString& coverKey)
{
    const auto source = library.run([&](store::Database& database) -> Result<Source> {
        store::Statement statement = database.prepare("SELECT path, embedded FROM cover WHERE key = ?");
        if (!statement.bind(coverKey).step())
            return fail(ErrorCode::NotFound, tr(QT_TRANSLATE_NOOP("CoverLoader", "This cover is not known.")));
        return Source{statement.blob(0), statement.boolean(1)};
    });
    if (!source) return std::unexpected(source.error());
    if (source->embedded) {
        if (auto picture = readEmbeddedPicture(source->path)) return picture->bytes;
    } else if (QFile file(pathText(source->path)); file.size() <= largestFile && file.open(QIODevice::ReadOnly)) {
        return file.readAll();
    }
    return fail(
        ErrorCode::Io,
        tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover in “%1” cannot be read now.")).arg(pathText(source->path)));
}

Result<QImage> load(store::Readers& library, store::ChunkStore& media, const QString& coverKey, int storedPx)
{
    const QString thumbnailKey = u"cover/"_s + memoryKey(coverKey, storedPx);
    if (const auto kept = media.read(thumbnailKey, 0, largestFile); kept && !kept->isEmpty()) {
        if (auto image = decodeCover(*kept, storedPx)) return image;
    }
    const auto original = originalBytes(library, coverKey);
    if (!original) return std::unexpected(original.error());
    auto image = decodeCover(*original, storedPx);
    if (image) {
        // Without a thumbnail it only loads slower next time, so a full disk is no reason to show nothing.
        const QByteArray thumbnail = encode(*image);
        if (thumbnail.isEmpty()) return image;
        [[maybe_unused]] const auto kept =
            media.remove(thumbnailKey).and_then([&] { return media.putAll(thumbnailKey, thumbnail); });
    }
    return image;
}

} // namespace

Result<QImage> decodeCover(const QByteArray& bytes, int sizePx)
{
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty() || bytes.size() > largestFile)
        return fail(
            ErrorCode::Unsupported,
            tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover is not a JPEG, PNG or WebP picture of a usual size.")));
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize full = reader.size();
    if (full.isEmpty() || qint64{full.width()} * full.height() > largestPixels)
        return fail(ErrorCode::Corrupt, tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover is damaged or too large.")));
    if (qMax(full.width(), full.height()) > sizePx)
        reader.setScaledSize(full.scaled(sizePx, sizePx, Qt::KeepAspectRatio).expandedTo({1, 1}));
    QImage image = reader.read();
    if (image.isNull())
        return fail(ErrorCode::Corrupt, tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover is damaged.")),
                    reader.errorString());
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

CoverLoader::CoverLoader(store::Readers& library, store::ChunkStore& media, QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_media(media)
    , m_images(kibibytesInMemory)
{
    m_pool.setMaxThreadCount(2);
    m_pool.setThreadPriority(QThread::LowPriority);
}

CoverLoader::~CoverLoader()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void CoverLoader::request(const QString& coverKey, int sizePx)
{
    const int storedPx = storedSize(sizePx);
    const QString key = u"%1/%2"_s.arg(memoryKey(coverKey, storedPx)).arg(sizePx);
    if (coverKey.isEmpty() || m_loading.contains(key)) return;
    m_loading.insert(key);
    m_pool.start([this, coverKey, sizePx, storedPx] {
        auto image = load(m_library, m_media, coverKey, storedPx);
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
