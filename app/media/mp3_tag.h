#pragma once

#include <QIODevice>

#include <optional>

namespace groundswell::media {

/// Where the packets of an MP3 file stand, when all are equally long but for a byte of padding.
struct Mp3Packets
{
    qint64 firstByte = 0; ///< of the first one with sound
    double bytes = 0;     ///< of each, on average
    int frames = 0;       ///< of each
    quint32 header = 0;   ///< of each, without the padding bit and what may change

    bool operator==(const Mp3Packets&) const = default;
};

/// What the tag in the first packet of an MP3 file tells.
struct Mp3Tag
{
    int delay = 0;      ///< frames that a decoder cuts from the beginning, at the file's own rate
    int sampleRate = 0; ///< Hz
    qint64 length = 0;  ///< of the track in frames; 0 when the tag does not tell, or not of all: files were joined
    std::optional<Mp3Packets> packets = {};

    bool operator==(const Mp3Tag&) const = default;
};

/// The encoder's delay as the LAME tag of the first packet says, plus the decoder's own 529 samples
/// (gabriel.mp3-tech.org/mp3infotag.html, "Encoder delays"). FFmpeg cuts them at the beginning but leaves the times of
/// later packets as they were, so a place found by time is that much too early. The length is what the tag's count of
/// packets leaves without delay and padding. None for anything but an MP3 file with that tag. Reads a few KiB and
/// leaves the device where it was, which must not be sequential.
[[nodiscard]] std::optional<Mp3Tag> mp3Tag(QIODevice& device);

/// The byte where a packet begins (0: the first one with sound); none when there is no such packet there. Reads a few
/// bytes and leaves the device where it was.
[[nodiscard]] std::optional<qint64> findPacket(QIODevice& device, const Mp3Packets& packets, qint64 number);

} // namespace groundswell::media
