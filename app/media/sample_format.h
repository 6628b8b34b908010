#pragma once

#include <QAudioBuffer>

#include <vector>

namespace groundswell::media {

/// A decoder's buffer as interleaved stereo floats. Whole numbers of up to 24 bits are scaled exactly. Mono goes to
/// both sides; more than two channels are mixed down as ITU-R BS.775-4 (annex 4, table 2) says: the centre and the
/// surrounds at -3 dB, no low frequency effects. False for a buffer of an unknown kind.
[[nodiscard]] bool toStereo(const QAudioBuffer& buffer, std::vector<float>& stereo);

} // namespace groundswell::media
