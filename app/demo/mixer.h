#pragma once

#include "demo/score.h"
#include "demo/synth.h"

namespace groundswell::demo {

/// What was measured on a finished mix.
struct MixMeasure
{
    double loudnessLufs = -70; ///< integrated, EBU R 128
    double peak = 0;           ///< largest absolute sample
};

/// A finished mix.
struct Mix
{
    StereoSamples samples;
    int sampleRate = 44100;
    MixMeasure measure;
};

/// Plays a score: every part dry and into one reverb (a feedback delay network of eight lines, Jot and Chaigne 1991),
/// brought to -16 LUFS, with peaks rounded off below -1 dBFS and the end faded. Takes some tenths of a second a minute.
[[nodiscard]] Mix mixScore(const Score& score, int sampleRate);

} // namespace groundswell::demo
