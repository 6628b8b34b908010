#include "lyrics/text_encoding.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QStringEncoder>

#include <uchardet.h>

#include <algorithm>
#include <array>
#include <memory>

namespace groundswell::lyrics {

namespace {

struct Mark
{
    QByteArrayView bytes;
    const char* name;
};
// UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
constexpr std::array marks{
    Mark{QByteArrayView("\xEF\xBB\xBF", 3), "UTF-8"},        Mark{QByteArrayView("\xFF\xFE\x00\x00", 4), "UTF-32LE"},
    Mark{QByteArrayView("\x00\x00\xFE\xFF", 4), "UTF-32BE"}, Mark{QByteArrayView("\xFF\xFE", 2), "UTF-16LE"},
    Mark{QByteArrayView("\xFE\xFF", 2), "UTF-16BE"},
};

/// Whether ASCII text in UTF-16 without a mark: nearly every other byte is zero. Gives the encoding's name, or none.
QByteArray utf16WithoutMark(QByteArrayView bytes)
{
    if (bytes.size() < 8 || bytes.size() % 2 != 0) return {};
    qsizetype zeros[2] = {0, 0};
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\0') ++zeros[i % 2];
    }
    const qsizetype units = bytes.size() / 2;
    if (zeros[1] * 3 > units && zeros[0] * 50 < units) return "UTF-16LE";
    if (zeros[0] * 3 > units && zeros[1] * 50 < units) return "UTF-16BE";
    return {};
}

QByteArray guess(QByteArrayView bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    uchardet_handle_data(detector.get(), bytes.data(), static_cast<size_t>(bytes.size()));
    uchardet_data_end(detector.get());
    QByteArray name = uchardet_get_charset(detector.get());
    // Supersets read what files of today that claim the smaller set really hold; ICU does not know the name "UHC".
    if (name == "GB2312") name = "GB18030";
    if (name == "UHC" || name == "EUC-KR") name = "windows-949";
    return name;
}

bool isValidUtf8(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(bytes);
    return !decoder.hasError();
}

DecodedText decodeWith(QByteArrayView bytes, const TextEncoding& encoding)
{
    // The mark has been taken off; a further U+FEFF is part of the text.
    QStringDecoder decoder(encoding.name.constData(), QStringDecoder::Flag::ConvertInitialBom);
    return {decoder(bytes), encoding};
}

} // namespace

DecodedText decode(QByteArrayView bytes)
{
    for (const Mark& mark : marks) {
        if (bytes.startsWith(mark.bytes)) return decodeWith(bytes.sliced(mark.bytes.size()), {mark.name, true, false});
    }
    // A zero byte is valid UTF-8, so UTF-16 is looked for first.
    if (const QByteArray name = utf16WithoutMark(bytes); !name.isEmpty()) return decodeWith(bytes, {name, false, true});
    if (isValidUtf8(bytes)) return decodeWith(bytes, {"UTF-8", false, false});
    const QByteArray name = guess(bytes);
    if (!name.isEmpty() && QStringDecoder(name.constData()).isValid()) return decodeWith(bytes, {name, false, true});
    return decodeWith(bytes, {"windows-1252", false, true});
}

bool isWriting(QStringView text) noexcept
{
    constexpr qsizetype oneIn = 50; // of the text may be damage
    const auto strange = std::ranges::count_if(text, [](QChar c) {
        return c == QChar::ReplacementCharacter || (c.category() == QChar::Other_Control && !c.isSpace());
    });
    return strange * oneIn <= text.size();
}

Result<DecodedText> decodeAs(QByteArrayView bytes, const QByteArray& encoding)
{
    if (!QStringDecoder(encoding.constData()).isValid())
        return fail(ErrorCode::Unsupported,
                    QCoreApplication::translate("Lyrics", "The encoding \"%1\" is not known here.")
                        .arg(QString::fromLatin1(encoding)));
    for (const Mark& mark : marks) {
        if (encoding == mark.name && bytes.startsWith(mark.bytes))
            return decodeWith(bytes.sliced(mark.bytes.size()), {encoding, true, false});
    }
    return decodeWith(bytes, {encoding, false, false});
}

Result<QByteArray> encode(const QString& text, const TextEncoding& encoding)
{
    QStringEncoder encoder(encoding.name.constData());
    QByteArray bytes = encoder.isValid() ? encoder(text) : QByteArray();
    if (!encoder.isValid() || encoder.hasError())
        return fail(
            ErrorCode::Unsupported,
            QCoreApplication::translate("Lyrics", "The words cannot be written as %1; save them as UTF-8 instead.")
                .arg(QString::fromLatin1(encoding.name)));
    if (!encoding.bom) return bytes;
    for (const Mark& mark : marks) {
        if (encoding.name == mark.name) return bytes.prepend(mark.bytes);
    }
    return bytes;
}

} // namespace groundswell::lyrics
