#pragma once

#include "base/error.h"
#include "demo/mixer.h"

#include <QString>

namespace groundswell::demo {

/// The file name ending that a piece gets on this computer: what it asks for where the ffmpeg program is installed,
/// "wav" elsewhere.
[[nodiscard]] QString encodingFor(const QString& format);

/// Writes a mix to a file in the format that its name ends in: wav by ourselves (RIFF, 16 bit), flac, mp3, opus and m4a
/// through the ffmpeg program. The same mix gives the same bytes with the same ffmpeg. Blocks until it is done.
[[nodiscard]] Result<void> encode(const Mix& mix, const QString& path);

} // namespace groundswell::demo
