#include "demo/voices.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace groundswell::demo {

namespace {

constexpr double turn = 2.0 * std::numbers::pi;

double hertz(double pitch) { return 440.0 * std::exp2((pitch - 69.0) / 12.0); }

/// White noise, -1..1; xorshift32 (Marsaglia 2003), so the same on every machine.
class Noise
{
public:
    explicit Noise(unsigned seed) : m_state(seed * 2654435761U + 1U) {}
    double next()
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 17;
        m_state ^= m_state << 5;
        return static_cast<double>(m_state) / 2147483648.0 - 1.0;
    }

private:
    std::uint32_t m_state;
};

int framesLeft(const Sound& sound, double seconds)
{
    return std::max(0, std::min(static_cast<int>(seconds * sound.sampleRate), static_cast<int>(sound.out.size()) - sound.start));
}

void add(Samples& out, int frame, double value) { out[static_cast<size_t>(frame)] += static_cast<float>(value); }

/// Falls from 1 to -60 dB in the time given.
double decayPerFrame(double seconds, int sampleRate) { return std::pow(0.001, 1.0 / (std::max(0.005, seconds) * sampleRate)); }

/// One cycle of a sum of sines.
class Table
{
public:
    explicit Table(const std::vector<double>& harmonics)
    {
        double power = 0;
        for (size_t h = 0; h < harmonics.size(); ++h) {
            power += harmonics[h] * harmonics[h];
            const double phase = 0.7 * static_cast<double>(h * h % 7); // spread, so that the peaks do not add up
            for (int i = 0; i <= size; ++i)
                m_values[static_cast<size_t>(i)] += static_cast<float>(harmonics[h] * std::sin(turn * (static_cast<double>(h + 1) * i / size) + phase));
        }
        const auto scale = static_cast<float>(power > 0 ? 0.6 / std::sqrt(power) : 0.0);
        for (auto& value : m_values) value *= scale;
    }
    [[nodiscard]] double at(double phase) const
    {
        const double position = phase * size;
        const int index = static_cast<int>(position);
        const double rest = position - index;
        const double here = m_values[static_cast<size_t>(index)];
        return here + rest * (m_values[static_cast<size_t>(index) + 1] - here);
    }

private:
    static constexpr int size = 512;
    std::vector<float> m_values = std::vector<float>(size + 1);
};

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
    for (const float value : line) mean += value / (length + 1.0);
    double power = 0;
    for (auto& value : line) { value -= static_cast<float>(mean); power += value * value / (length + 1.0); }
    const double level = 0.24 * sound.velocity / std::sqrt(std::max(power, 1e-9));
    const double loss = std::pow(0.001, 1.0 / (frequency * ringS * std::exp2((60.0 - sound.pitch) / 24.0)));
    const int frames = framesLeft(sound, std::max(sound.seconds, 0.3) + 0.6 * ringS);
    const int fade = std::min(frames, sound.sampleRate / 12);
    double before = 0;
    int at = 0;
    for (int i = 0; i < frames; ++i) {
        const int next = at == length ? 0 : at + 1;
        // `at` was written length + 1 frames ago, `next` length frames ago: between them lies the period.
        const double out = line[static_cast<size_t>(at)] * fraction + line[static_cast<size_t>(next)] * (1.0 - fraction);
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
        add(sound.out, sound.start + i, attack * level * sine.at(wrap(carrier + index + 0.5 * bell)) + 0.25 * bell * attack);
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
    while (audible.size() > 1 && static_cast<double>(audible.size()) * frequency > 0.4 * sound.sampleRate) audible.pop_back();
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

namespace {

/// First three formants in Hz and their levels, for a voice between man and woman.
struct Formants
{
    double f1, f2, f3, l2, l3;
};

Formants formantsOf(char vowel)
{
    switch (vowel) {
    case 'e': return {500, 1900, 2600, 0.42, 0.20};
    case 'i': return {340, 2200, 2900, 0.30, 0.20};
    case 'o': return {480, 900, 2500, 0.45, 0.08};
    case 'u': return {360, 800, 2300, 0.30, 0.05};
    default: return {760, 1250, 2600, 0.62, 0.14};
    }
}

Table singerTable(double frequency, char vowel, const LineVoice& voice, int sampleRate)
{
    const auto f = formantsOf(vowel);
    std::vector<double> harmonics;
    for (int h = 1; h <= 40 && h * frequency < std::min(0.4 * sampleRate, 7000.0); ++h) {
        const double hz = h * frequency / voice.formantScale;
        const auto bell = [hz](double centre, double width) { return 1.0 / (1.0 + std::pow((hz - centre) / width, 2.0)); };
        if (voice.sings) {
            const double throat = bell(f.f1, 110) + f.l2 * bell(f.f2, 150) + f.l3 * bell(f.f3, 220) + 0.10 * bell(3300, 350) + 0.015;
            harmonics.push_back(throat * std::pow(h, -0.55));
        } else { // a pipe: few harmonics, the odd ones stronger
            harmonics.push_back((h % 2 == 1 ? 1.0 : 0.55) * std::pow(h, -2.1) * (h > 9 ? 0.3 : 1.0));
        }
    }
    return Table(harmonics);
}

/// Where a slurred group of notes starts and ends in the list.
size_t groupEnd(const std::vector<NoteEvent>& notes, size_t from)
{
    size_t to = from + 1;
    while (to < notes.size() && notes[to].tied) ++to;
    return to;
}

} // namespace

void playLine(Samples& out, int sampleRate, const std::vector<NoteEvent>& notes, const LineVoice& voice)
{
    Noise noise(7);
    double phase = 0, air = 0, airLow = 0;
    for (size_t from = 0; from < notes.size();) {
        const size_t to = groupEnd(notes, from);
        double pitch = notes[from].pitch - 0.6; // singers come up to the first note
        double level = 0, consonant = 0;
        Table before = singerTable(hertz(notes[from].pitch), notes[from].vowel, voice, sampleRate);
        for (size_t n = from; n < to; ++n) {
            const auto& note = notes[n];
            const bool last = n + 1 == to;
            const Table table = singerTable(hertz(note.pitch), note.vowel, voice, sampleRate);
            const int start = static_cast<int>(note.startS * sampleRate);
            const int held = static_cast<int>((last ? note.lengthS : notes[n + 1].startS - note.startS) * sampleRate);
            const int release = last ? sampleRate / 7 : 0;
            const double glide = 1.0 - std::exp(-1.0 / (voice.glideS * 0.4 * sampleRate));
            const double swell = 1.0 - std::exp(-1.0 / (voice.attackS * sampleRate));
            double step = hertz(pitch) / sampleRate;
            for (int i = 0; i < held + release && start + i < static_cast<int>(out.size()); ++i) {
                const double t = static_cast<double>(i) / sampleRate;
                pitch += glide * (note.pitch - pitch);
                if (i % 16 == 0) { // vibrato is slow: its curve needs no more points
                    const double depth = voice.vibratoCents * std::clamp((t - 0.18) * 3.0, 0.0, 1.0);
                    step = hertz(pitch + depth / 100.0 * std::sin(turn * voice.vibratoHz * (note.startS + t))) / sampleRate;
                    consonant = voice.sings ? 2.2 * std::exp(-t * 45.0) : 0.0;
                }
                // A new syllable starts with a small dip, where its consonant is; long notes swell and then give way.
                const double dip = voice.sings && i < sampleRate / 25 ? 0.55 : 1.0;
                const double target = i < held ? note.velocity * dip * (0.86 + 0.14 * std::min(1.0, t * 2.5)) : 0.0;
                level += (i < held ? swell : 1.0 / (0.05 * sampleRate)) * (target - level);
                phase += step;
                if (phase >= 1.0) phase -= 1.0;
                const double blend = std::min(1.0, t / 0.05);
                const double tone = blend < 1.0 ? (1.0 - blend) * before.at(phase) + blend * table.at(phase) : table.at(phase);
                air += 0.35 * (noise.next() - air);
                airLow += 0.06 * (air - airLow);
                add(out, start + i, level * tone + voice.breath * (level + 0.6 * consonant * note.velocity) * (air - airLow));
            }
            before = table;
        }
        from = to;
    }
}

} // namespace groundswell::demo
