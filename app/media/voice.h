#pragma once

#include "media/frame_stream.h"
#include "media/rate_run.h"

#include <array>
#include <memory>
#include <optional>
#include <span>

namespace groundswell::media {

/// A place in a track: a frame at the file's rate, and how many such frames go by with each frame given.
struct TrackPlace
{
    quint64 serial = 0; ///< of the stream
    double frame = 0;
    int sampleRate = 0; ///< Hz; 0 while it is not known
    double pace = 0;

    bool operator==(const TrackPlace&) const = default;
};

/// One line of sound at the mixer's rate: a stream, then the one that follows it, its first frame after the last.
/// Streams of one rate run through one resampler without touching it, so that a sound cut in two comes out as if it had
/// not been; where the rate changes it is drained to the exact length first. Sets each track's level, and fades in what
/// begins, and out what was told to end, inside a track.
///
/// Used by the audio thread; allocates and frees nothing (somebody else keeps the streams alive).
class Voice
{
public:
    explicit Voice(int sampleRate);

    /// Begins with this stream and forgets everything before. Null is silence.
    void begin(std::shared_ptr<FrameStream> stream) noexcept;
    /// What follows when the present stream has ended; null takes it back.
    void setNext(std::shared_ptr<FrameStream> next) noexcept { m_next = std::move(next); }
    [[nodiscard]] const std::shared_ptr<FrameStream>& next() const noexcept { return m_next; }

    /// Enough of it is there to begin, or to go on after it ran dry.
    [[nodiscard]] bool canStart() const noexcept { return m_feed && m_feed->canStart(); }
    /// Fills the beginning of `out` with sound of one stream, tells where that begins, and returns its frames. 0 when
    /// there is none now: more may come unless hasEnded().
    std::size_t read(std::span<float> out, TrackPlace& place) noexcept;
    /// All was given, and nothing that follows is there yet.
    [[nodiscard]] bool hasEnded() const noexcept;
    /// The stream being read; what is heard may be some frames behind.
    [[nodiscard]] const std::shared_ptr<FrameStream>& stream() const noexcept { return m_feed; }
    /// Frames still to be given of the present stream as far as its length is known; none when it is not.
    [[nodiscard]] std::optional<qint64> framesLeft() const noexcept;

private:
    /// A stream inside the run: it is heard from this frame of the run on.
    struct Segment
    {
        std::shared_ptr<FrameStream> stream;
        qint64 at = 0;
        qint64 firstFrame = 0;
    };

    void beginRun() noexcept;
    void endRun() noexcept;
    [[nodiscard]] bool goOn(bool gaveSome) noexcept;
    [[nodiscard]] bool follow() noexcept;
    [[nodiscard]] bool nextIsReady() const noexcept;
    [[nodiscard]] TrackPlace place() const noexcept;
    void addSegment() noexcept;
    [[nodiscard]] std::size_t room(std::size_t frames) noexcept;
    [[nodiscard]] std::size_t pass(std::span<float> out) noexcept;
    [[nodiscard]] std::size_t fetch(std::span<float> to) noexcept;
    void shape(std::span<float> samples, qint64 from) noexcept;

    static constexpr std::size_t MostSegments = 16;
    static constexpr std::size_t InputFrames = 512;

    const int m_sampleRate;
    std::shared_ptr<FrameStream> m_feed; // the one being read; its run begins with its first sound
    std::shared_ptr<FrameStream> m_next;
    float m_gain = 1;

    // The run: streams of one rate through one resampler.
    std::shared_ptr<FrameStream> m_owner; // of the resampler
    RateRun m_rateRun;
    bool m_resamples = false; // not at equal rates
    int m_runRate = 0;        // 0: no run yet
    qint64 m_fed = 0;         // frames into it
    qint64 m_given = 0;       // frames out of it
    bool m_draining = false;
    std::array<Segment, MostSegments> m_segments; // the one heard now, and those fed already
    std::size_t m_segmentCount = 0;

    std::array<float, InputFrames * ChannelCount> m_input{}; // what was read and not yet taken by the resampler
    std::size_t m_inputAt = 0;
    std::size_t m_inputFrames = 0;
};

} // namespace groundswell::media
