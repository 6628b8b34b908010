#include "panel_seed.h"

#include "community/api/types.h"
#include "lyrics/document_json.h"
#include "translation/source_change.h"
#include "translation/units_json.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 day = 86'400'000;

QUuid named(const QString& name)
{
    return QUuid::createUuidV5(QUuid(u"6ba7b811-9dad-11d1-80b4-00c04fd430c8"_s), u"panel/"_s + name);
}

QString idText(const QString& name)
{
    return named(name).toString(QUuid::WithoutBraces);
}

struct SungLine
{
    const char16_t* text;
    const char16_t* roman;
    const char16_t* english;
};

constexpr SungLine sung[] = {
    {u"港の 灯りが ひとつずつ 消えて", u"minato no  akari ga  hitotsu zutsu  kiete",
     u"One by one the harbour lights go out"},
    {u"最終便の 窓に 君の町が ゆれる", u"saishūbin no  mado ni  kimi no machi ga  yureru",
     u"Your town is swaying in the last ferry’s window"},
    {u"にじむ 文字は 潮の せいにして", u"nijimu  moji wa  shio no  sei ni shite",
     u"I blame the salt for every blurring letter"},
    {u"さよならよりも 静かな 声で", u"sayonara yori mo  shizuka na  koe de", u"In a voice more quiet than goodbye"},
    {u"言えなかった ことばは 波に 預けた", u"ienakatta  kotoba wa  nami ni  azuketa",
     u"The words I couldn’t say, I left with the waves"},
    {u"凪のあとの 手紙を 書いている", u"nagi no ato no  tegami o  kaite iru",
     u"I am writing you a letter, after the calm"},
    {u"またねと 書いて 海に 渡す", u"mata ne to  kaite  umi ni  watasu", u"I write “see you, and hand it to the sea"},
    {u"桟橋に 残る 傘の跡", u"sanbashi ni  nokoru  kasa no ato", u"An umbrella’s mark still drying on the pier"},
    {u"乾くまでには 帰るから", u"kawaku made ni wa  kaeru kara", u""},
    {u"凪のあとの 手紙を 書いている", u"nagi no ato no  tegami o  kaite iru",
     u"I am writing you a letter, after the lull"},
    {u"最終便が 夜を 連れていく", u"saishūbin ga  yoru o  tsurete iku", u""},
    {u"灯りを ひとつ 残したままで", u"akari o  hitotsu  nokoshita mama de", u""},
};

lyrics::Document makeWords()
{
    lyrics::Document document;
    document.lang = u"ja"_s;
    lyrics::Layer roman;
    roman.kind = lyrics::LayerKind::Pronunciation;
    roman.lang = u"ja-Latn"_s;
    qint64 at = 12'000;
    for (size_t i = 0; i < std::size(sung); ++i) {
        lyrics::Line line;
        line.id = LineId(named(u"line %1"_s.arg(i)));
        line.text = QString::fromUtf16(sung[i].text);
        line.startMs = at;
        qsizetype place = 0;
        for (const QString& piece : line.text.split(u' ')) {
            lyrics::Word word;
            word.startMs = at;
            word.range = {place, piece.size()};
            line.words.append(word);
            place += piece.size() + 1;
            at += 1500;
        }
        line.endMs = at;
        at += 800;
        roman.lines.append({line.id, QString::fromUtf16(sung[i].roman)});
        document.lines.append(line);
    }
    document.layers.append(roman);
    return document;
}

QJsonObject person(const QString& name, const QString& shown, const QString& lang, const QString& password = {},
                   const QString& role = u"member"_s)
{
    QJsonObject object{{u"id"_s, idText(name)}, {u"name"_s, name}, {u"display_name"_s, shown},
                       {u"lang"_s, lang},       {u"role"_s, role}, {u"age_ms"_s, 400 * day}};
    if (!password.isEmpty()) object.insert(u"password"_s, password);
    return object;
}

QJsonObject comment(const QString& name, const QString& author, const QString& lang, const QString& body, qint64 atMs,
                    qint64 age_ms, int likes, int hugs, const QString& parent = {})
{
    QJsonObject object{{u"id"_s, idText(name)},
                       {u"song_id"_s, idText(u"song"_s)},
                       {u"author_id"_s, idText(author)},
                       {u"lang"_s, lang},
                       {u"text"_s, body},
                       {u"age_ms"_s, age_ms},
                       {u"likes"_s, likes},
                       {u"hugs"_s, hugs}};
    if (atMs >= 0) object.insert(u"at_ms"_s, atMs);
    if (!parent.isEmpty()) object.insert(u"parent_id"_s, idText(parent));
    return object;
}

QJsonArray makePeople()
{
    QJsonArray people{person(u"liv"_s, u"Liv Ostrander"_s, u"en"_s, u"a lantern on the pier"_s),
                      person(u"maren"_s, u"Maren Oake"_s, u"en"_s, u"a lantern on the pier"_s, u"reviewer"_s),
                      person(u"nao"_s, u"Nao"_s, u"ja"_s),
                      person(u"alan"_s, u"阿澜"_s, u"zh"_s),
                      person(u"xiaoman"_s, u"林小满"_s, u"zh"_s),
                      person(u"ines"_s, u"Inés Valdemar"_s, u"es"_s),
                      person(u"salma"_s, u"سلمى حدّاد"_s, u"ar"_s),
                      person(u"tobias"_s, u"Tobias Wren"_s, u"en"_s),
                      person(u"mikazuki"_s, u"三日月"_s, u"ja"_s)};
    for (int i = 0; i < 60; ++i)
        people.append(person(u"reader%1"_s.arg(i), u"Reader %1"_s.arg(i), u"en"_s));
    return people;
}

QJsonArray makeComments()
{
    QJsonArray comments{
        comment(u"c1"_s, u"xiaoman"_s, u"zh"_s,
                u"第一次听是在末班公交上，耳机里的船和窗外的雨一起开。后来每次难过，都把它当成寄给自己的信。"_s, 13'000,
                240 * day, 58, 22),
        comment(u"r1"_s, u"alan"_s, u"zh"_s, u"愿你每次到岸，都有人留灯。"_s, -1, 239 * day, 21, 3, u"c1"_s),
        comment(
            u"c2"_s, u"ines"_s, u"es"_s,
            u"Mi padre trabajó treinta años en el ferry nocturno. Se la puse y no dijo nada: apagó la luz de la cocina para oírla mejor."_s,
            33'000, 300 * day, 44, 12),
        comment(u"c3"_s, u"salma"_s, u"ar"_s,
                u"لا أفهم الكلمات، لكنني بكيت عند الدقيقة الثالثة. شكرًا لمن ترجمها؛ الآن صرت أعرف لماذا."_s, 47'000,
                280 * day, 39, 31),
        comment(u"c4"_s, u"tobias"_s, u"en"_s, u"The bass arrives exactly when the rain would."_s, 21'000, 7'200'000,
                17, 0),
        comment(u"c5"_s, u"mikazuki"_s, u"ja"_s, u"終電のあと、駅のホームで聴いています。"_s, 39'000, 5 * day, 9, 6)};
    for (int i = 0; i < 6; ++i)
        comments.append(comment(u"r1-%1"_s.arg(i), u"reader%1"_s.arg(i), u"en"_s,
                                u"This one too, on every late bus since."_s, -1, (200 - i) * day, i, 0, u"c1"_s));
    for (int i = 0; i < 12; ++i)
        comments.append(comment(u"n%1"_s.arg(i), u"reader%1"_s.arg(i + 10), u"en"_s,
                                u"Listening again, number %1. It still makes the kitchen larger."_s.arg(i + 1),
                                14'000 + i * 4500, (10 + i) * day, 2 + i % 5, i % 3));
    return comments;
}

} // namespace

PanelSeed makePanelSeed()
{
    PanelSeed seed;
    seed.song = SongId(named(u"song"_s));
    seed.lyrics = api::lyricsIdFor(seed.song, u"ja"_s);
    seed.words = makeWords();
    translation::TranslationDocument english = translation::startTranslation(u"en"_s, seed.lyrics, 14, seed.words);
    for (qsizetype i = 0; i < seed.words.lines.size(); ++i) {
        const lyrics::Line& line = seed.words.lines.at(i);
        english =
            translation::withText(std::move(english), line.id, QString::fromUtf16(sung[size_t(i)].english), line.text);
        if (i == PanelSeed::approvedRow)
            english = translation::withState(std::move(english), line.id, translation::UnitState::Approved, line.text);
        if (i == 9)
            english = translation::withState(std::move(english), line.id, translation::UnitState::NeedsWork, line.text);
    }
    const QJsonObject song{{u"id"_s, idText(u"song"_s)},
                           {u"title"_s, u"凪のあとの手紙"_s},
                           {u"artist"_s, u"夜凪灯台"_s},
                           {u"album"_s, u"最終便"_s},
                           {u"duration_ms"_s, 120'000},
                           {u"lang"_s, u"ja"_s},
                           {u"year"_s, 2019},
                           {u"created_by"_s, idText(u"nao"_s)},
                           {u"age_ms"_s, 380 * day}};
    const QJsonObject story{
        {u"id"_s, idText(u"story"_s)},
        {u"song_id"_s, idText(u"song"_s)},
        {u"author_id"_s, idText(u"nao"_s)},
        {u"lang"_s, u"en"_s},
        {u"title"_s, u"A porch light, a ferry, and a letter"_s},
        {u"text"_s,
         u"My grandmother left the porch light on until the last boat had docked. She said it was cheaper than worrying. The year she died I took that ferry every night for a month and wrote to her in the margins of the timetable. None of it was ever sent, which is perhaps the point of letters. The chorus is the last of them, with the rain left out."_s},
        {u"source_kind"_s, u"artist_said"_s},
        {u"source_note"_s, u"Liner notes of the first pressing"_s},
        {u"age_ms"_s, 300 * day},
        {u"supports"_s, 47},
        {u"loves"_s, 61},
        {u"disputes"_s, 1},
        {u"pinned"_s, true}};
    const QJsonObject words{{u"id"_s, seed.lyrics.toString()},
                            {u"song_id"_s, idText(u"song"_s)},
                            {u"lang"_s, u"ja"_s},
                            {u"author_id"_s, idText(u"mikazuki"_s)},
                            {u"rev"_s, 14},
                            {u"age_ms"_s, 100 * day},
                            {u"document"_s, lyrics::toJson(seed.words)}};
    const QJsonObject translation{{u"id"_s, api::translationIdFor(seed.lyrics, u"en"_s).toString()},
                                  {u"song_id"_s, idText(u"song"_s)},
                                  {u"lyrics_id"_s, seed.lyrics.toString()},
                                  {u"base_lyrics_rev"_s, 14},
                                  {u"lang"_s, u"en"_s},
                                  {u"author_id"_s, idText(u"liv"_s)},
                                  {u"rev"_s, 11},
                                  {u"age_ms"_s, 90 * day},
                                  {u"document"_s, translation::toJson(english)}};
    seed.village = {{u"format"_s, 1},
                    {u"community"_s, QJsonObject{{u"name"_s, u"Lantern Bay"_s},
                                                 {u"description"_s, u"Letters, slow songs, careful translations"_s},
                                                 {u"lang"_s, u"en"_s}}},
                    {u"people"_s, makePeople()},
                    {u"songs"_s, QJsonArray{song}},
                    {u"stories"_s, QJsonArray{story}},
                    {u"comments"_s, makeComments()},
                    {u"lyrics"_s, QJsonArray{words}},
                    {u"translations"_s, QJsonArray{translation}},
                    {u"song_lists"_s, QJsonArray()}};
    return seed;
}

QString writeSeed(const PanelSeed& seed, const QString& folder)
{
    const QString path = folder + u"/village.json"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(seed.village).toJson()) < 0)
        qFatal("the seed could not be written");
    return path;
}

} // namespace groundswell::ui
