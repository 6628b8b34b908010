#pragma once

#include <QIODevice>
#include <QString>

#include <memory>
#include <optional>

namespace groundswell::media {

struct Mp3Tag;

/// What is not of the track in the sound that a decoder gives, in frames at `sampleRate`.
struct TrackTrim
{
    int sampleRate = 0;                ///< Hz; 0: nothing to trim
    qint64 begin = 0;                  ///< frames before the track's first
    bool beginIsCut = false;           ///< the decoder cuts them itself, without moving its clock (MP3)
    std::optional<qint64> length = {}; ///< frames of the track; none: all that come

    bool operator==(const TrackTrim&) const = default;
    /// A number of frames at another rate (a decoder may give another one than the container says).
    [[nodiscard]] qint64 atRate(qint64 frames, int rate) const noexcept
    {
        return sampleRate == 0 || sampleRate == rate ? frames : (frames * rate + sampleRate / 2) / sampleRate;
    }
};

/// How a local file is given to the decoder so that every frame comes out, at once, and only those of the track.
struct TrackFile
{
    std::unique_ptr<QIODevice> device; ///< to read instead of the file; none: the file as it is
    TrackTrim trim;
};

/// Looks at the first bytes of a local file (and at an MP4 file's index):
///
/// * 16-bit WAV is shown as a CAF file with the same samples: FFmpeg decodes the beginning of WAV to see whether it
/// hides
///   a DTS stream, which takes a tenth of a second.
/// * MP4 with AAC is shown without its edit list: FFmpeg would leave the padding at the end, and the first frame's
///   overlap with the one before it. The trim has both instead.
/// * MP3: the encoder's delay and padding.
[[nodiscard]] TrackFile openTrackFile(const QString& path);

/// The same for MP3 that is no local file.
[[nodiscard]] TrackTrim trimOf(const Mp3Tag& mp3);

} // namespace groundswell::media
