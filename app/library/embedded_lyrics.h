#pragma once

#include "base/error.h"
#include "worker/worker_process.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <stop_token>

namespace groundswell::library {

/// Characters; longer lyrics are damage or malice, and cut.
inline constexpr qsizetype LongestLyrics = 1'000'000;

/// Lyrics in a file's tags. `kind` is what the text is written in.
struct EmbeddedLyrics
{
    enum class Kind : quint8 {
        Plain, ///< lines of text; it may be LRC, which players write into plain fields too: look at it
        Lrc,   ///< made from timed ID3v2 SYLT frames: "[mm:ss.xxx]line"
    };
    QString text;
    Kind kind = Kind::Plain;
    QString language; ///< ISO 639-2 code from the tag; empty when not known
    QString source;   ///< the tag's field: "SYLT", "USLT", "LYRICS", "©lyr", ...

    bool operator==(const EmbeddedLyrics&) const = default;
};

/// Between the helper process and this one; none is no bytes.
[[nodiscard]] QByteArray lyricsToBytes(const std::optional<EmbeddedLyrics>& lyrics);
/// Error: Corrupt when the bytes are not lyrics. The text is cut to LongestLyrics.
[[nodiscard]] Result<std::optional<EmbeddedLyrics>> lyricsFromBytes(const QByteArray& bytes);

/// The best lyrics in a file's tags, read by the helper; none when it has none or cannot be read. Blocks. Error:
/// Corrupt when the file ended its reader, Cancelled when stopped, Internal when there is no helper.
[[nodiscard]] Result<std::optional<EmbeddedLyrics>>
lyricsInTags(worker::WorkerProcess& helper, const QByteArray& nativePath, std::stop_token stop = {});

} // namespace groundswell::library
