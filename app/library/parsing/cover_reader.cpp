#include "library/parsing/cover_reader.h"

#include "library/native_path.h"
#include "library/parsing/tag_reader.h"

#include <QBuffer>
#include <QImageReader>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

constexpr qint64 LargestFile = 32LL * 1024 * 1024;
constexpr qint64 LargestPixels = 64LL * 1000 * 1000;

/// By the first bytes; the name and a tag's MIME type are not believed.
QByteArray formatOf(const QByteArray& bytes)
{
    if (bytes.startsWith("\xff\xd8\xff")) return "jpeg";
    if (bytes.startsWith("\x89PNG\r\n\x1a\n")) return "png";
    if (bytes.startsWith("RIFF") && bytes.size() > 12 && QByteArrayView(bytes).sliced(8, 4) == "WEBP") return "webp";
    return {};
}

Result<QByteArray> pictureOf(const CoverRequest& request)
{
    if (request.embedded) {
        if (auto picture = readEmbeddedPicture(request.nativePath)) return std::move(picture->bytes);
        return fail(ErrorCode::Io, {}, u"no picture in the tags"_s);
    }
    QFile file(pathText(request.nativePath));
    if (file.open(QIODevice::ReadOnly)) return file.read(LargestFile + 1);
    return fail(ErrorCode::Io, {}, file.errorString());
}

} // namespace

Result<QImage> decodeCover(const QByteArray& bytes, int sizePx)
{
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty() || bytes.size() > LargestFile)
        return fail(ErrorCode::Unsupported, {}, u"not a picture of a known format and size"_s);
    QBuffer buffer;
    buffer.setData(bytes);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    const QSize full = reader.size();
    if (full.isEmpty() || qint64{full.width()} * full.height() > LargestPixels)
        return fail(ErrorCode::Corrupt, {}, u"%1 x %2 px"_s.arg(full.width()).arg(full.height()));
    if (qMax(full.width(), full.height()) > sizePx)
        reader.setScaledSize(full.scaled(sizePx, sizePx, Qt::KeepAspectRatio).expandedTo({1, 1}));
    QImage image = reader.read();
    if (image.isNull()) return fail(ErrorCode::Corrupt, {}, reader.errorString());
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

Result<QImage> readCover(const CoverRequest& request)
{
    return pictureOf(request).and_then([&](const QByteArray& bytes) { return decodeCover(bytes, request.sizePx); });
}

} // namespace groundswell::library
