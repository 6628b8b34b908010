#include "demo/voices.h"

#include "demo/oscillators.h"

#include <algorithm>
#include <cmath>

namespace groundswell::demo {

namespace {

double envelopeAt(const Envelope& e, double t, double heldS)
{
    const auto sounding = [&](double s) {
        if (s < e.attackS) return std::sin(0.25 * turn * s / e.attackS);
        return e.sustain + (1.0 - e.sustain) * std::exp(-(s - e.attackS) / std::max(0.01, e.decayS));
    };
    if (t < heldS) return sounding(t);
    const double left = 1.0 - (t - heldS) / e.releaseS;
    return sounding(heldS) * left * left;
}

} // namespace

void playModal(const Sound& sound, const std::vector<Mode>& modes, bool damped, double click)
{
    const double base = hertz(sound.pitch);
    const double shorter = std::exp2((60.0 - sound.pitch) / 18.0);
    for (const auto& mode : modes) {
        const double frequency = base * mode.ratio;
        if (frequency > 0.45 * sound.sampleRate) continue;
        const double ring = mode.decayS * shorter;
        const int frames = framesLeft(sound, std::min(ring, damped ? sound.seconds + 0.35 : ring));
        const int released = damped ? static_cast<int>(sound.seconds * sound.sampleRate) : frames;
        const double loss = decayPerFrame(ring, sound.sampleRate);
        const double damperLoss = decayPerFrame(0.3, sound.sampleRate);
        // A sine by rotation: x' = x cos - y sin, y' = x sin + y cos, shrinking by the loss each frame.
        const double c = std::cos(turn * frequency / sound.sampleRate);
        const double s = std::sin(turn * frequency / sound.sampleRate);
        // Soft strokes are dark: high partials grow with the velocity.
        double x = mode.level * sound.velocity * std::pow(sound.velocity, 0.35 * (mode.ratio - 1.0) / 2.0);
        double y = 0;
        for (int i = 0; i < frames; ++i) {
            add(sound.out, sound.start + i, y);
            const double shrink = i < released ? loss : damperLoss;
            const double nextX = (x * c - y * s) * shrink;
            y = (x * s + y * c) * shrink;
            x = nextX;
        }
    }
    Noise noise(sound.seed);
    double low = 0;
    for (int i = 0, frames = framesLeft(sound, 0.03); i < frames; ++i) {
        low += 0.25 * (noise.next() - low);
        add(sound.out, sound.start + i, click * sound.velocity * low * (1.0 - static_cast<double>(i) / frames));
    }
}

void playPluck(const Sound& sound, double brightness, double ringS)
{
    const double frequency = hertz(sound.pitch);
    const double period = sound.sampleRate / frequency - 0.5; // the loop's average filter delays by half a frame
    const int length = std::max(2, static_cast<int>(period));
    const double fraction = period - length;
    Samples line(static_cast<size_t>(length) + 1);
    Noise noise(sound.seed);
    double low = 0;
    const double open = 0.08 + 0.85 * brightness * sound.velocity;
    // A string pulled aside at one fifth and let go moves as a pulse; the finger's skin adds a little noise to it.
    const int pulledAt = std::max(1, length / 5);
    for (int i = 0; i <= length; ++i) {
        low += open * ((i < pulledAt ? 1.0 : -0.25) + 0.35 * noise.next() - low);
        line[static_cast<size_t>(i)] = static_cast<float>(low);
    }
    double mean = 0;
    for (const float value : line)
        mean += value / (length + 1.0);
    double power = 0;
    for (auto& value : line) {
        value -= static_cast<float>(mean);
        power += value * value / (length + 1.0);
    }
    const double level = 0.24 * sound.velocity / std::sqrt(std::max(power, 1e-9));
    const double loss = std::pow(0.001, 1.0 / (frequency * ringS * std::exp2((60.0 - sound.pitch) / 24.0)));
    const int frames = framesLeft(sound, std::max(sound.seconds, 0.3) + 0.6 * ringS);
    const int fade = std::min(frames, sound.sampleRate / 12);
    double before = 0;
    int at = 0;
    for (int i = 0; i < frames; ++i) {
        const int next = at == length ? 0 : at + 1;
        // `at` was written length + 1 frames ago, `next` length frames ago: between them lies the period.
        const double out =
            line[static_cast<size_t>(at)] * fraction + line[static_cast<size_t>(next)] * (1.0 - fraction);
        const double filtered = loss * (0.5 * out + 0.5 * before);
        before = out;
        line[static_cast<size_t>(at)] = static_cast<float>(filtered);
        const double tail = i > frames - fade ? static_cast<double>(frames - i) / fade : 1.0;
        add(sound.out, sound.start + i, level * out * tail);
        at = next;
    }
}

void playFm(const Sound& sound)
{
    static const Table sine({1.0}); // 0.6 at its peak
    const double frequency = hertz(sound.pitch);
    const double body = std::min(4.5, 2.6 * std::exp2((60.0 - sound.pitch) / 20.0));
    const int frames = framesLeft(sound, sound.seconds + 0.25);
    const int released = static_cast<int>(sound.seconds * sound.sampleRate);
    double carrier = 0, modulator = 0, tine = 0;
    double level = sound.velocity, bite = 0.32 * sound.velocity, ping = 0.10 * sound.velocity;
    const double levelLoss = decayPerFrame(body * 2.2, sound.sampleRate);
    const double biteLoss = decayPerFrame(body * 0.8, sound.sampleRate);
    const double pingLoss = decayPerFrame(0.35, sound.sampleRate);
    const double releaseLoss = decayPerFrame(0.22, sound.sampleRate);
    const auto wrap = [](double phase) { return phase >= 1.0 ? phase - 1.0 : phase < 0.0 ? phase + 1.0 : phase; };
    for (int i = 0; i < frames; ++i) {
        const double index = bite * sine.at(modulator);
        const double bell = ping * sine.at(tine);
        const double attack = std::min(1.0, i / (0.004 * sound.sampleRate));
        add(sound.out, sound.start + i,
            attack * level * sine.at(wrap(carrier + index + 0.5 * bell)) + 0.25 * bell * attack);
        carrier = wrap(carrier + frequency / sound.sampleRate);
        modulator = wrap(modulator + 1.002 * frequency / sound.sampleRate);
        tine = wrap(tine + std::min(7.0 * frequency, 6000.0) / sound.sampleRate);
        level *= i < released ? levelLoss : releaseLoss;
        bite *= biteLoss;
        ping *= pingLoss;
    }
}

void playTable(const Sound& sound, const std::vector<double>& harmonics, const Envelope& envelope, double detuneCents)
{
    const double frequency = hertz(sound.pitch + detuneCents / 100.0);
    auto audible = harmonics;
    while (audible.size() > 1 && static_cast<double>(audible.size()) * frequency > 0.4 * sound.sampleRate)
        audible.pop_back();
    const Table table(audible);
    const int frames = framesLeft(sound, sound.seconds + envelope.releaseS);
    const double step = frequency / sound.sampleRate;
    double phase = static_cast<double>(sound.seed % 97U) / 97.0;
    double level = 0, levelStep = 0;
    constexpr int block = 32; // the envelope's curve is drawn in straight pieces this long
    for (int i = 0; i < frames; ++i) {
        if (i % block == 0) {
            const double to = envelopeAt(envelope, static_cast<double>(i + block) / sound.sampleRate, sound.seconds);
            levelStep = (to - level) / block;
        }
        level += levelStep;
        add(sound.out, sound.start + i, sound.velocity * std::max(0.0, level) * table.at(phase));
        phase += step;
        if (phase >= 1.0) phase -= 1.0;
    }
}

} // namespace groundswell::demo
