#include "demo/arrange.h"

#include "demo/syllables.h"
#include "demo/synth.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

namespace groundswell::demo {

namespace {

constexpr int voicingCentre = 62; // D4: chords sit under the tune and above the bass
constexpr int bassLow = 33;       // A1

/// How the chord of a half bar is laid out.
struct Voicing
{
    int bass = 0;
    std::vector<int> tones; // ascending
};

/// The inversion that moves the least from the one before: the smallest sum of distances, voice by voice.
std::vector<int> leadVoices(const Chord& chord, const std::vector<int>& before)
{
    std::vector<int> classes;
    classes.reserve(chord.intervals.size());
    for (const int interval : chord.intervals)
        classes.push_back((chord.root + interval) % 12);
    std::sort(classes.begin(), classes.end());
    std::vector<int> best;
    int bestCost = 0;
    for (int base = 48; base < 60; ++base) {
        if (!std::binary_search(classes.begin(), classes.end(), base % 12)) continue;
        std::vector<int> tones;
        for (int pitch = base; pitch < base + 12; ++pitch)
            if (std::binary_search(classes.begin(), classes.end(), pitch % 12)) tones.push_back(pitch);
        int cost = std::abs((tones.front() + tones.back()) / 2 - voicingCentre + 4);
        for (size_t i = 0; i < std::min(tones.size(), before.size()); ++i)
            cost += 3 * std::abs(tones[i] - before[i]);
        if (best.empty() || cost < bestCost) {
            best = tones;
            bestCost = cost;
        }
    }
    return best;
}

/// Lays a line's syllables on a tune's notes: the longest note is shared while there are too few, and the shortest
/// joins the one before it while there are too many. Rests stay.
std::vector<TuneNote> fitTune(std::vector<TuneNote> tune, qsizetype syllables)
{
    const auto sung = [&] {
        return std::count_if(tune.begin(), tune.end(), [](const TuneNote& n) { return !n.rest; });
    };
    while (sung() < syllables) {
        const auto longest = std::max_element(tune.begin(), tune.end(), [](const TuneNote& a, const TuneNote& b) {
            return (a.rest ? 0 : a.steps) < (b.rest ? 0 : b.steps);
        });
        if (longest->steps < 2) break;
        auto second = *longest;
        second.steps = longest->steps / 2;
        longest->steps -= second.steps;
        tune.insert(longest + 1, second);
    }
    while (sung() > syllables) {
        auto shortest = tune.end();
        for (auto it = tune.begin() + 1; it != tune.end(); ++it)
            if (!it->rest && !(it - 1)->rest && (shortest == tune.end() || it->steps < shortest->steps)) shortest = it;
        if (shortest == tune.end()) break;
        (shortest - 1)->steps += shortest->steps;
        tune.erase(shortest);
    }
    return tune;
}

/// Walks a piece from bar to bar and writes its score.
class Arranger
{
public:
    explicit Arranger(const Piece& piece)
        : m_piece(piece)
    {
        m_stepS = 60.0 / piece.tempo * piece.beats / piece.grid;
        std::uint32_t seed = 2166136261U; // FNV-1a: the same everywhere, unlike qHash
        for (const QChar letter : piece.id)
            seed = (seed ^ letter.unicode()) * 16777619U;
        m_random.seed(seed);
        for (const auto& track : piece.tracks)
            m_score.parts.push_back(track.part);
    }

    Score run(Length length)
    {
        for (const auto& whole : m_piece.sections) {
            const auto section = length == Length::Quick ? beginningOf(whole) : whole;
            const auto voicings = voice(section);
            for (size_t track = 0; track < m_piece.tracks.size(); ++track)
                playPatterns(section, track, voicings);
            singLines(section);
            m_step += static_cast<int>(section.bars.size()) * m_piece.grid;
            if (length == Length::Quick && whole.lines.size() > 1) break;
        }
        m_score.seconds = std::round((timeOf(m_step) + 2.6) * 100.0) / 100.0;
        for (auto& part : m_score.parts)
            std::stable_sort(part.notes.begin(), part.notes.end(),
                             [](const auto& a, const auto& b) { return a.startS < b.startS; });
        return std::move(m_score);
    }

private:
    [[nodiscard]] double timeOf(int step) const
    {
        return (step + (step % 2 != 0 ? m_piece.swing : 0.0)) * m_stepS + 0.12;
    }
    /// -1..1, mostly near 0.
    double loose() { return (unit() + unit() - 1.0); }
    double unit() { return static_cast<double>(m_random() % 65536U) / 65536.0; }

    [[nodiscard]] int stepsOf(const QString& tune) const
    {
        int steps = 0;
        for (const auto& note : m_piece.tunes.value(tune))
            steps += note.steps;
        return steps;
    }

    /// A section's first two lines and the bars below them.
    [[nodiscard]] Section beginningOf(Section section) const
    {
        section.lines.resize(std::min<size_t>(section.lines.size(), 2));
        int steps = 0;
        for (const auto& line : section.lines)
            steps += stepsOf(line.tune);
        if (steps > 0) section.bars.resize(std::min(section.bars.size(), static_cast<size_t>(steps / m_piece.grid)));
        return section;
    }

    std::vector<Voicing> voice(const Section& section)
    {
        std::vector<Voicing> voicings;
        for (const auto& bar : section.bars) {
            for (const auto& chord : bar) {
                m_tones = leadVoices(chord, m_tones);
                voicings.push_back({bassLow + (chord.bass - bassLow % 12 + 12) % 12, m_tones});
            }
        }
        return voicings;
    }

    void playPatterns(const Section& section, size_t track, const std::vector<Voicing>& voicings)
    {
        const auto patterns = m_piece.tracks[track].patterns.value(section.name);
        if (patterns.isEmpty()) return;
        for (int bar = 0; bar < static_cast<int>(section.bars.size()); ++bar) {
            const auto& pattern = patterns[bar % patterns.size()];
            for (int step = 0; step < m_piece.grid; ++step) {
                if (pattern[step] == u'.' || pattern[step] == u'-') continue;
                int steps = 1;
                while (step + steps < m_piece.grid && pattern[step + steps] == u'-')
                    ++steps;
                const int half = step * 2 < m_piece.grid ? 0 : 1;
                strike(track, pattern[step], m_step + bar * m_piece.grid + step, steps,
                       voicings[static_cast<size_t>(bar) * 2 + static_cast<size_t>(half)]);
            }
        }
    }

    /// One sign of a pattern: 0 the bass, b the fifth above it, 1-8 a tone of the chord, x X o the whole of it.
    void strike(size_t track, QChar sign, int step, int steps, const Voicing& voicing)
    {
        const auto& setup = m_piece.tracks[track];
        const double accent = step % m_piece.grid == 0 ? 0.08 : 0.0;
        NoteEvent note{timeOf(step) + 0.006 * loose(), steps * m_stepS, 0, 0.66 + accent + 0.07 * loose(), 'a', false};
        const auto add = [&](int pitch) {
            note.pitch = pitch + 12 * setup.octave;
            m_score.parts[track].notes.push_back(note);
        };
        if (sign == u'X') note.velocity += 0.2;
        if (sign == u'o') note.velocity -= 0.3;
        const int count = static_cast<int>(voicing.tones.size());
        if (isUnpitched(setup.part.instrument)) return add(0);
        if (sign == u'0') return add(voicing.bass);
        if (sign == u'b') return add(voicing.bass + (voicing.bass > bassLow + 7 ? -5 : 7));
        if (sign.isDigit()) {
            const int index = sign.digitValue() - 1;
            return add(voicing.tones[static_cast<size_t>(index % count)] + 12 * (index / count));
        }
        for (const int tone : voicing.tones) { // a chord is never quite together
            add(tone);
            note.startS += 0.009 + 0.004 * unit();
            note.velocity *= 0.97;
        }
    }

    void singLines(const Section& section)
    {
        int step = m_step;
        for (const auto& use : section.lines) {
            auto tune = m_piece.tunes.value(use.tune);
            const int length = stepsOf(use.tune);
            const auto track = std::find_if(m_piece.tracks.begin(), m_piece.tracks.end(),
                                            [&](const auto& t) { return t.name == use.track; });
            if (track == m_piece.tracks.end()) continue;
            const auto words = splitWords(use.words, m_piece.lang);
            QString vowels;
            for (const auto& word : words)
                vowels += word.vowels;
            if (!vowels.isEmpty()) tune = fitTune(std::move(tune), vowels.size());
            const auto notes = playTune(tune, step, track->octave, vowels);
            auto& all = m_score.parts[static_cast<size_t>(track - m_piece.tracks.begin())].notes;
            all.insert(all.end(), notes.begin(), notes.end());
            if (!words.empty()) m_score.lines.push_back(timeWords(words, notes, section.name));
            step += length;
        }
    }

    std::vector<NoteEvent> playTune(const std::vector<TuneNote>& tune, int step, int octave, const QString& vowels)
    {
        std::vector<NoteEvent> notes;
        bool tied = false;
        for (const auto& note : tune) {
            if (!note.rest) {
                const int degree = note.degree - 1;
                const int turns = degree >= 0 ? degree / 7 : (degree - 6) / 7;
                const int pitch = m_piece.tonic + 12 * (turns + octave) +
                                  m_piece.scale[static_cast<size_t>(degree - 7 * turns)] + note.alter;
                const double start = timeOf(step) + 0.004 * loose();
                const auto count = static_cast<qsizetype>(notes.size());
                notes.push_back({start, timeOf(step + note.steps) - start, static_cast<double>(pitch),
                                 0.7 + 0.06 * loose(),
                                 count < vowels.size() ? static_cast<char>(vowels[count].unicode()) : 'u', tied});
            }
            tied = !note.rest;
            step += note.steps;
        }
        return notes;
    }

    static SungLine timeWords(const std::vector<WordText>& words, const std::vector<NoteEvent>& notes,
                              const QString& part)
    {
        const auto ms = [](double seconds) { return static_cast<qint64>(std::llround(seconds * 1000.0)); };
        SungLine line;
        line.part = part;
        qsizetype syllable = 0;
        const auto last = static_cast<qsizetype>(notes.size()) - 1;
        for (const auto& word : words) {
            if (word.spaceBefore) line.text += u' ';
            const auto& first = notes[static_cast<size_t>(std::min(syllable, last))];
            syllable += word.vowels.size();
            const auto& end = notes[static_cast<size_t>(std::min(syllable - 1, last))];
            line.words.push_back(
                {ms(first.startS), ms(end.startS + end.lengthS), line.text.size(), word.text.size(), word.reading});
            line.text += word.text;
        }
        // Where a tune has fewer notes than the line has syllables, the words left over share the last note.
        for (size_t i = 1; i < line.words.size(); ++i) {
            auto& before = line.words[i - 1];
            auto& word = line.words[i];
            if (word.startMs <= before.startMs) word.startMs = (before.startMs + word.endMs) / 2;
            before.endMs = std::min(before.endMs, word.startMs);
        }
        line.startMs = line.words.front().startMs;
        line.endMs = line.words.back().endMs;
        return line;
    }

    const Piece& m_piece;
    Score m_score;
    std::minstd_rand m_random;
    std::vector<int> m_tones; // of the chord before
    double m_stepS = 0.25;
    int m_step = 0; // where the section starts
};

} // namespace

Score arrange(const Piece& piece, Length length)
{
    return Arranger(piece).run(length);
}

} // namespace groundswell::demo
