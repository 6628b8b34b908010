#include "demo/piece.h"

#include "demo/sentences.h"

#include <QFile>
#include <QRegularExpression>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<int, 7> semitoneOfLetter{9, 11, 0, 2, 4, 5, 7}; // A..G

const QHash<QString, std::array<int, 7>>& scales()
{
    static const QHash<QString, std::array<int, 7>> all{
        {u"major"_s, {0, 2, 4, 5, 7, 9, 11}},  {u"minor"_s, {0, 2, 3, 5, 7, 8, 10}},
        {u"dorian"_s, {0, 2, 3, 5, 7, 9, 10}}, {u"mixolydian"_s, {0, 2, 4, 5, 7, 9, 10}},
        {u"hijaz"_s, {0, 1, 4, 5, 7, 8, 10}},  {u"lydian"_s, {0, 2, 4, 6, 7, 9, 11}},
    };
    return all;
}

const QHash<QString, std::vector<int>>& chordQualities()
{
    static const QHash<QString, std::vector<int>> all{
        {u""_s, {0, 4, 7}},         {u"m"_s, {0, 3, 7}},         {u"7"_s, {0, 4, 7, 10}},
        {u"maj7"_s, {0, 4, 7, 11}}, {u"m7"_s, {0, 3, 7, 10}},    {u"6"_s, {0, 4, 7, 9}},
        {u"m6"_s, {0, 3, 7, 9}},    {u"sus4"_s, {0, 5, 7}},      {u"sus2"_s, {0, 2, 7}},
        {u"add9"_s, {0, 4, 7, 14}}, {u"madd9"_s, {0, 3, 7, 14}}, {u"dim"_s, {0, 3, 6}},
        {u"m7b5"_s, {0, 3, 6, 10}}, {u"maj9"_s, {0, 4, 11, 14}}, {u"m9"_s, {0, 3, 10, 14}},
        {u"9"_s, {0, 4, 10, 14}},   {u"7sus4"_s, {0, 5, 7, 10}}, {u"7b9"_s, {0, 4, 10, 13}},
    };
    return all;
}

/// "F#" -> 6; -1 where it is no note name. Sets how many characters it took.
int pitchClass(QStringView text, qsizetype* used)
{
    if (text.isEmpty() || text[0] < u'A' || text[0] > u'G') return -1;
    int pitch = semitoneOfLetter[static_cast<size_t>(text[0].unicode() - u'A')];
    *used = 1;
    if (text.size() > 1 && text[1] == u'#') {
        ++pitch;
        *used = 2;
    }
    if (text.size() > 1 && text[1] == u'b') {
        pitch += 11;
        *used = 2;
    }
    return pitch % 12;
}

std::optional<Chord> parseChord(QStringView text)
{
    Chord chord;
    qsizetype used = 0;
    chord.root = pitchClass(text, &used);
    if (chord.root < 0) return std::nullopt;
    text = text.mid(used);
    const auto slash = text.indexOf(u'/');
    const auto quality = chordQualities().constFind((slash < 0 ? text : text.left(slash)).toString());
    if (quality == chordQualities().cend()) return std::nullopt;
    chord.intervals = *quality;
    chord.bass = slash < 0 ? chord.root : pitchClass(text.mid(slash + 1), &used);
    return chord.bass < 0 ? std::nullopt : std::optional(chord);
}

std::optional<TuneNote> parseTuneNote(const QString& token)
{
    static const QRegularExpression form(u"^(r|-?\\d+)([#b]?):(\\d+)$"_s);
    const auto match = form.match(token);
    if (!match.hasMatch()) return std::nullopt;
    TuneNote note;
    note.rest = match.captured(1) == "r"_L1;
    note.degree = note.rest ? 1 : match.captured(1).toInt();
    note.alter = match.captured(2) == "#"_L1 ? 1 : match.captured(2) == "b"_L1 ? -1 : 0;
    note.steps = match.captured(3).toInt();
    return note.steps > 0 ? std::optional(note) : std::nullopt;
}

/// Reads one file line by line into a Piece.
class Parser
{
public:
    explicit Parser(QString id) { m_piece.id = std::move(id); }

    Result<Piece> parse(const QString& text)
    {
        int number = 0;
        for (const auto& raw : text.split(u'\n')) {
            ++number;
            const auto line = raw.trimmed();
            if (line.isEmpty() || line.startsWith(u'#')) continue;
            const auto key = line.section(u' ', 0, 0);
            if (!take(key, line.section(u' ', 1).trimmed()))
                return fail(
                    ErrorCode::InvalidInput,
                    Demo::tr("The piece %1 cannot be read at line %2: %3").arg(m_piece.id).arg(number).arg(line));
        }
        return std::move(m_piece);
    }

private:
    bool take(const QString& key, const QString& value)
    {
        if (key == "tune"_L1) return takeTune(value);
        if (key == "track"_L1) return takeTrack(value);
        if (key == "play"_L1) return takePattern(value);
        if (key == "section"_L1) return takeSection(value);
        if (key == "repeat"_L1) return takeRepeat(value);
        if (key == "sing"_L1 || key == "lead"_L1) return takeLine(key, value);
        return takeText(key, value) || takeNumber(key, value);
    }

    bool takeText(const QString& key, const QString& value)
    {
        const QHash<QString, QString*> texts{{u"title"_s, &m_piece.title},
                                             {u"artist"_s, &m_piece.artist},
                                             {u"album"_s, &m_piece.album},
                                             {u"genre"_s, &m_piece.genre},
                                             {u"note"_s, &m_piece.note},
                                             {u"lang"_s, &m_piece.lang},
                                             {u"format"_s, &m_piece.format},
                                             {u"cover"_s, &m_piece.cover},
                                             {u"village-title"_s, &m_piece.villageTitle},
                                             {u"village-artist"_s, &m_piece.villageArtist}};
        const auto target = texts.value(key);
        if (target) *target = value;
        return target != nullptr;
    }

    bool takeNumber(const QString& key, const QString& value)
    {
        bool ok = true;
        if (key == "number"_L1)
            m_piece.trackNumber = value.toInt(&ok);
        else if (key == "year"_L1)
            m_piece.year = value.toInt(&ok);
        else if (key == "tempo"_L1)
            m_piece.tempo = value.toDouble(&ok);
        else if (key == "beats"_L1)
            m_piece.beats = value.toInt(&ok);
        else if (key == "grid"_L1)
            m_piece.grid = value.toInt(&ok);
        else if (key == "swing"_L1)
            m_piece.swing = value.toDouble(&ok);
        else if (key == "village"_L1)
            m_piece.inVillage = value == "yes"_L1;
        else if (key == "words"_L1)
            return takeWordsPlace(value);
        else if (key == "key"_L1)
            return takeKey(value);
        else
            return false;
        return ok;
    }

    bool takeWordsPlace(const QString& value)
    {
        const QHash<QString, WordsPlace> places{{u"none"_s, WordsPlace::None},
                                                {u"sidecar"_s, WordsPlace::Sidecar},
                                                {u"embedded"_s, WordsPlace::Embedded},
                                                {u"village"_s, WordsPlace::Village}};
        m_piece.wordsPlace = places.value(value, WordsPlace::None);
        return places.contains(value);
    }

    /// "D4 major": the tonic with its octave, and the scale.
    bool takeKey(const QString& value)
    {
        qsizetype used = 0;
        const auto name = value.section(u' ', 0, 0);
        const int pitch = pitchClass(name, &used);
        const auto scale = scales().constFind(value.section(u' ', 1));
        if (pitch < 0 || scale == scales().cend()) return false;
        m_piece.tonic = 12 * (name.mid(used).toInt() + 1) + pitch;
        m_piece.scale = *scale;
        return true;
    }

    bool takeTune(const QString& value)
    {
        std::vector<TuneNote> notes;
        int steps = 0;
        const auto tokens = value.split(u' ', Qt::SkipEmptyParts);
        for (const auto& token : tokens.mid(1)) {
            if (token == "|"_L1) continue; // a bar line, for the reader
            const auto note = parseTuneNote(token);
            if (!note) return false;
            steps += note->steps;
            notes.push_back(*note);
        }
        if (steps == 0 || steps % m_piece.grid != 0) return false;
        m_piece.tunes.insert(tokens.first(), notes);
        return true;
    }

    /// "NAME INSTRUMENT LEVEL-DB PAN REVERB [OCTAVE]"
    bool takeTrack(const QString& value)
    {
        const auto words = value.split(u' ', Qt::SkipEmptyParts);
        if (words.size() < 5) return false;
        TrackSetup track;
        track.name = words[0];
        track.part.instrument = words[1];
        track.part.levelDb = words[2].toDouble();
        track.part.pan = words[3].toDouble();
        track.part.reverb = words[4].toDouble();
        track.octave = words.value(5, u"0"_s).toInt();
        m_piece.tracks.push_back(std::move(track));
        return true;
    }

    /// "SECTION[,SECTION] PATTERN [PATTERN...]" for the track above.
    bool takePattern(const QString& value)
    {
        auto words = value.split(u' ', Qt::SkipEmptyParts);
        if (words.size() < 2 || m_piece.tracks.empty()) return false;
        const auto sections = words.takeFirst().split(u',');
        for (const auto& pattern : words)
            if (pattern.size() != m_piece.grid) return false;
        for (const auto& section : sections)
            m_piece.tracks.back().patterns.insert(section, words);
        return true;
    }

    /// "NAME CHORD CHORD,CHORD ...": a bar each.
    bool takeSection(const QString& value)
    {
        const auto words = value.split(u' ', Qt::SkipEmptyParts);
        Section section;
        section.name = words.value(0);
        for (const auto& bar : words.mid(1)) {
            if (bar == "|"_L1) continue;
            const auto first = parseChord(QStringView(bar).split(u',').first());
            const auto last = parseChord(QStringView(bar).split(u',').last());
            if (!first || !last) return false;
            section.bars.push_back({*first, *last});
        }
        m_piece.sections.push_back(std::move(section));
        return !m_piece.sections.back().bars.empty();
    }

    /// "NAME": the last section of that name again, words and all.
    bool takeRepeat(const QString& value)
    {
        for (auto it = m_piece.sections.rbegin(); it != m_piece.sections.rend(); ++it) {
            if (it->name != value) continue;
            auto copy = *it;
            m_piece.sections.push_back(std::move(copy));
            return true;
        }
        return false;
    }

    /// "sing TUNE WORDS" (on the track "voice"), "lead TRACK TUNE".
    bool takeLine(const QString& key, const QString& value)
    {
        if (m_piece.sections.empty()) return false;
        const auto first = value.section(u' ', 0, 0);
        const auto rest = value.section(u' ', 1).trimmed();
        TuneUse use = key == "sing"_L1 ? TuneUse{first, u"voice"_s, rest} : TuneUse{rest, first, {}};
        const bool known = m_piece.tunes.contains(use.tune);
        m_piece.sections.back().lines.push_back(std::move(use));
        return known;
    }

    Piece m_piece;
};

} // namespace

Result<Piece> parsePiece(const QByteArray& text, const QString& id)
{
    return Parser(id).parse(QString::fromUtf8(text));
}

Result<std::vector<Piece>> builtInPieces()
{
    QFile index(u":/demo/pieces/index.txt"_s);
    if (!index.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal, Demo::tr("This build carries no demo pieces."));
    std::vector<Piece> pieces;
    for (const auto& id : QString::fromUtf8(index.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
        QFile file(u":/demo/pieces/%1.piece"_s.arg(id));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Internal, Demo::tr("The demo piece %1 is missing from this build.").arg(id));
        auto piece = parsePiece(file.readAll(), id);
        if (!piece) return std::unexpected(piece.error());
        pieces.push_back(std::move(*piece));
    }
    return pieces;
}

} // namespace groundswell::demo
