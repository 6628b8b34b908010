#pragma once

#include <QString>
#include <QStringList>

namespace groundswell::library {

/// Files with lyrics beside an audio file: the same base name with .ttml, .elrc, .lrc, .srt or .txt, richest first.
/// Case of the extension does not matter. Blocking.
[[nodiscard]] QStringList lyricSidecars(const QString& path);

} // namespace groundswell::library
