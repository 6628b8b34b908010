#include "demo/oscillators.h"

namespace groundswell::demo {

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
        const auto bell = [hz](double centre, double width) {
            return 1.0 / (1.0 + std::pow((hz - centre) / width, 2.0));
        };
        if (voice.sings) {
            const double throat =
                bell(f.f1, 110) + f.l2 * bell(f.f2, 150) + f.l3 * bell(f.f3, 220) + 0.10 * bell(3300, 350) + 0.015;
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
    while (to < notes.size() && notes[to].tied)
        ++to;
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
                    step = hertz(pitch + depth / 100.0 * std::sin(turn * voice.vibratoHz * (note.startS + t))) /
                           sampleRate;
                    consonant = voice.sings ? 2.2 * std::exp(-t * 45.0) : 0.0;
                }
                // A new syllable starts with a small dip, where its consonant is; long notes swell and then give way.
                const double dip = voice.sings && i < sampleRate / 25 ? 0.55 : 1.0;
                const double target = i < held ? note.velocity * dip * (0.86 + 0.14 * std::min(1.0, t * 2.5)) : 0.0;
                level += (i < held ? swell : 1.0 / (0.05 * sampleRate)) * (target - level);
                phase += step;
                if (phase >= 1.0) phase -= 1.0;
                const double blend = std::min(1.0, t / 0.05);
                const double tone =
                    blend < 1.0 ? (1.0 - blend) * before.at(phase) + blend * table.at(phase) : table.at(phase);
                air += 0.35 * (noise.next() - air);
                airLow += 0.06 * (air - airLow);
                add(out, start + i,
                    level * tone + voice.breath * (level + 0.6 * consonant * note.velocity) * (air - airLow));
            }
            before = table;
        }
        from = to;
    }
}

} // namespace groundswell::demo
