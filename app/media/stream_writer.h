#pragma once

#include "media/frame_stream.h"
#include "media/track_file.h"

#include <memory>
#include <span>

namespace groundswell::media {

/// Puts decoded blocks into a stream so that it begins at exactly its first frame, and leaves out what is not of the
/// track. A decoder begins somewhat earlier than asked. Where it begins later, the place was missed and nothing is
/// written, unless the track's beginning was asked for: that is silent then. Used by one thread.
class StreamWriter
{
public:
    /// The stream is prepared.
    explicit StreamWriter(std::shared_ptr<FrameStream> stream, const TrackTrim& trim = {});

    /// Interleaved stereo samples, and the decoder's time of the first in frames. Blocks follow each other without a
    /// gap once something was written. May wait for space in the ring.
    void add(std::span<const float> samples, qint64 decoderFrame);
    /// The track's frame that comes next; after all blocks its exact length.
    [[nodiscard]] qint64 nextFrame() const noexcept { return m_next; }
    /// The decoder did give sound before the place asked for: when it then ends, the track ends before that place.
    [[nodiscard]] bool sawBefore() const noexcept { return m_sawBefore; }

private:
    void fill(qint64 frames);

    const std::shared_ptr<FrameStream> m_stream;
    const qint64 m_begin; // frames of the decoder before the track's first
    const qint64 m_end;   // of the track
    qint64 m_next;        // of the track
    bool m_flows = false; // the place was found
    bool m_sawBefore = false;
};

} // namespace groundswell::media
