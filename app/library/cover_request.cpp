#include "library/cover_request.h"

#include "library/native_path.h"

#include <QCoreApplication>
#include <QDataStream>
#include <QIODevice>

#include <cstring>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

using namespace std::chrono_literals;

// The largest picture that is decoded at all, 64 megapixels, takes a second.
constexpr worker::JobLimit Limit{.wall = 20s, .cpu = 10s};
constexpr qsizetype BytesPerPixel = 4;

QString tr(const char* text)
{
    return QCoreApplication::translate("CoverLoader", text);
}

/// The helper does not speak the person's language.
Error problemOf(const CoverRequest& request, Error error)
{
    if (!error.message.isEmpty()) return error;
    switch (error.code) {
    case ErrorCode::Unsupported:
        error.message =
            tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover is not a JPEG, PNG or WebP picture of a usual size."));
        break;
    case ErrorCode::Corrupt:
        error.message = tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover is damaged or too large."));
        break;
    default:
        error.message = tr(QT_TRANSLATE_NOOP("CoverLoader", "The cover in “%1” cannot be read now."))
                            .arg(pathText(request.nativePath));
    }
    return error;
}

} // namespace

QByteArray coverRequestToBytes(const CoverRequest& request)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << qint32(request.sizePx) << request.embedded << request.nativePath;
    return bytes;
}

Result<CoverRequest> coverRequestFromBytes(const QByteArray& bytes)
{
    CoverRequest request;
    qint32 size = 0;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_8);
    in >> size >> request.embedded >> request.nativePath;
    if (in.status() != QDataStream::Ok || !in.atEnd() || size < 1 || size > LargestCoverPx)
        return fail(ErrorCode::Corrupt, {}, u"not a request for a cover"_s);
    request.sizePx = size;
    return request;
}

QByteArray coverToBytes(const QImage& image)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << qint32(image.width()) << qint32(image.height()) << image.hasAlphaChannel();
    for (int y = 0; y < image.height(); ++y)
        bytes.append(reinterpret_cast<const char*>(image.constScanLine(y)), image.width() * BytesPerPixel);
    return bytes;
}

Result<QImage> coverFromBytes(const QByteArray& bytes, int sizePx)
{
    qint32 width = 0;
    qint32 height = 0;
    bool alpha = false;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_8);
    in >> width >> height >> alpha;
    const bool sensible = in.status() == QDataStream::Ok && width > 0 && height > 0 && qMax(width, height) <= sizePx;
    constexpr qsizetype Head = 4 + 4 + 1;
    if (!sensible || bytes.size() != Head + qsizetype{width} * height * BytesPerPixel)
        return fail(ErrorCode::Corrupt, {}, u"not the pixels of a cover"_s);
    QImage image(width, height, alpha ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        std::memcpy(image.scanLine(y), bytes.constData() + Head + qsizetype{y} * width * BytesPerPixel,
                    size_t(width) * BytesPerPixel);
    return image;
}

Result<QImage> coverOf(worker::WorkerProcess& helper, const CoverRequest& request, std::stop_token stop)
{
    return helper.ask(worker::Job::ReadCover, coverRequestToBytes(request), Limit, std::move(stop))
        .and_then([&](const QByteArray& bytes) { return coverFromBytes(bytes, request.sizePx); })
        .transform_error([&](Error error) { return problemOf(request, std::move(error)); });
}

} // namespace groundswell::library
