#pragma once

#include "lyrics/format.h"
#include "lyrics/text_encoding.h"

#include <QByteArray>

namespace groundswell::lyrics {

/// A file of lyrics as it was read. Does no I/O: bytes come in and go out.
struct OpenedFile
{
    QByteArray bytes;
    TextEncoding encoding;
    OpenedText opened;

    [[nodiscard]] const Document& document() const noexcept { return opened.document; }
};

/// Reads a side-car file's bytes (or a tag's, in UTF-8). `suffix` is that of the file's name, without a dot. A given
/// encoding overrules the guess. Files over 2 MiB, and those that are no text, are
/// refused.
[[nodiscard]] Result<OpenedFile> openFile(const QByteArray& bytes, QStringView suffix, const ReadOptions& options,
                                          const LineIdMaker& ids, const QByteArray& encoding = {});

/// The file's bytes with the edits in them, in the file's own encoding. Unedited, they are the same bytes. Fails
/// (Unsupported) when a new character does not exist in that encoding; change OpenedFile::encoding to UTF-8 then.
[[nodiscard]] Result<QByteArray> savedBytes(const OpenedFile& file, const Document& edited);

} // namespace groundswell::lyrics
