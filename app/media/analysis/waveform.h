#pragma once

#include "base/error.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace groundswell::media {

/// A whole track in 480 parts of equal length: what the swell is drawn from. A plain value.
struct Waveform
{
    static constexpr int BucketCount = 480;
    using Buckets = std::array<std::uint8_t, BucketCount>;

    Buckets peak{};     ///< largest |sample| of either channel in the part; 255 is full scale or above
    Buckets rms{};      ///< root mean square over both channels; 255 is full scale
    qint64 frames = 0;  ///< exact length of the track in frames at sampleRate
    int sampleRate = 0; ///< Hz, that of the file

    bool operator==(const Waveform&) const = default;

    [[nodiscard]] qint64 durationMs() const noexcept { return sampleRate > 0 ? frames * 1000 / sampleRate : 0; }
    /// 973 bytes: version 1, the rate and the frames (little endian 32 and 64 bits), peaks, RMS.
    [[nodiscard]] QByteArray toBytes() const;
    /// Error: Corrupt when the bytes are not a waveform of a version known here.
    [[nodiscard]] static Result<Waveform> fromBytes(const QByteArray& bytes);
};

/// The same in 4,096 parts, for looking closer: a bucket is some 60 ms of a song. A plain value; both are empty or
/// full.
struct WaveformDetail
{
    static constexpr int BucketCount = 4096;

    std::vector<std::uint8_t> peak;
    std::vector<std::uint8_t> rms;

    bool operator==(const WaveformDetail&) const = default;

    /// Version 1, peaks, RMS.
    [[nodiscard]] QByteArray toBytes() const;
    /// Error: Corrupt when the bytes are not those of a version known here.
    [[nodiscard]] static Result<WaveformDetail> fromBytes(const QByteArray& bytes);
};

/// Builds waveforms from samples as they come, without knowing the length before. Not thread-safe.
class WaveformBuilder
{
public:
    explicit WaveformBuilder(int sampleRate) noexcept
        : m_sampleRate(sampleRate)
    {
    }

    /// Interleaved samples, `channels` a frame; all are numbers.
    void add(std::span<const float> samples, int channels);
    [[nodiscard]] qint64 frames() const noexcept { return m_frames; }
    [[nodiscard]] Waveform finish() const;
    [[nodiscard]] WaveformDetail finishDetail() const;

private:
    struct Cell
    {
        float peak = 0;
        double squares = 0; // summed over frames, mean over channels
    };
    void halve();
    void fill(std::span<std::uint8_t> peak, std::span<std::uint8_t> rms) const;

    int m_sampleRate;
    qint64 m_frames = 0;
    qint64 m_framesPerCell = 64;
    std::vector<Cell> m_cells; // at most MaxCells; pairs are joined when they run out
};

} // namespace groundswell::media
