#pragma once

#include <QString>

#include <vector>

namespace groundswell::demo {

/// One note as an instrument plays it.
struct NoteEvent
{
    double startS = 0;     ///< seconds from the start of the piece
    double lengthS = 0;    ///< seconds until it is let go; it may ring on
    double pitch = 60;     ///< MIDI note number; fractions are cents
    double velocity = 0.7; ///< 0..1
    char vowel = 'a';      ///< for voices: a e i o u, or m for a hum
    bool tied = false;     ///< for voices: slurred to the note before, without a new attack
};

/// What one instrument plays through the whole piece, and where it stands in the room.
struct Part
{
    QString instrument; ///< a name that synth.h knows
    double levelDb = -12;
    double pan = 0;               ///< -1 left .. 1 right
    double reverb = 0.2;          ///< send, 0..1
    std::vector<NoteEvent> notes; ///< by start
};

/// One sung word, where its syllables' notes put it in time.
struct SungWord
{
    qint64 startMs = 0;
    qint64 endMs = 0;
    qsizetype start = 0; ///< where it stands in the line's text, in UTF-16 code units
    qsizetype length = 0;
    QString reading; ///< its sound in Latin script; empty where the text needs none
};

/// A line of the words, from its first word to its last.
struct SungLine
{
    QString part; ///< "verse", "chorus"…
    QString text;
    qint64 startMs = 0;
    qint64 endMs = 0;
    std::vector<SungWord> words; ///< by start, not overlapping
};

/// A piece ready to be played: every note and every word with its time, from one and the same source.
struct Score
{
    double seconds = 0; ///< with the last chord's ringing
    double fadeOutS = 2;
    std::vector<Part> parts;
    std::vector<SungLine> lines;

    [[nodiscard]] qint64 durationMs() const noexcept { return static_cast<qint64>(seconds * 1000.0 + 0.5); }
};

} // namespace groundswell::demo
