#include "demo/village_writer.h"

#include "community/api/types.h"
#include "demo/generator.h"
#include "demo/sentences.h"
#include "demo/village_data.h"
#include "lyrics/document_json.h"
#include "translation/units_json.h"

#include <QFileInfo>
#include <QHash>
#include <QJsonArray>

#include <algorithm>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

/// The name space of every id of the demo village: a random UUID, chosen once.
QUuid villageSpace()
{
    return QUuid(u"6f0c1c4e-52f1-4f0a-9c1b-7f6d2f1a53be"_s);
}

QUuid idOf(const QString& kind, const QString& key)
{
    return QUuid::createUuidV5(villageSpace(), kind + u'/' + key);
}

QString idText(const QString& kind, const QString& key)
{
    return idOf(kind, key).toString(QUuid::WithoutBraces);
}

/// So many days ago, at some hour of that day; the same hour each time.
qint64 ageMs(int days, const QString& key)
{
    return days * dayMs + static_cast<qint64>(idOf(u"hour"_s, key).data1 % static_cast<uint>(dayMs));
}

void put(QJsonObject& object, const QString& key, const QString& value)
{
    if (!value.isEmpty()) object.insert(key, value);
}

/// Composes the seed from the texts and the pieces.
class VillageWriter
{
public:
    VillageWriter(const std::vector<Piece>& pieces, Length length, const VillageData& data)
        : m_data(data)
    {
        for (const auto& piece : pieces)
            if (piece.inVillage) m_pieces.insert(piece.id, {&piece, arrange(piece, length)});
    }

    Result<QJsonObject> write()
    {
        QJsonObject seed{
            {u"format"_s, 1},
            {u"community"_s,
             QJsonObject{{u"name"_s, u"Lantern Bay"_s},
                         {u"lang"_s, u"en"_s},
                         {u"description"_s, u"A small harbour of songs: be kind, be curious, leave a light on."_s}}},
            {u"people"_s, people()},
            {u"songs"_s, songs()},
            {u"stories"_s, stories()},
            {u"comments"_s, comments()}};
        QJsonArray lyrics, translations;
        for (const auto& song : m_data.songs)
            if (!song.timedBy.isEmpty() && m_pieces.contains(song.key)) lyrics.append(lyricsOf(song));
        for (const auto& translation : m_data.translations) {
            auto entry = translationOf(translation);
            if (!entry) return std::unexpected(entry.error());
            translations.append(*entry);
        }
        seed.insert(u"lyrics"_s, lyrics);
        seed.insert(u"translations"_s, translations);
        seed.insert(u"song_lists"_s, songLists());
        return seed;
    }

private:
    struct Played
    {
        const Piece* piece = nullptr;
        Score score;
    };

    [[nodiscard]] QJsonArray people() const
    {
        static const QStringList mayConnect{u"liv"_s, u"nao"_s, u"ines"_s, u"salma"_s, u"mikazuki"_s};
        QJsonArray array;
        for (const auto& person : m_data.people) {
            QJsonObject entry{{u"id"_s, idText(u"person"_s, person.name)},
                              {u"name"_s, person.name},
                              {u"display_name"_s, person.displayName},
                              {u"lang"_s, person.lang},
                              {u"role"_s, person.role},
                              {u"age_ms"_s, ageMs(person.ageDays, person.name)}};
            put(entry, u"about"_s, person.about);
            if (mayConnect.contains(person.name)) entry.insert(u"password"_s, u"lantern-bay-"_s + person.name);
            array.append(entry);
        }
        return array;
    }

    [[nodiscard]] qint64 durationOf(const VillageSong& song) const
    {
        const auto played = m_pieces.constFind(song.key);
        return played == m_pieces.cend() ? song.durationMs : played->score.durationMs();
    }

    [[nodiscard]] QJsonArray songs() const
    {
        QJsonArray array;
        for (const auto& song : m_data.songs) {
            const auto* piece = m_pieces.value(song.key).piece;
            const auto spelled = [](const QString& village, const QString& sleeve) {
                return village.isEmpty() ? sleeve : village;
            };
            QJsonObject entry{{u"id"_s, idText(u"song"_s, song.key)},
                              {u"title"_s, piece ? spelled(piece->villageTitle, piece->title) : song.title},
                              {u"artist"_s, piece ? spelled(piece->villageArtist, piece->artist) : song.artist},
                              {u"album"_s, piece ? piece->album : song.album},
                              {u"lang"_s, piece ? piece->lang : song.lang},
                              {u"year"_s, piece ? piece->year : song.year},
                              {u"duration_ms"_s, durationOf(song)},
                              {u"created_by"_s, idText(u"person"_s, song.broughtBy)},
                              {u"age_ms"_s, ageMs(song.ageDays, song.key)}};
            if (piece && isGivenToTheVillage(*piece))
                entry.insert(u"audio"_s, QJsonObject{{u"file"_s, musicPath(*piece)},
                                                     {u"content_type"_s, contentTypeOf(musicPath(*piece))}});
            array.append(entry);
        }
        return array;
    }

    /// About half of them: the others are on people's own discs.
    [[nodiscard]] static bool isGivenToTheVillage(const Piece& piece) { return piece.trackNumber % 2 == 1; }

    [[nodiscard]] static QString contentTypeOf(const QString& path)
    {
        static const QHash<QString, QString> types{{u"flac"_s, u"audio/flac"_s},
                                                   {u"mp3"_s, u"audio/mpeg"_s},
                                                   {u"opus"_s, u"audio/ogg"_s},
                                                   {u"m4a"_s, u"audio/mp4"_s},
                                                   {u"wav"_s, u"audio/wav"_s}};
        return types.value(QFileInfo(path).suffix(), u"application/octet-stream"_s);
    }

    [[nodiscard]] QJsonArray stories() const
    {
        QJsonArray array;
        for (const auto& story : m_data.stories) {
            QJsonObject entry{{u"id"_s, idText(u"story"_s, story.key)},
                              {u"song_id"_s, idText(u"song"_s, story.song)},
                              {u"author_id"_s, idText(u"person"_s, story.author)},
                              {u"lang"_s, story.lang},
                              {u"title"_s, story.title},
                              {u"text"_s, story.text},
                              {u"source_kind"_s, story.sourceKind},
                              {u"source_note"_s, story.source},
                              {u"age_ms"_s, ageMs(story.ageDays, story.key)},
                              {u"supports"_s, story.supports},
                              {u"disputes"_s, story.disputes},
                              {u"loves"_s, story.loves}};
            if (story.pinned) entry.insert(u"pinned"_s, true);
            if (!story.translationOf.isEmpty()) {
                entry.insert(u"translation_of"_s, idText(u"story"_s, story.translationOf));
                entry.insert(u"translator_id"_s, idText(u"person"_s, story.translator));
            }
            array.append(entry);
        }
        return array;
    }

    [[nodiscard]] QJsonArray comments() const
    {
        QHash<QString, qint64> durations;
        for (const auto& song : m_data.songs)
            durations.insert(song.key, durationOf(song));
        QJsonArray array;
        qint64 threadAge = 0; // of the latest in the thread: an answer is younger
        int threadParent = -1;
        for (int i = 0; i < static_cast<int>(m_data.comments.size()); ++i) {
            const auto& comment = m_data.comments[static_cast<size_t>(i)];
            const auto key = comment.song + u'/' + comment.author + u'/' + comment.text;
            auto age = ageMs(comment.ageDays, key);
            if (comment.parent < 0)
                threadParent = i;
            else
                age = std::min(age, threadAge - 5LL * 60 * 1000);
            threadAge = age = std::max(age, qint64{60} * 1000);
            QJsonObject entry{{u"id"_s, idText(u"comment"_s, key)},
                              {u"song_id"_s, idText(u"song"_s, comment.song)},
                              {u"author_id"_s, idText(u"person"_s, comment.author)},
                              {u"lang"_s, comment.lang},
                              {u"text"_s, comment.text},
                              {u"age_ms"_s, age},
                              {u"likes"_s, comment.likes},
                              {u"hugs"_s, comment.hugs}};
            if (comment.parent >= 0) entry.insert(u"parent_id"_s, array[threadParent].toObject().value(u"id"_s));
            if (comment.atMs && *comment.atMs < durations.value(comment.song)) entry.insert(u"at_ms"_s, *comment.atMs);
            array.append(entry);
        }
        return array;
    }

    [[nodiscard]] static LineId lineId(const QString& song, size_t line)
    {
        return LineId(idOf(u"line"_s, song + u'/' + QString::number(line)));
    }

    [[nodiscard]] static LyricsId lyricsId(const QString& song, const Piece& piece)
    {
        return api::lyricsIdFor(SongId(idOf(u"song"_s, song)), piece.lang);
    }

    [[nodiscard]] QJsonObject lyricsOf(const VillageSong& song) const
    {
        const auto& played = *m_pieces.constFind(song.key);
        return {{u"id"_s, lyricsId(song.key, *played.piece).toString()},
                {u"song_id"_s, idText(u"song"_s, song.key)},
                {u"lang"_s, played.piece->lang},
                {u"rev"_s, 1},
                {u"author_id"_s, idText(u"person"_s, song.timedBy)},
                {u"source"_s, u"own ear"_s},
                {u"licence"_s, u"CC BY-SA 4.0"_s},
                {u"age_ms"_s, ageMs(song.ageDays - 1, song.key)},
                {u"document"_s, lyrics::toJson(documentOf(song.key, played))}};
    }

    [[nodiscard]] static lyrics::Document documentOf(const QString& key, const Played& played)
    {
        lyrics::Document document;
        document.lang = played.piece->lang;
        document.tags = {{u"ti"_s, played.piece->title}, {u"ar"_s, played.piece->artist}};
        lyrics::Layer sound{lyrics::LayerKind::Pronunciation, played.piece->lang + u"-Latn"_s, {}};
        for (size_t i = 0; i < played.score.lines.size(); ++i) {
            const auto& sung = played.score.lines[i];
            lyrics::Line line;
            line.id = lineId(key, i);
            line.startMs = sung.startMs;
            line.endMs = sung.endMs;
            line.text = sung.text;
            line.part = sung.part == "verse2"_L1 ? u"verse"_s : sung.part;
            QStringList readings;
            for (const auto& word : sung.words) {
                line.words.append({word.startMs, word.endMs, {word.start, word.length}});
                readings << word.reading;
            }
            if (!readings.first().isEmpty()) sound.lines.append({line.id, readings.join(u' ')});
            document.lines.append(line);
        }
        if (!sound.lines.isEmpty()) document.layers.append(sound);
        return document;
    }

    [[nodiscard]] Result<QJsonObject> translationOf(const VillageTranslation& text) const
    {
        const auto played = m_pieces.constFind(text.song);
        if (played == m_pieces.cend() || text.units.size() < played->score.lines.size())
            return fail(ErrorCode::InvalidInput,
                        Demo::tr("The demo village's translation of %1 into %2 does not fit its words.")
                            .arg(text.song, text.lang));
        translation::TranslationDocument document;
        document.lang = text.lang;
        document.lyrics = lyricsId(text.song, *played->piece);
        document.baseLyricsRevision = 1;
        for (size_t i = 0; i < played->score.lines.size(); ++i)
            document.units.append(unitOf(text.units[i], lineId(text.song, i), played->score.lines[i].text));
        return QJsonObject{{u"id"_s, api::translationIdFor(document.lyrics, text.lang).toString()},
                           {u"lyrics_id"_s, document.lyrics.toString()},
                           {u"song_id"_s, idText(u"song"_s, text.song)},
                           {u"lang"_s, text.lang},
                           {u"rev"_s, text.revision},
                           {u"base_lyrics_rev"_s, 1},
                           {u"author_id"_s, idText(u"person"_s, text.author)},
                           {u"age_ms"_s, ageMs(text.ageDays, text.song + text.lang)},
                           {u"document"_s, translation::toJson(document)}};
    }

    [[nodiscard]] static translation::Unit unitOf(const VillageUnit& text, LineId line, const QString& source)
    {
        static const QHash<QString, translation::UnitState> states{
            {u"untranslated"_s, translation::UnitState::Untranslated},
            {u"needs_work"_s, translation::UnitState::NeedsWork},
            {u"translated"_s, translation::UnitState::Translated},
            {u"approved"_s, translation::UnitState::Approved}};
        const auto state = states.value(text.state);
        return {line, state == translation::UnitState::Untranslated ? QString() : source, text.text, state};
    }

    [[nodiscard]] QJsonArray songLists() const
    {
        QJsonArray array;
        for (const auto& list : m_data.lists) {
            QJsonArray songs;
            for (const auto& song : list.songs)
                songs.append(idText(u"song"_s, song));
            array.append(QJsonObject{{u"id"_s, idText(u"list"_s, list.key)},
                                     {u"name"_s, list.name},
                                     {u"description"_s, list.description},
                                     {u"lang"_s, list.lang},
                                     {u"owner_id"_s, idText(u"person"_s, list.owner)},
                                     {u"songs"_s, songs},
                                     {u"age_ms"_s, ageMs(list.ageDays, list.key)}});
        }
        return array;
    }

    const VillageData& m_data;
    QHash<QString, Played> m_pieces;
};

} // namespace

Result<QJsonObject> villageJson(const std::vector<Piece>& pieces, Length length)
{
    const auto data = readVillageData();
    if (!data) return std::unexpected(data.error());
    return VillageWriter(pieces, length, *data).write();
}

} // namespace groundswell::demo
