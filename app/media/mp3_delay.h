#pragma once

#include <QUrl>

#include <optional>

namespace groundswell::media {

/// What a decoder cuts from the beginning of an MP3 file.
struct Mp3Delay
{
    int frames = 0;     ///< at the file's own rate
    int sampleRate = 0; ///< Hz

    bool operator==(const Mp3Delay&) const = default;
};

/// The encoder's delay as the LAME tag of the first MPEG frame says, plus the decoder's own 529 samples
/// (gabriel.mp3-tech.org/mp3infotag.html, "Encoder delays"). FFmpeg cuts them at the beginning but leaves the times of
/// later frames as they were, so a place found by time is that much too early. None for anything but a local MP3 file
/// with that tag. Reads a few KiB.
[[nodiscard]] std::optional<Mp3Delay> mp3Delay(const QUrl& source);

} // namespace groundswell::media
