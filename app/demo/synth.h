#pragma once

#include "demo/score.h"

#include <QString>

#include <functional>
#include <vector>

namespace groundswell::demo {

/// Mono samples, -1..1 nominal.
using Samples = std::vector<float>;

/// Two channels of equal length.
struct StereoSamples
{
    Samples left, right;
};

/// Whether an instrument is a drum: its notes have no pitch.
[[nodiscard]] bool isUnpitched(const QString& instrument);
/// Whether there is an instrument of this name.
[[nodiscard]] bool isInstrument(const QString& instrument);

/// Gets a dry mono sound and where it stands, -1 left .. 1 right.
using PartSink = std::function<void(const Samples& mono, double pan)>;

/// Plays a part into `mono`, which has the piece's length, and hands it on; twice where the instrument is an ensemble.
/// Struck and plucked instruments are modal or Karplus-Strong (Jaffe and Smith 1983), electric piano
/// is frequency modulation (Chowning 1973), ensembles are detuned wavetables, voices a wavetable shaped by the
/// formants of the vowel (Peterson and Barney 1952). Deterministic.
void playPart(const Part& part, int sampleRate, Samples& mono, const PartSink& sink);

} // namespace groundswell::demo
