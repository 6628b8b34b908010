#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace groundswell::library {

/// Lyrics in a file's tags. `kind` is what the text is written in.
struct EmbeddedLyrics
{
    enum class Kind {
        Plain, ///< lines of text; it may be LRC, which players write into plain fields too: look at it
        Lrc,   ///< made from timed ID3v2 SYLT frames: "[mm:ss.xxx]line"
    };
    QString text;
    Kind kind = Kind::Plain;
    QString language; ///< ISO 639-2 code from the tag; empty when not known
    QString source;   ///< the tag's field: "SYLT", "USLT", "LYRICS", "©lyr", ...
};

/// The best lyrics embedded in a file: timed before plain (SYLT, SYNCEDLYRICS, USLT, LYRICS, UNSYNCEDLYRICS, ©lyr).
/// Blocking. None when the file has none or cannot be read.
[[nodiscard]] std::optional<EmbeddedLyrics> readEmbeddedLyrics(const QString& path);

/// Files with lyrics beside an audio file: the same base name with .ttml, .elrc, .lrc, .srt or .txt, richest first.
/// Case of the extension does not matter. Blocking.
[[nodiscard]] QStringList lyricSidecars(const QString& path);

} // namespace groundswell::library
