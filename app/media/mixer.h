#pragma once

#include "media/frame_stream.h"

#include <QtTypes>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace groundswell::media {

/// One point of the timeline: from an output frame on, which frame of which stream is played, and whether it moves.
struct TimelineMark
{
    enum class Motion : quint8 { Moving, Waiting, Ended };

    qint64 outputFrame = 0;
    quint64 serial = 0;     ///< of the stream; 0 is silence
    qint64 streamFrame = 0; ///< in the track
    Motion motion = Motion::Waiting;

    bool operator==(const TimelineMark&) const = default;
};

/// Joins streams and sets their level. What it gives is a function of its streams' samples and its settings alone, so
/// tests pull it without a device.
///
/// Three parties: the controlling thread (one), the audio thread (one, pull()), and the watching thread (one,
/// takeMark() and heardFrame()). setPlaying(), setGain() and the counters may be used from any.
class Mixer
{
public:
    explicit Mixer(int sampleRate);
    Mixer(const Mixer&) = delete;
    Mixer& operator=(const Mixer&) = delete;

    [[nodiscard]] int sampleRate() const noexcept { return m_sampleRate; }

    // Controlling thread.
    /// Fades the present stream out (5 ms) and goes on with this one; null is silence. A stream that begins inside its
    /// track is faded in. Forgets the next stream.
    void setStream(std::shared_ptr<FrameStream> stream);
    /// What follows directly when the stream `after` has ended: its first frame after the last. Null takes it back.
    /// Ignored when `after` is no longer what is played.
    void setNext(quint64 after, std::shared_ptr<FrameStream> next);
    /// Frames that the device holds between pull() and the ear.
    void setLatency(qint64 frames) noexcept { m_latency.store(frames, std::memory_order_relaxed); }

    // Any thread.
    void setPlaying(bool playing) noexcept { m_playing.store(playing, std::memory_order_relaxed); }
    [[nodiscard]] bool isPlaying() const noexcept { return m_playing.load(std::memory_order_relaxed); }
    /// Linear, 1 leaves the samples bit for bit. Changes are spread over 5 ms.
    void setGain(float gain) noexcept { m_targetGain.store(gain, std::memory_order_relaxed); }
    [[nodiscard]] quint64 underruns() const noexcept { return m_underruns.load(std::memory_order_relaxed); }

    // Audio thread.
    /// Fills all of `out` (interleaved stereo), with silence where there is no sound.
    void pull(std::span<float> out) noexcept;

    // Watching thread.
    /// The marks in their order, each once.
    [[nodiscard]] std::optional<TimelineMark> takeMark() noexcept;
    /// The output frame heard now: it runs smoothly between pulls and never beyond what was pulled.
    [[nodiscard]] qint64 heardFrame() const noexcept;

private:
    enum class Ramp { Up, Down, Dry };

    struct Commands
    {
        std::optional<std::shared_ptr<FrameStream>> stream;
        std::optional<std::pair<quint64, std::shared_ptr<FrameStream>>> next;
    };

    void keep(const std::shared_ptr<FrameStream>& stream);
    void takeCommands() noexcept;
    void begin(std::shared_ptr<FrameStream> stream) noexcept;
    std::size_t play(std::span<float> out) noexcept;
    [[nodiscard]] bool canStart() const noexcept;
    void shape(std::span<float> out, Ramp direction) noexcept;
    void mark(qint64 outputFrame, TimelineMark::Motion motion) noexcept;
    void tick(qint64 frames) noexcept;

    const int m_sampleRate;
    const int m_rampFrames; // 5 ms

    // Handed over under a lock that the audio thread only tries: it takes them with a later pull when it cannot.
    std::mutex m_commandMutex;
    Commands m_commands;
    std::vector<std::shared_ptr<FrameStream>> m_kept; // so that the audio thread never frees one

    std::atomic<bool> m_playing = false;
    std::atomic<float> m_targetGain = 1.0F;
    std::atomic<qint64> m_latency = 0;
    std::atomic<quint64> m_underruns = 0;

    // The audio thread's own.
    std::shared_ptr<FrameStream> m_stream;
    std::shared_ptr<FrameStream> m_next;
    std::optional<std::shared_ptr<FrameStream>> m_pending; // waits for the fade-out
    bool m_started = false; // the stream's first frame was played, and it did not run dry since
    qint64 m_streamFrame = 0;
    int m_ramp = 0; // 0: silent, m_rampFrames: full level
    float m_gain = 1.0F;
    bool m_gainSet = false;
    qint64 m_pulled = 0;
    TimelineMark m_lastMark;

    // Marks on their way to the watching thread: a small ring of values.
    static constexpr std::size_t MarkCapacity = 1024;
    std::vector<TimelineMark> m_marks;
    std::atomic<std::size_t> m_marksWritten = 0;
    std::atomic<std::size_t> m_marksRead = 0;

    // The clock: at m_clockNs the frame m_clockHeard was heard and m_clockPulled were pulled. A seqlock: one writer,
    // and readers that try again when the sequence moved.
    std::atomic<quint32> m_clockSequence = 0;
    std::atomic<qint64> m_clockNs = 0;
    std::atomic<double> m_clockHeard = 0;
    std::atomic<qint64> m_clockPulled = 0;
};

} // namespace groundswell::media
