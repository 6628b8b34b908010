#include "village_fixture.h"

#include "community/api/json.h"
#include "lyrics/document_json.h"
#include "translation/units_json.h"

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;
using api::OperationStatus;

/// Lyrics and translations: one revision after the other, also of a song that was known already.
class TestDocumentOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lyricsAreSwappedOnTheirRevision();
    void aTranslationNeedsItsLyrics();
    void aProposedSongBecomesAnAlias();
};

namespace {

QJsonObject document(const QString& text)
{
    lyrics::Document document;
    document.lang = u"ja"_s;
    lyrics::Line line;
    line.id = LineId::fromString(u"01900000-0000-7000-8000-0000000000aa");
    line.text = text;
    document.lines.push_back(line);
    return lyrics::toJson(document);
}

} // namespace

void TestDocumentOperations::lyricsAreSwappedOnTheirRevision()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId lin = fixture.addPerson(u"lin"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto put = [&](UserId who, const QString& text, qint64 base) {
        const QJsonObject args{{u"song_id"_s, song.toString()}, {u"lang"_s, u"ja"_s}, {u"document"_s, document(text)}};
        return fixture.pushOne(who, fixture.operation(api::songScope(song), api::lyricsIdFor(song, u"ja").toString(),
                                                      u"lyrics.put"_s, args, base));
    };
    QCOMPARE(put(nao, u"夜の雨"_s, 0).rev, 1);
    QCOMPARE(put(nao, u"夜の雨"_s, 0).status, OperationStatus::Duplicate);
    const auto stale = put(lin, u"夜雨"_s, 0);
    QCOMPARE(stale.status, OperationStatus::Conflict);
    QCOMPARE(stale.theirsRev, 1);
    QCOMPARE(stale.theirs.value("document"_L1).toObject(), document(u"夜の雨"_s));
    QCOMPARE(put(lin, u"夜雨"_s, 1).rev, 2);
    const auto body = fixture.pullOne(api::songScope(song)).changes.back().body;
    QCOMPARE(body.value("rev"_L1).toInt(), 2);
    QCOMPARE(body.value("author"_L1)["name"_L1].toString(), u"lin"_s);

    const QJsonObject bad{
        {u"song_id"_s, song.toString()}, {u"lang"_s, u"ja"_s}, {u"document"_s, QJsonObject{{u"lines"_s, 7}}}};
    const auto refused =
        fixture.operation(api::songScope(song), api::lyricsIdFor(song, u"ja").toString(), u"lyrics.put"_s, bad, 2);
    QCOMPARE(fixture.pushOne(nao, refused).code, u"invalid_document"_s);
    QCOMPARE(put(nao, u" "_s, 2).code, u"invalid_document"_s); // nobody's words are replaced by none
}

void TestDocumentOperations::aTranslationNeedsItsLyrics()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const LyricsId words = api::lyricsIdFor(song, u"ja");
    translation::TranslationDocument units;
    units.lang = u"en"_s;
    units.lyrics = words;
    units.baseLyricsRevision = 1;
    const auto put = [&](qint64 baseLyricsRev) {
        const QJsonObject args{{u"song_id"_s, song.toString()},
                               {u"lyrics_id"_s, words.toString()},
                               {u"lang"_s, u"en"_s},
                               {u"base_lyrics_rev"_s, baseLyricsRev},
                               {u"document"_s, translation::toJson(units)}};
        return fixture.pushOne(nao,
                               fixture.operation(api::songScope(song), api::translationIdFor(words, u"en").toString(),
                                                 u"translation.put"_s, args));
    };
    QCOMPARE(put(1).code, u"not_found"_s);
    const QJsonObject args{
        {u"song_id"_s, song.toString()}, {u"lang"_s, u"ja"_s}, {u"document"_s, document(u"夜の雨"_s)}};
    QCOMPARE(
        fixture.pushOne(nao, fixture.operation(api::songScope(song), words.toString(), u"lyrics.put"_s, args)).status,
        OperationStatus::Applied);
    QCOMPARE(put(2).code, u"invalid_input"_s);
    const auto result = put(1);
    QVERIFY2(result.status == OperationStatus::Applied, qUtf8Printable(result.message));
    QCOMPARE(fixture.pullOne(api::songScope(song)).changes.back().type, u"translation"_s);
}

void TestDocumentOperations::aProposedSongBecomesAnAlias()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s, 180'000);
    const auto proposed = fixture.made<SongId>();
    const QJsonObject args{{u"title"_s, u"NIGHT rain"_s}, {u"artist"_s, u"Mizu"_s}, {u"duration_ms"_s, 182'500}};
    const auto met =
        fixture.pushOne(nao, fixture.operation(api::songScope(proposed), proposed.toString(), u"song.ensure"_s, args));
    QCOMPARE(met.status, OperationStatus::Duplicate);
    QCOMPARE(met.entityId, song.toString());

    QCOMPARE(fixture.pushOne(nao, fixture.comment(proposed, u"under the other name"_s)).status,
             OperationStatus::Applied);
    QCOMPARE(fixture.pullOne(api::commentsScope(song)).changes.size(), 1);
    const auto moved = fixture.pullOne(api::commentsScope(proposed));
    QCOMPARE(moved.movedTo, api::commentsScope(song));
    QVERIFY(moved.changes.empty());

    const QJsonObject words{
        {u"song_id"_s, proposed.toString()}, {u"lang"_s, u"ja"_s}, {u"document"_s, document(u"夜の雨"_s)}};
    const auto put =
        fixture.pushOne(nao, fixture.operation(api::songScope(proposed), api::lyricsIdFor(proposed, u"ja").toString(),
                                               u"lyrics.put"_s, words));
    QCOMPARE(put.status, OperationStatus::Applied);
    QCOMPARE(put.entityId, api::lyricsIdFor(song, u"ja").toString());
    // From now on that id says which song it is, whatever song the tags are like: clients count on it that an id which
    // they were given stays. A restored server may know the tags by another one.
    const SongId other = fixture.addSong(nao, u"Morning Rain"_s);
    const auto asOther =
        fixture.pushOne(nao, fixture.operation(api::songScope(other), other.toString(), u"song.ensure"_s, args));
    QCOMPARE(asOther.status, OperationStatus::Duplicate);
    QCOMPARE(asOther.entityId, other.toString());
    // Too long to be the same recording: a song of its own.
    QVERIFY(fixture.addSong(nao, u"Night Rain"_s, 200'000) != song);
}

QTEST_GUILESS_MAIN(TestDocumentOperations)
#include "tst_document_operations.moc"
