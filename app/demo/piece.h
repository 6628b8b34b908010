#pragma once

#include "base/error.h"
#include "demo/score.h"

#include <QHash>
#include <QStringList>

#include <array>
#include <vector>

namespace groundswell::demo {

/// Where a piece's words are to be found beside the music.
enum class WordsPlace { None, Sidecar, Embedded, Village };

/// A note of a tune: a degree of the scale (1 is the tonic, 8 its octave) and a length in steps of the bar's grid.
struct TuneNote
{
    int degree = 1;
    int alter = 0; ///< semitones
    int steps = 1;
    bool rest = false;
};

/// What a section sounds over: one entry a half bar, so that a bar may change its chord in the middle.
struct Chord
{
    int root = 0;               ///< pitch class, 0 is C
    int bass = 0;               ///< pitch class
    std::vector<int> intervals; ///< semitones above the root
};

/// A line that is sung (with words) or played on a melody instrument (without).
struct TuneUse
{
    QString tune;
    QString track; ///< the melody track
    QString words; ///< with readings in braces: 港の{minato_no}
};

/// A stretch of bars with its chords and what is sung over them.
struct Section
{
    QString name;
    std::vector<std::array<Chord, 2>> bars;
    std::vector<TuneUse> lines; ///< one after the other from the section's start
};

/// An instrument of a piece, and what it plays where nothing is sung.
struct TrackSetup
{
    QString name;
    Part part;                            ///< without its notes
    int octave = 0;                       ///< shift of what it plays
    QHash<QString, QStringList> patterns; ///< by section: one string a bar, repeated in turn
};

/// A piece as its file tells it: what stands on the sleeve, and the music in a small notation (resources/demo/pieces).
struct Piece
{
    QString id;
    QString title, artist, album, genre, note, lang;
    QString villageTitle, villageArtist; ///< as the village spells it; empty: as on the sleeve
    bool inVillage = true;
    int trackNumber = 1;
    int year = 2024;
    QString format; ///< flac, mp3, opus, m4a
    QString cover;  ///< a scene of cover_painter.h
    WordsPlace wordsPlace = WordsPlace::None;

    double tempo = 90; ///< beats a minute
    int beats = 4;     ///< a bar
    int grid = 8;      ///< steps a bar
    double swing = 0;  ///< 0..0.33: how late every second step comes, in steps
    int tonic = 60;    ///< MIDI note of degree 1
    std::array<int, 7> scale{};
    QHash<QString, std::vector<TuneNote>> tunes;
    std::vector<TrackSetup> tracks; ///< in the file's order
    std::vector<Section> sections;
};

/// Reads a piece file. The error's message names the line.
[[nodiscard]] Result<Piece> parsePiece(const QByteArray& text, const QString& id);
/// The pieces that the program carries, in order.
[[nodiscard]] Result<std::vector<Piece>> builtInPieces();

} // namespace groundswell::demo
