#include "media/timeline.h"

#include <algorithm>
#include <cmath>

namespace groundswell::media {

namespace {

// Places are told anew when they are this many frames from where the last mark leads.
constexpr double Tolerance = 1.5;

} // namespace

Timeline::Timeline()
    : m_marks(MarkCapacity)
{
}

double Timeline::frameOf(const Note& note, double mixFrame) noexcept
{
    return note.place.frame + (mixFrame - double(note.mixFrame)) * note.place.pace;
}

void Timeline::note(qint64 mixFrame, const TrackPlace& place) noexcept
{
    if (m_noteCount > 0) {
        const Note& last = m_notes[m_noteCount - 1];
        if (last.place.serial == place.serial && std::abs(frameOf(last, double(mixFrame)) - place.frame) <= Tolerance)
            return;
    }
    if (m_noteCount == NoteCapacity) return; // dozens of tracks within a tenth of a second: only their times suffer
    m_notes[m_noteCount++] = {mixFrame, place};
}

void Timeline::restart(quint64 serial) noexcept
{
    m_noteCount = 0;
    m_waitedFor = serial;
}

void Timeline::pushMoving(qint64 outputFrame, double mixFrame, double speed) noexcept
{
    TimelineMark mark{.outputFrame = outputFrame, .place = m_notes[0].place, .motion = TimelineMark::Motion::Moving};
    mark.place.frame = frameOf(m_notes[0], mixFrame);
    mark.place.pace *= speed;
    const bool follows = m_last.motion == mark.motion && m_last.place.serial == mark.place.serial &&
                         std::abs(m_last.frameAt(outputFrame) - mark.place.frame) <= Tolerance;
    if (!follows) push(mark);
}

void Timeline::move(qint64 outputFrame, std::size_t frames, double mixFrom, double mixTo) noexcept
{
    if (m_noteCount == 0 || frames == 0) return;
    const double speed = (mixTo - mixFrom) / double(frames);
    const auto drop = [this] {
        std::move(m_notes.begin() + 1, m_notes.begin() + std::ptrdiff_t(m_noteCount), m_notes.begin());
        --m_noteCount;
    };
    while (m_noteCount > 1 && double(m_notes[1].mixFrame) <= mixFrom)
        drop();
    if (double(m_notes[0].mixFrame) <= mixFrom)
        pushMoving(outputFrame, mixFrom, speed);
    else if (double(m_notes[0].mixFrame) < mixTo) // the stages still gave what was before it
        pushMoving(outputFrame + qint64((double(m_notes[0].mixFrame) - mixFrom) / speed), double(m_notes[0].mixFrame),
                   speed);
    while (m_noteCount > 1 && double(m_notes[1].mixFrame) < mixTo) {
        drop();
        const auto at = double(m_notes[0].mixFrame);
        pushMoving(outputFrame + std::llround((at - mixFrom) / speed), at, speed);
    }
}

void Timeline::rest(qint64 outputFrame, TimelineMark::Motion motion) noexcept
{
    TimelineMark mark{.outputFrame = outputFrame, .place = m_last.place, .motion = motion};
    mark.place.frame = m_last.frameAt(outputFrame);
    if (m_noteCount == 0 && m_last.place.serial != m_waitedFor) mark.place = {.serial = m_waitedFor};
    if (m_last.motion == motion && m_last.place.serial == mark.place.serial) return;
    push(mark);
}

void Timeline::push(const TimelineMark& mark) noexcept
{
    const std::size_t written = m_written.load(std::memory_order_relaxed);
    if (written - m_read.load(std::memory_order_acquire) >= MarkCapacity)
        return; // nobody watches; the next change tells the newest again
    m_marks[written % MarkCapacity] = mark;
    m_written.store(written + 1, std::memory_order_release);
    m_last = mark;
}

std::optional<TimelineMark> Timeline::take() noexcept
{
    const std::size_t read = m_read.load(std::memory_order_relaxed);
    if (read == m_written.load(std::memory_order_acquire)) return {};
    const TimelineMark mark = m_marks[read % MarkCapacity];
    m_read.store(read + 1, std::memory_order_release);
    return mark;
}

} // namespace groundswell::media
