#pragma once

#include "base/error.h"
#include "demo/arrange.h"

#include <functional>

namespace groundswell::demo {

/// Where to, and how much of it.
struct GenerateOptions
{
    QString folder; ///< made where missing
    Length length = Length::Whole;
};

/// Makes the demo material in a folder: music/<artist>/<album>/NN title.<format> with tags, cover and words, and
/// village.json, the seed of the demo village (village_format.md). What manifest.json lists as made by this version and
/// is still there unchanged is left alone. Each file appears whole or not at all. `say` gets one line a piece, from the
/// calling thread. Takes some seconds; uses every core.
[[nodiscard]] Result<void> generate(const GenerateOptions& options, const std::function<void(const QString&)>& say);

/// Where a piece's sound file goes below the folder.
[[nodiscard]] QString musicPath(const Piece& piece);

} // namespace groundswell::demo
