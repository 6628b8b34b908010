#pragma once

#include "demo/synth.h"

namespace groundswell::demo {

/// Each adds one note's mono sound to `out`, from `start` frames on. `pitch` is in MIDI note numbers.
struct Sound
{
    Samples& out;
    int start = 0;
    int sampleRate = 44100;
    double seconds = 0.5; ///< until the key is let go
    double pitch = 60;
    double velocity = 0.7;
    unsigned seed = 1; ///< of what noise there is in it
};

/// One partial of a struck thing.
struct Mode
{
    double ratio = 1; ///< to the fundamental
    double level = 1;
    double decayS = 1; ///< to -60 dB, at middle C; higher notes ring shorter
};

/// Piano, bells, marimba: each partial a decaying sine. `damped` stops it when the key is let go.
void playModal(const Sound& sound, const std::vector<Mode>& modes, bool damped, double click);
/// Guitar, harp, oud: a plucked string. `brightness` 0..1 is how hard the pluck is, `ringS` how long it rings.
void playPluck(const Sound& sound, double brightness, double ringS);
/// Electric piano.
void playFm(const Sound& sound);
/// Pad, strings, organ, bass: a wavetable of the harmonics given, with attack, decay to a sustained level, release.
struct Envelope
{
    double attackS = 0.01, decayS = 0.2, sustain = 0.8, releaseS = 0.2;
};
void playTable(const Sound& sound, const std::vector<double>& harmonics, const Envelope& envelope, double detuneCents);

/// Drums, and a gull.
enum class Drum { Kick, Snare, Brush, Rim, Hat, OpenHat, Shaker, Clap, Dum, Tek, Gull };
void playDrum(const Sound& sound, Drum drum);

/// A singer's or a wind player's habits.
struct LineVoice
{
    double vibratoCents = 18;
    double vibratoHz = 5.2;
    double breath = 0.02;
    double glideS = 0.05; ///< between slurred notes
    double attackS = 0.05;
    double formantScale = 1; ///< 1 an adult's throat; above, a smaller one
    bool sings = true;       ///< by vowels; otherwise a pipe
};
/// Plays a whole line in one breath where it is slurred.
void playLine(Samples& out, int sampleRate, const std::vector<NoteEvent>& notes, const LineVoice& voice);

} // namespace groundswell::demo
