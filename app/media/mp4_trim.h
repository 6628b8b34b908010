#pragma once

#include "media/track_file.h"

#include <QFile>

#include <optional>
#include <vector>

namespace groundswell::media {

/// Where an MP4 file tells which of its frames are of the track, and what it tells.
struct Mp4Trim
{
    TrackTrim trim;
    std::vector<qint64> atoms; ///< offsets in the file of the names of the atoms that tell it
};

/// Reads the first sound track's edit list (ISO/IEC 14496-12, 8.6.6), its table of times (8.6.1.2), and iTunes' own tag
/// "iTunSMPB", which is the more exact: encoder delay and length in frames. None where there is nothing to trim, where
/// the edit list is more than one piece, or for another codec than AAC.
[[nodiscard]] std::optional<Mp4Trim> mp4Trim(QFile& file);

} // namespace groundswell::media
