#pragma once

#include <QUrl>

#include <optional>

namespace groundswell::media {

/// What a decoder cuts from the beginning of an MP3 file, and what is left.
struct Mp3Delay
{
    int frames = 0;     ///< at the file's own rate
    int sampleRate = 0; ///< Hz
    qint64 length = 0;  ///< of the track in frames; 0 when the tag does not tell

    bool operator==(const Mp3Delay&) const = default;
};

/// The encoder's delay as the LAME tag of the first MPEG frame says, plus the decoder's own 529 samples
/// (gabriel.mp3-tech.org/mp3infotag.html, "Encoder delays"). FFmpeg cuts them at the beginning but leaves the times of
/// later frames as they were, so a place found by time is that much too early. None for anything but a local MP3 file
/// with that tag. The length is what the tag's count of MPEG frames leaves without delay and padding. Reads a few KiB.
[[nodiscard]] std::optional<Mp3Delay> mp3Delay(const QUrl& source);

} // namespace groundswell::media
