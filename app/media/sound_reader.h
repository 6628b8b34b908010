#pragma once

#include <QIODevice>
#include <QString>

#include <atomic>
#include <expected>
#include <memory>
#include <optional>
#include <span>

namespace groundswell::media {

/// A piece of decoded sound.
struct SoundBlock
{
    std::span<const float> samples; ///< interleaved; valid until the reader is used again
    int channels = 0;
    int sampleRate = 0;          ///< Hz
    std::optional<qint64> frame; ///< the decoder's time of the first one, in frames; none: the file does not tell
};

/// Decodes a file or a stream, block by block. Reading blocks as long as its device does. Used by one thread at a time.
///
/// Damage is left out as FFmpeg leaves it out: what can be decoded comes. What the encoder added before the track's
/// beginning is cut, and what it added behind its end, but for Vorbis (vorbisLength()) and AAC in MP4 (mp4Trim()).
class SoundReader
{
public:
    enum class Channels {
        Stereo, ///< mono goes to both sides; more are mixed down as ITU-R BS.775-4 says (annex 4, table 2)
        All     ///< as the file has them
    };

    enum class Container { Ogg, Mp3, Other };

    SoundReader() = default;
    SoundReader(const SoundReader&) = delete;
    SoundReader& operator=(const SoundReader&) = delete;
    virtual ~SoundReader() = default;

    /// As the container says, in milliseconds; may be off by a codec's padding. 0: unknown.
    [[nodiscard]] virtual qint64 lengthMs() const noexcept = 0;
    [[nodiscard]] virtual Container container() const noexcept = 0;
    /// The next block; none at the end.
    [[nodiscard]] virtual std::optional<SoundBlock> read() = 0;
    /// Whether what it reads from failed since the last seek: then the end is not the track's.
    [[nodiscard]] virtual bool hasFailed() const noexcept = 0;
    /// Goes to a place at or before this one; the next block's time tells which. False when there is no way there.
    [[nodiscard]] virtual bool seek(qint64 ms) = 0;
    /// Goes to the byte where a packet begins, which stands at `frame`; each packet from there on has `packetFrames`.
    [[nodiscard]] virtual bool seekToPacket(qint64 byte, qint64 frame, int packetFrames) = 0;
};

/// Whether the part of the program that decodes could be loaded, and loads it. That takes some 50 ms, once.
[[nodiscard]] bool canReadSound();

/// Opens what the device holds. `name` helps to tell what that is and is never opened. The device, at its beginning,
/// and `isCancelled`, which ends all reading once it is true, outlive the reader. A failure is told in words for the
/// log.
[[nodiscard]] std::expected<std::unique_ptr<SoundReader>, QString>
openSound(QIODevice& device, const QString& name, SoundReader::Channels channels, const std::atomic<bool>& isCancelled);

} // namespace groundswell::media
