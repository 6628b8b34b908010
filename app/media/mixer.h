#pragma once

#include "media/dsp/equaliser.h"
#include "media/dsp/levels.h"
#include "media/dsp/limiter.h"
#include "media/dsp/stretcher.h"
#include "media/play_clock.h"
#include "media/sound_tap.h"
#include "media/timeline.h"
#include "media/voice.h"

#include <QtTypes>

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace groundswell::media {

/// What the mixer does to all sound. With the values it starts with, samples pass bit for bit.
struct MixerSettings
{
    EqualiserCurve curve;
    double balance = 0; ///< -1 to 1
    bool limiter = false;
    double speed = 1; ///< 0.5 to 2, the pitch is kept

    bool operator==(const MixerSettings&) const = default;
};

/// What follows a stream, and how.
struct NextStream
{
    std::shared_ptr<FrameStream> stream; ///< null: nothing
    double crossfadeSeconds = 0;         ///< 0: its first frame after the last one. Short tracks shorten it.
};

/// Joins streams, sets their level and shapes them: two voices (the second one for crossfades), stretcher, equaliser,
/// balance, limiter, volume. What it gives is a function of its streams' samples and its settings alone, so tests pull
/// it without a device.
///
/// Three parties: the controlling thread (one), the audio thread (one, pull()), and the watching thread (one,
/// takeMark()). What is said to be for any thread may be used from any.
class Mixer
{
public:
    explicit Mixer(int sampleRate);
    Mixer(const Mixer&) = delete;
    Mixer& operator=(const Mixer&) = delete;

    [[nodiscard]] int sampleRate() const noexcept { return m_sampleRate; }

    // Controlling thread.
    /// Fades the present sound out (5 ms) and goes on with this stream; null is silence. A stream that begins inside
    /// its track is faded in. Forgets the next stream.
    void setStream(std::shared_ptr<FrameStream> stream);
    /// What follows when the stream `after` ends. Ignored when `after` is no longer what is played.
    void setNext(quint64 after, NextStream next);

    // Any thread.
    void setSettings(const MixerSettings& settings);
    void setPlaying(bool playing) noexcept { m_playing.store(playing, std::memory_order_relaxed); }
    [[nodiscard]] bool isPlaying() const noexcept { return m_playing.load(std::memory_order_relaxed); }
    /// Linear, 1 leaves the samples bit for bit. Changes are spread over 5 ms.
    void setGain(float gain) noexcept { m_targetGain.store(gain, std::memory_order_relaxed); }
    /// Frames that the device holds between pull() and the ear.
    void setLatency(qint64 frames) noexcept { m_clock.setLatency(frames); }
    /// The output frame heard now: it runs smoothly between pulls and never beyond what was pulled.
    [[nodiscard]] qint64 heardFrame() const noexcept { return m_clock.heardFrame(); }
    /// The stream that a crossfade is leaving and still needs; 0 when there is none.
    [[nodiscard]] quint64 leavingSerial() const noexcept { return m_leavingSerial.load(std::memory_order_acquire); }
    /// What is heard, for a screen.
    [[nodiscard]] SoundTap& tap() noexcept { return m_tap; }
    /// Times that a stream had no sound when it was needed.
    [[nodiscard]] quint64 underruns() const noexcept { return m_underruns.load(std::memory_order_relaxed); }

    // Audio thread.
    /// Fills all of `out` (interleaved stereo), with silence where there is no sound.
    void pull(std::span<float> out) noexcept;

    // Watching thread.
    /// The marks in their order, each once.
    [[nodiscard]] std::optional<TimelineMark> takeMark() noexcept { return m_timeline.take(); }

private:
    enum class Ramp { Up, Down, Dry };

    struct Commands
    {
        std::optional<std::shared_ptr<FrameStream>> stream;
        std::optional<std::pair<quint64, NextStream>> next;
        std::optional<MixerSettings> settings;
    };

    void keep(const std::shared_ptr<FrameStream>& stream);

    // What follows is the audio thread's.
    void takeCommands() noexcept;
    void takeNext(quint64 after, NextStream next) noexcept;
    void begin(std::shared_ptr<FrameStream> stream) noexcept;
    [[nodiscard]] bool isLeaving() const noexcept;
    void arrive() noexcept;
    [[nodiscard]] std::size_t play(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t sound(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t drain(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t mix(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t untilCrossfade(std::size_t frames) noexcept;
    void crossfade(std::span<float> out) noexcept;
    void endCrossfade() noexcept;
    void shape(std::span<float> out, Ramp direction) noexcept;
    void clearStages() noexcept;
    [[nodiscard]] double mixFrame() const noexcept;
    [[nodiscard]] Voice& present() noexcept { return m_voices[m_present]; }
    [[nodiscard]] Voice& leaving() noexcept { return m_voices[1 - m_present]; }

    static constexpr std::size_t BlockFrames = 512;
    using Block = std::array<float, BlockFrames * ChannelCount>;

    const int m_sampleRate;
    const int m_rampFrames; // 5 ms

    // Handed over under a lock that the audio thread only tries: it takes them with a later pull when it cannot.
    std::mutex m_commandMutex;
    Commands m_commands;
    std::vector<std::shared_ptr<FrameStream>> m_kept; // so that the audio thread never frees one

    std::atomic<bool> m_playing = false;
    std::atomic<float> m_targetGain = 1.0F;
    std::atomic<quint64> m_underruns = 0;
    std::atomic<quint64> m_leavingSerial = 0;

    // The audio thread's own.
    std::array<Voice, 2> m_voices;
    std::size_t m_present = 0;
    NextStream m_next;
    std::optional<std::shared_ptr<FrameStream>> m_pending; // waits for the fade-out
    bool m_started = false;                                // sound came, and it did not run dry since
    qint64 m_fadeAt = 0;                                   // frames into the crossfade
    qint64 m_fadeFrames = 0;                               // its length; 0: there is none
    Block m_faded{};                                       // the leaving voice's sound

    MixerSettings m_settings;
    Stretcher m_stretcher;
    Equaliser m_equaliser;
    Limiter m_limiter;
    bool m_limits = false;       // settings.limiter as it is used: exchanged in silence, as it delays
    std::size_t m_unlimited = 0; // frames that the limiter holds after the last sound
    bool m_drained = false;      // the stretcher gave its rest
    Block m_mixed{};             // on its way into the stretcher
    std::size_t m_mixedAt = 0;
    std::size_t m_mixedFrames = 0;
    qint64 m_mixCount = 0;    // frames mixed, ever
    qint64 m_stretcherAt = 0; // the one that is the stretcher's first

    int m_ramp = 0; // 0: silent, m_rampFrames: full level
    StereoGain m_gain;
    bool m_gainSet = false;
    qint64 m_pulled = 0;

    Timeline m_timeline;
    PlayClock m_clock;
    SoundTap m_tap{m_clock};
};

} // namespace groundswell::media
