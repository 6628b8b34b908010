#include "library/track.h"

#include "library/native_path.h"

namespace groundswell::library {

QString Track::path() const
{
    return pathText(nativePath);
}

media::ReplayGain TrackRow::replayGain() const
{
    if (!track.replayGain.isEmpty() || !measured) return track.replayGain;
    media::ReplayGain gain = media::measuredReplayGain(*measured);
    gain.albumGainDb = albumLufs.transform(media::replayGainDb);
    gain.albumPeak = albumPeak;
    return gain;
}

} // namespace groundswell::library
