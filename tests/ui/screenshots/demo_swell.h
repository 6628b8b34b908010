#pragma once

#include "media/analysis/waveform.h"
#include "ui/player/lantern_layout.h"

namespace groundswell::ui {

/// A made-up song for pictures of the swell: quiet verses, two loud choruses. Always the same.
[[nodiscard]] media::Waveform demoWaveform();
[[nodiscard]] std::vector<Lantern> demoLanterns(qint64 durationMs);

} // namespace groundswell::ui
