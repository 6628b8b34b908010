#include "demo/oscillators.h"

namespace groundswell::demo {

namespace {

/// Noise between two corners, falling away.
struct Burst
{
    double level, decayS, lowHz, highHz, attackS;
};

void playBurst(const Sound& sound, const Burst& burst)
{
    Noise noise(sound.seed);
    const double lowPass = 1.0 - std::exp(-turn * burst.highHz / sound.sampleRate);
    const double highPass = 1.0 - std::exp(-turn * burst.lowHz / sound.sampleRate);
    const double loss = decayPerFrame(burst.decayS, sound.sampleRate);
    double low = 0, lower = 0, floor = 0, level = burst.level * sound.velocity;
    for (int i = 0, frames = framesLeft(sound, burst.decayS); i < frames; ++i) {
        low += lowPass * (noise.next() - low);
        lower += lowPass * (low - lower);
        floor += highPass * (lower - floor);
        const double attack = burst.attackS > 0 ? std::min(1.0, i / (burst.attackS * sound.sampleRate)) : 1.0;
        add(sound.out, sound.start + i, attack * level * (lower - floor));
        level *= loss;
    }
}

/// A skin: a sine that falls in pitch as it falls away.
void playSkin(const Sound& sound, double fromHz, double toHz, double bendS, double decayS, double level)
{
    const double loss = decayPerFrame(decayS, sound.sampleRate);
    double phase = 0, gain = level * sound.velocity;
    for (int i = 0, frames = framesLeft(sound, decayS); i < frames; ++i) {
        const double t = static_cast<double>(i) / sound.sampleRate;
        phase += (toHz + (fromHz - toHz) * std::exp(-t / bendS)) / sound.sampleRate;
        add(sound.out, sound.start + i, std::min(1.0, i / (0.001 * sound.sampleRate)) * gain * std::sin(turn * phase));
        gain *= loss;
    }
}

} // namespace

void playDrum(const Sound& sound, Drum drum)
{
    switch (drum) {
    case Drum::Kick: playSkin(sound, 130, 47, 0.035, 0.42, 0.95); return playBurst(sound, {0.5, 0.02, 300, 2500, 0});
    case Drum::Snare: playSkin(sound, 230, 180, 0.02, 0.16, 0.35); return playBurst(sound, {2.0, 0.22, 700, 7500, 0});
    case Drum::Brush: return playBurst(sound, {2.6, 0.3, 1200, 6500, 0.03});
    case Drum::Rim: playSkin(sound, 1750, 1650, 0.01, 0.06, 0.6); return playBurst(sound, {1.2, 0.03, 900, 5000, 0});
    case Drum::Hat: return playBurst(sound, {5.0, 0.09, 6500, 15000, 0});
    case Drum::OpenHat: return playBurst(sound, {4.0, 0.45, 6000, 14000, 0});
    case Drum::Shaker: return playBurst(sound, {4.5, 0.13, 4000, 11000, 0.018});
    case Drum::Clap: return playBurst(sound, {4.0, 0.18, 900, 3200, 0.004});
    case Drum::Dum: playSkin(sound, 118, 82, 0.03, 0.5, 0.9); return playBurst(sound, {0.3, 0.03, 200, 1500, 0});
    case Drum::Gull: playSkin(sound, 2150, 1180, 0.14, 0.75, 0.3); return playSkin(sound, 4250, 2340, 0.14, 0.5, 0.1);
    case Drum::Tek: playSkin(sound, 520, 400, 0.01, 0.08, 0.35); return playBurst(sound, {1.8, 0.09, 1500, 7000, 0});
    }
}

} // namespace groundswell::demo
