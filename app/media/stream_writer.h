#pragma once

#include "media/frame_stream.h"
#include "media/track_file.h"

#include <memory>
#include <vector>

namespace groundswell::media {

/// Puts decoded buffers into a stream so that it begins at exactly its first frame and has neither gap nor overlap.
/// After a seek the decoder begins somewhat earlier than asked, and a buffer from before the seek may still come in:
/// both are told by their times. What begins later than asked is another place and is ignored, unless the beginning was
/// asked for. Used by one thread at a time.
class StreamWriter
{
public:
    /// The stream is prepared.
    explicit StreamWriter(std::shared_ptr<FrameStream> stream, const TrackTrim& trim = {});

    [[nodiscard]] const std::shared_ptr<FrameStream>& stream() const noexcept { return m_stream; }
    /// Interleaved stereo samples, and the decoder's time of the first in frames. May wait for space in the ring.
    void add(std::span<const float> samples, qint64 decoderFrame);
    /// No more will come. Does not end the stream: the place may be tried again.
    void finish();
    /// The track's frame that comes next; after finish() its exact length.
    [[nodiscard]] qint64 nextFrame() const noexcept { return m_next; }
    /// The decoder did give sound before the place asked for: when it then ends, the track ends before that place.
    [[nodiscard]] bool sawBefore() const noexcept { return m_sawBefore; }

private:
    [[nodiscard]] qint64 trackFrame(qint64 decoderFrame) const noexcept;
    void put(std::span<const float> samples, qint64 trackFrame);
    void putLate();

    std::shared_ptr<FrameStream> m_stream;
    qint64 m_begin;         // frames of the decoder before the track's first
    bool m_cuts;            // they come, and are cut here
    qint64 m_end;           // of the track
    qint64 m_next;          // of the track
    bool m_flowing = false; // the run that belongs here was found
    bool m_sawBefore = false;
    qint64 m_runDecoder = -1; // where the run's next buffer must begin, on the decoder's clock
    qint64 m_runTrack = 0;    // and in the track
    std::vector<float>
        m_late; // the first buffer of a run that begins after m_next: kept until the next one confirms it
    qint64 m_lateTrack = 0;
};

} // namespace groundswell::media
