#pragma once

#include "media/dsp/resampler.h"
#include "media/ring.h"

#include <QtTypes>

#include <atomic>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

namespace groundswell::media {

/// The sound of one track from one place on, on its way from a decoder to the mixer, at the file's own rate. Every
/// start and every seek makes a new one, so nothing has to be taken back from a ring that two threads use. Shared by
/// the deck (writer), the mixer's audio thread (reader) and the engine, which may set the level and the end at any
/// time.
class FrameStream
{
public:
    static constexpr qint64 NoEnd = std::numeric_limits<qint64>::max();
    /// A stream starts when this much of it is there, or all of it: less would run dry when its decoder is kept waiting
    /// for a core. At double speed it is half as long. A resampler gives nothing before it has seen some thousand
    /// frames more.
    static constexpr double StartSeconds = 0.17;
    static constexpr std::size_t ResamplerFrames = 6144;

    explicit FrameStream(quint64 serial)
        : m_serial(serial)
    {
    }

    /// Tells this start or seek from all others.
    [[nodiscard]] quint64 serial() const noexcept { return m_serial; }

    /// Writer, once, before the first write(): the file's rate, where in the track the first frame stands, and how much
    /// the ring holds. Makes the resampler where the output has another rate (0: whichever it is); false when there is
    /// none for the two.
    [[nodiscard]] bool prepare(int sampleRate, qint64 firstFrame, std::size_t capacityFrames, int outputRate)
    {
        if (outputRate != 0 && sampleRate != outputRate) {
            auto resampler = Resampler::make(sampleRate, outputRate);
            if (!resampler) return false;
            m_resampler.emplace(std::move(*resampler));
        }
        m_ring.emplace(capacityFrames);
        m_firstFrame = firstFrame;
        m_position = firstFrame;
        m_sampleRate.store(sampleRate, std::memory_order_release);
        return true;
    }
    /// Hz; 0 until prepare(). What follows is valid only when it is not.
    [[nodiscard]] int sampleRate() const noexcept { return m_sampleRate.load(std::memory_order_acquire); }
    [[nodiscard]] qint64 firstFrame() const noexcept { return m_firstFrame; }
    /// The reader's, for the run of streams that begins with this one; none at equal rates.
    [[nodiscard]] Resampler* resampler() noexcept { return m_resampler ? &*m_resampler : nullptr; }

    [[nodiscard]] std::size_t readable() const noexcept { return sampleRate() == 0 ? 0 : m_ring->readable(); }
    /// Something was written, read or not.
    [[nodiscard]] bool hasSound() const noexcept { return sampleRate() != 0 && m_ring->written() > 0; }
    /// It can be played from its beginning without running dry at once.
    [[nodiscard]] bool canStart() const noexcept
    {
        const int rate = sampleRate(); // before the resampler, which the decoder's thread makes ahead of it
        if (hasEnded() || rate == 0) return hasEnded();
        return readable() >= std::size_t(StartSeconds * rate) + (m_resampler ? ResamplerFrames : 0);
    }

    /// Writer. Waits while the ring is full; false when nobody will read any more.
    bool write(std::span<const float> samples) noexcept
    {
        while (!samples.empty()) {
            const quint32 seen = m_reads.load(std::memory_order_acquire);
            if (m_abandoned.load(std::memory_order_acquire)) return false;
            const std::size_t frames = m_ring->write(samples);
            samples = samples.subspan(frames * ChannelCount);
            if (frames == 0) m_reads.wait(seen, std::memory_order_acquire);
        }
        return true;
    }

    /// Reader. Never waits, and gives nothing beyond the end that was set.
    std::size_t read(std::span<float> samples) noexcept
    {
        if (sampleRate() == 0) return 0;
        const auto most = std::size_t(std::clamp<qint64>(endFrame() - m_position, 0, qint64(samples.size())));
        const std::size_t frames = m_ring->read(samples.first(std::min(samples.size(), most * ChannelCount)));
        m_position += qint64(frames);
        wake();
        return frames;
    }
    /// Reader: the frame of the track that read() gives next.
    [[nodiscard]] qint64 position() const noexcept { return m_position; }
    /// Reader: there is nothing more to read, now or later.
    [[nodiscard]] bool isFinished() const noexcept
    {
        const bool ended = hasEnded(); // before looking: what is there then is all
        return (sampleRate() != 0 && m_position >= endFrame()) || (ended && readable() == 0);
    }

    /// The decoder has come to the end: what is in the ring now is the rest.
    void setEnded() noexcept { m_ended.store(true, std::memory_order_release); }
    [[nodiscard]] bool hasEnded() const noexcept { return m_ended.load(std::memory_order_acquire); }

    /// Nobody needs more of it: a waiting writer goes on and writes nothing. What is in the ring can still be read.
    void abandon() noexcept
    {
        m_abandoned.store(true, std::memory_order_release);
        wake();
    }

    /// Any thread: the factor for this track's samples; 1 leaves them bit for bit.
    void setGain(float gain) noexcept { m_gain.store(gain, std::memory_order_relaxed); }
    [[nodiscard]] float gain() const noexcept { return m_gain.load(std::memory_order_relaxed); }

    /// Any thread: ends it before the track does, at this place (a loop's end), or takes that back.
    void setEndMs(std::optional<qint64> ms) noexcept { m_endMs.store(ms.value_or(-1), std::memory_order_relaxed); }
    [[nodiscard]] bool hasSetEnd() const noexcept { return m_endMs.load(std::memory_order_relaxed) >= 0; }
    [[nodiscard]] qint64 endFrame() const noexcept
    {
        const qint64 ms = m_endMs.load(std::memory_order_relaxed);
        return ms < 0 ? NoEnd : ms * sampleRate() / 1000;
    }

    /// Any thread: the track's length as far as it is known, for a crossfade.
    void setLengthMs(qint64 ms) noexcept { m_lengthMs.store(ms, std::memory_order_relaxed); }
    [[nodiscard]] qint64 lengthMs() const noexcept { return m_lengthMs.load(std::memory_order_relaxed); }

private:
    void wake() noexcept
    {
        m_reads.fetch_add(1, std::memory_order_release);
        m_reads.notify_one();
    }

    const quint64 m_serial;
    // Set by prepare() and published by the rate.
    qint64 m_firstFrame = 0;
    std::optional<Ring> m_ring;
    std::optional<Resampler> m_resampler;
    std::atomic<int> m_sampleRate = 0;

    qint64 m_position = 0;            // the reader's
    std::atomic<quint32> m_reads = 0; // what a waiting writer waits on
    std::atomic<bool> m_ended = false;
    std::atomic<bool> m_abandoned = false;
    std::atomic<float> m_gain = 1.0F;
    std::atomic<qint64> m_endMs = -1;
    std::atomic<qint64> m_lengthMs = 0;
};

} // namespace groundswell::media
