#include "demo/synth.h"

#include "demo/voices.h"

#include <QHash>

#include <algorithm>
#include <cmath>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

using Player = std::function<void(const Sound&, double detuneCents)>;

std::vector<double> harmonics(int count, double slope, double even = 1.0)
{
    std::vector<double> levels;
    for (int h = 1; h <= count; ++h)
        levels.push_back((h % 2 == 0 ? even : 1.0) * std::pow(h, -slope));
    return levels;
}

Player modal(std::vector<Mode> modes, bool damped, double click)
{
    return [modes = std::move(modes), damped, click](const Sound& sound, double) {
        playModal(sound, modes, damped, click);
    };
}

Player pluck(double brightness, double ringS)
{
    return [brightness, ringS](const Sound& sound, double) { playPluck(sound, brightness, ringS); };
}

Player table(std::vector<double> levels, Envelope envelope)
{
    return [levels = std::move(levels), envelope](const Sound& sound, double detune) {
        playTable(sound, levels, envelope, detune);
    };
}

/// A stiff string's partials: n sqrt(1 + B n^2), each falling faster than the one below.
std::vector<Mode> pianoModes()
{
    std::vector<Mode> modes;
    for (int n = 1; n <= 9; ++n)
        modes.push_back({n * std::sqrt(1.0 + 0.0004 * n * n), 0.42 * std::pow(n, -1.35), 5.0 / (1.0 + 0.55 * n)});
    modes.push_back({1.0012, 0.2, 3.4}); // the second string of the pair, a little off: it makes the tone live
    return modes;
}

/// Struck and held instruments, a note at a time.
const QHash<QString, Player>& notePlayers()
{
    static const QHash<QString, Player> players{
        {u"piano"_s, modal(pianoModes(), true, 0.10)},
        {u"celesta"_s, modal({{1, 0.5, 2.4}, {2, 0.08, 1.6}, {4.02, 0.16, 0.7}, {9.1, 0.03, 0.2}}, false, 0.04)},
        {u"musicbox"_s, modal({{1, 0.42, 2.0}, {2.01, 0.1, 1.0}, {5.4, 0.12, 0.5}, {8.9, 0.05, 0.2}}, false, 0.06)},
        {u"marimba"_s, modal({{1, 0.6, 0.9}, {3.93, 0.16, 0.3}, {9.2, 0.05, 0.1}}, false, 0.10)},
        {u"kalimba"_s, modal({{1, 0.55, 1.3}, {2.76, 0.06, 0.3}, {5.9, 0.10, 0.18}}, false, 0.12)},
        {u"vibes"_s, modal({{1, 0.5, 3.2}, {4.0, 0.12, 1.0}, {10.0, 0.02, 0.3}}, true, 0.05)},
        {u"guitar"_s, pluck(0.45, 2.6)},
        {u"steel"_s, pluck(0.85, 3.4)},
        {u"harp"_s, pluck(0.30, 3.8)},
        {u"oud"_s, pluck(0.70, 1.5)},
        {u"ukulele"_s, pluck(0.50, 1.1)},
        {u"epiano"_s, [](const Sound& sound, double) { playFm(sound); }},
        {u"pad"_s, table(harmonics(9, 1.7), {0.55, 1.0, 0.85, 0.9})},
        {u"strings"_s, table(harmonics(14, 1.25), {0.16, 0.8, 0.8, 0.4})},
        {u"accordion"_s, table(harmonics(12, 1.05, 0.7), {0.05, 0.4, 0.85, 0.12})},
        {u"organ"_s, table({1, 0.7, 0.35, 0.28, 0, 0.1, 0, 0.12}, {0.02, 0.3, 0.9, 0.1})},
        {u"bass"_s, table({1, 0.45, 0.2, 0.08, 0.04}, {0.012, 0.35, 0.45, 0.09})},
        {u"upright"_s, table({1, 0.6, 0.14, 0.1, 0.03}, {0.008, 0.28, 0.22, 0.12})},
        {u"choir"_s, table({1, 0.8, 0.42, 0.14, 0.06, 0.05, 0.07, 0.04}, {0.4, 1.0, 0.9, 0.7})},
    };
    return players;
}

/// Instruments that are two a little apart, one at each side.
bool isEnsemble(const QString& instrument)
{
    return QStringList{u"pad"_s, u"strings"_s, u"accordion"_s, u"choir"_s}.contains(instrument);
}

const QHash<QString, Drum>& drums()
{
    static const QHash<QString, Drum> all{
        {u"kick"_s, Drum::Kick}, {u"snare"_s, Drum::Snare},     {u"brush"_s, Drum::Brush},   {u"rim"_s, Drum::Rim},
        {u"hat"_s, Drum::Hat},   {u"openhat"_s, Drum::OpenHat}, {u"shaker"_s, Drum::Shaker}, {u"clap"_s, Drum::Clap},
        {u"dum"_s, Drum::Dum},   {u"tek"_s, Drum::Tek},         {u"gull"_s, Drum::Gull}};
    return all;
}

const QHash<QString, LineVoice>& lineVoices()
{
    static const QHash<QString, LineVoice> all{{u"alto"_s, {16, 5.3, 0.035, 0.055, 0.035, 1.08, true}},
                                               {u"soprano"_s, {20, 5.6, 0.03, 0.05, 0.03, 1.16, true}},
                                               {u"tenor"_s, {15, 5.1, 0.03, 0.06, 0.04, 0.96, true}},
                                               {u"flute"_s, {12, 4.9, 0.12, 0.035, 0.05, 1, false}},
                                               {u"whistle"_s, {22, 5.4, 0.05, 0.09, 0.06, 1, false}}};
    return all;
}

void playNotes(const Part& part, Samples& out, int sampleRate, double detune)
{
    const auto player = notePlayers().constFind(part.instrument);
    const auto drum = drums().constFind(part.instrument);
    unsigned seed = 11;
    for (const auto& note : part.notes) {
        Sound sound{
            out,   static_cast<int>(note.startS * sampleRate), sampleRate, note.lengthS, note.pitch, note.velocity,
            ++seed};
        if (detune > 0) sound.start += sampleRate / 90;
        if (sound.start < 0 || sound.start >= static_cast<int>(out.size())) continue;
        if (drum != drums().cend())
            playDrum(sound, *drum);
        else if (player != notePlayers().cend())
            (*player)(sound, detune);
    }
}

} // namespace

bool isUnpitched(const QString& instrument)
{
    return drums().contains(instrument);
}

bool isInstrument(const QString& instrument)
{
    return isUnpitched(instrument) || notePlayers().contains(instrument) || lineVoices().contains(instrument);
}

void playPart(const Part& part, int sampleRate, Samples& mono, const PartSink& sink)
{
    std::fill(mono.begin(), mono.end(), 0.0F);
    if (const auto voice = lineVoices().constFind(part.instrument); voice != lineVoices().cend()) {
        playLine(mono, sampleRate, part.notes, *voice);
        return sink(mono, part.pan);
    }
    if (!isEnsemble(part.instrument)) {
        playNotes(part, mono, sampleRate, 0);
        return sink(mono, part.pan);
    }
    playNotes(part, mono, sampleRate, -6);
    sink(mono, part.pan - 0.6);
    std::fill(mono.begin(), mono.end(), 0.0F);
    playNotes(part, mono, sampleRate, 6);
    sink(mono, part.pan + 0.6);
}

} // namespace groundswell::demo
