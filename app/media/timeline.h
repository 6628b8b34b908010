#pragma once

#include "media/voice.h"

#include <QtTypes>

#include <array>
#include <atomic>
#include <optional>
#include <vector>

namespace groundswell::media {

/// One point of the timeline: from an output frame on, which place of which stream is heard, and whether it moves.
struct TimelineMark
{
    enum class Motion : quint8 { Moving, Waiting, Ended };

    qint64 outputFrame = 0;
    TrackPlace place = {}; ///< serial 0 is silence; the pace is that of the output, a changed speed included
    Motion motion = Motion::Waiting;

    bool operator==(const TimelineMark&) const = default;
    /// The frame of the track heard with an output frame at or after this mark.
    [[nodiscard]] double frameAt(qint64 output) const noexcept
    {
        return motion == Motion::Moving ? place.frame + double(output - outputFrame) * place.pace : place.frame;
    }
};

/// Tells which place of which track each output frame stands for. The audio thread notes what it mixes, and when that
/// leaves the stages behind; one watching thread takes the marks. Neither waits for the other, and nothing is
/// allocated.
class Timeline
{
public:
    Timeline();

    // Audio thread.
    /// The mix goes on with this place from a frame of it on.
    void note(qint64 mixFrame, const TrackPlace& place) noexcept;
    /// The mix begins anew: what was noted and not heard is forgotten, and this stream is waited for.
    void restart(quint64 serial) noexcept;
    /// Output frames that stand for the mix from one frame of it to another, evenly.
    void move(qint64 outputFrame, std::size_t frames, double mixFrom, double mixTo) noexcept;
    /// Silence from here on.
    void rest(qint64 outputFrame, TimelineMark::Motion motion) noexcept;
    [[nodiscard]] bool hasEnded() const noexcept { return m_last.motion == TimelineMark::Motion::Ended; }

    // Watching thread.
    /// The marks in their order, each once.
    [[nodiscard]] std::optional<TimelineMark> take() noexcept;

private:
    struct Note
    {
        qint64 mixFrame = 0;
        TrackPlace place;
    };

    void push(const TimelineMark& mark) noexcept;
    void pushMoving(qint64 outputFrame, double mixFrame, double speed) noexcept;
    [[nodiscard]] static double frameOf(const Note& note, double mixFrame) noexcept;

    // Noted and not heard yet; the first is the one that holds now.
    static constexpr std::size_t NoteCapacity = 64;
    std::array<Note, NoteCapacity> m_notes;
    std::size_t m_noteCount = 0;
    quint64 m_waitedFor = 0; // while nothing is noted
    TimelineMark m_last;

    // On their way to the watching thread: a small ring of values.
    static constexpr std::size_t MarkCapacity = 1024;
    std::vector<TimelineMark> m_marks;
    std::atomic<std::size_t> m_written = 0;
    std::atomic<std::size_t> m_read = 0;
};

} // namespace groundswell::media
