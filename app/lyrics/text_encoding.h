#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

namespace groundswell::lyrics {

/// How a text file was encoded.
struct TextEncoding
{
    QByteArray name = "UTF-8"; ///< as QStringConverter and ICU name it
    bool bom = false;          ///< the file starts with a byte order mark
    bool guessed = false;      ///< from statistics (uchardet): show it, and let the person change it

    bool operator==(const TextEncoding&) const = default;
};

/// A text file as text, and what it takes to write it as it was.
struct DecodedText
{
    QString text; ///< without the byte order mark at its start
    TextEncoding encoding;
};

/// Decodes by byte order mark, else as UTF-8 where that is valid, else as UTF-16 without a mark, else by a guess among
/// the old encodings (GBK, Big5, Shift-JIS, EUC-KR, Windows code pages). Never fails; undecodable bytes turn to U+FFFD.
[[nodiscard]] DecodedText decode(QByteArrayView bytes);
/// Whether these characters can be somebody's writing: hardly any of them are control characters or undecodable.
[[nodiscard]] bool isWriting(QStringView text) noexcept;
/// Decodes in the encoding a person chose. Fails (Unsupported) where this system does not know it.
[[nodiscard]] Result<DecodedText> decodeAs(QByteArrayView bytes, const QByteArray& encoding);
/// Encodes, with the mark where the file had one. Fails (Unsupported) where a character does not exist in that
/// encoding.
[[nodiscard]] Result<QByteArray> encode(const QString& text, const TextEncoding& encoding);

} // namespace groundswell::lyrics
