#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QColor>
#include <QImage>
#include <QSize>

namespace groundswell::library {

inline QByteArray picture(const char* format, QSize size = {300, 200}, Qt::GlobalColor colour = Qt::red)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

/// A PNG that says it is so many pixels wide and high: its header is replaced, and the header's CRC made to fit.
inline QByteArray pngThatClaims(quint32 sidePx)
{
    QByteArray bytes = picture("png");
    const auto crc = [](QByteArrayView data) {
        quint32 value = 0xffffffffU;
        for (const char byte : data) {
            value ^= static_cast<quint8>(byte);
            for (int bit = 0; bit < 8; ++bit)
                value = (value >> 1U) ^ (0xedb88320U & (0U - (value & 1U)));
        }
        return ~value;
    };
    for (int i = 0; i < 4; ++i)
        bytes[16 + i] = bytes[20 + i] = static_cast<char>(sidePx >> (24 - 8 * i));
    const quint32 sum = crc(QByteArrayView(bytes).sliced(12, 17));
    for (int i = 0; i < 4; ++i)
        bytes[29 + i] = static_cast<char>(sum >> (24 - 8 * i));
    return bytes;
}

} // namespace groundswell::library
