#include "lyrics/lyrics_file.h"

#include <QCoreApplication>

namespace groundswell::lyrics {

Result<OpenedFile> openFile(const QByteArray& bytes, QStringView suffix, const ReadOptions& options,
                            const LineIdMaker& ids, const QByteArray& encoding)
{
    constexpr qsizetype largest = 2 * 1024 * 1024;
    if (bytes.size() > largest)
        return fail(ErrorCode::InvalidInput,
                    QCoreApplication::translate("Lyrics", "The file is too large to be lyrics."));
    const Result<DecodedText> decoded = encoding.isEmpty() ? decode(bytes) : decodeAs(bytes, encoding);
    if (!decoded) return std::unexpected(decoded.error());
    if (!isWriting(decoded->text))
        return fail(ErrorCode::InvalidInput, QCoreApplication::translate("Lyrics", "The file holds no text."));
    auto opened = openText(decoded->text, suffix, options, ids);
    if (!opened) return std::unexpected(opened.error());
    return OpenedFile{bytes, decoded->encoding, *std::move(opened)};
}

Result<QByteArray> savedBytes(const OpenedFile& file, const Document& edited)
{
    if (edited == file.opened.document) return file.bytes;
    return encode(savedText(file.opened, edited), file.encoding);
}

} // namespace groundswell::lyrics
