#pragma once

#include "base/error.h"
#include "demo/piece.h"

#include <QByteArray>

namespace groundswell::demo {

/// Writes what stands on the sleeve into a sound file's tags, the cover (PNG) and, where `lyrics` is not empty, the
/// words as enhanced LRC.
[[nodiscard]] Result<void> writeTags(const QString& path, const Piece& piece, const QByteArray& coverPng,
                                     const QString& lyrics);

} // namespace groundswell::demo
