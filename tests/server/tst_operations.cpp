#include "village_fixture.h"

#include "community/api/json.h"
#include "lyrics/document_json.h"
#include "translation/units_json.h"

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;
using api::OperationStatus;

class TestOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRepeatGetsTheSameAnswer();
    void anotherOperationForTheSameThingChangesNothing();
    void somebodyElsesIdsAreRefused();
    void badCommentsAreRefusedWithAWord_data();
    void badCommentsAreRefusedWithAWord();
    void aReplyToAReplyHangsBelowTheRoot();
    void editingComparesTheRevision();
    void editingEndsAfterAWhile();
    void deletingLeavesATombstone();
    void aDeletedCommentWithRepliesKeepsItsPlace();
    void reactionsAreASet();
    void lyricsAreSwappedOnTheirRevision();
    void aTranslationNeedsItsLyrics();
    void aProposedSongBecomesAnAlias();
    void whatHangsOnAFailedCreationIsBlocked();
    void anUnknownKindIsRefused();
    void aPushIsLimited();

private:
    QJsonObject document(const QString& text) const;
};

namespace {

QJsonObject with(QJsonObject object, const QString& key, const QJsonValue& value)
{
    object.insert(key, value);
    return object;
}

} // namespace

QJsonObject TestOperations::document(const QString& text) const
{
    lyrics::Document document;
    document.lang = u"ja"_s;
    lyrics::Line line;
    line.id = LineId::fromString(u"01900000-0000-7000-8000-0000000000aa");
    line.text = text;
    document.lines.push_back(line);
    return lyrics::toJson(document);
}

void TestOperations::aRepeatGetsTheSameAnswer()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto operation = fixture.comment(song, u"hello"_s);
    const auto first = fixture.pushOne(nao, operation);
    QCOMPARE(first.status, OperationStatus::Applied);
    QCOMPARE(first.rev, 1);
    QVERIFY(first.seq > 0);
    const auto page = fixture.pullOne(api::commentsScope(song));

    fixture.reopen();
    for (int i = 0; i < 3; ++i) {
        const auto again = fixture.pushOne(nao, operation);
        QCOMPARE(again.status, OperationStatus::Duplicate);
        QCOMPARE(again.rev, first.rev);
        QCOMPARE(again.seq, first.seq);
    }
    QCOMPARE(fixture.pullOne(api::commentsScope(song)).changes, page.changes);
}

void TestOperations::anotherOperationForTheSameThingChangesNothing()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto operation = fixture.comment(song, u"hello"_s);
    const auto first = fixture.pushOne(nao, operation);
    operation.opId = fixture.made<OperationId>();
    const auto second = fixture.pushOne(nao, operation);
    QCOMPARE(second.status, OperationStatus::Duplicate);
    QCOMPARE(second.seq, first.seq);
}

void TestOperations::somebodyElsesIdsAreRefused()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId eve = fixture.addPerson(u"eve"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto operation = fixture.comment(song, u"hello"_s);
    QCOMPARE(fixture.pushOne(nao, operation).status, OperationStatus::Applied);
    QCOMPARE(fixture.pushOne(eve, operation).code, u"op_id_taken"_s);
    operation.opId = fixture.made<OperationId>();
    QCOMPARE(fixture.pushOne(eve, operation).code, u"id_taken"_s);
    const auto edit =
        fixture.operation(operation.scope, operation.entityId, u"comment.edit"_s, {{u"text"_s, u"mine"_s}}, 1);
    QCOMPARE(fixture.pushOne(eve, edit).code, u"forbidden"_s);
    const auto remove = fixture.operation(operation.scope, operation.entityId, u"comment.delete"_s, {});
    QCOMPARE(fixture.pushOne(eve, remove).code, u"forbidden"_s);
}

void TestOperations::badCommentsAreRefusedWithAWord_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("code");
    const auto value = [](const auto& v) { return QJsonValue(v); };
    QTest::newRow("blank") << u"text"_s << value(u" \n "_s) << u"empty"_s;
    QTest::newRow("missing") << u"text"_s << QJsonValue(QJsonValue::Null) << u"invalid_input"_s;
    QTest::newRow("2001 characters") << u"text"_s << value(QString(2001, u'x')) << u"too_long"_s;
    QTest::newRow("an escape character") << u"text"_s << value(u"a\x1b[31mb"_s) << u"control_characters"_s;
    QTest::newRow("11 marks") << u"text"_s << value(QString(u"a"_s + QString(11, QChar(0x0301))))
                              << u"too_many_marks"_s;
    QTest::newRow("a lone surrogate") << u"text"_s << value(QString(QChar(0xd800))) << u"control_characters"_s;
    QTest::newRow("no language") << u"lang"_s << value(u"not a language"_s) << u"bad_language"_s;
    QTest::newRow("a moment before the start") << u"at_ms"_s << value(-1) << u"invalid_input"_s;
    QTest::newRow("a moment after two days") << u"at_ms"_s << value(172'800'000) << u"invalid_input"_s;
    QTest::newRow("an unknown song") << u"song_id"_s << value(u"01900000-0000-7000-8000-00000000dead"_s)
                                     << u"not_found"_s;
    QTest::newRow("an unknown parent") << u"parent_id"_s << value(u"01900000-0000-7000-8000-00000000dead"_s)
                                       << u"not_found"_s;
}

void TestOperations::badCommentsAreRefusedWithAWord()
{
    QFETCH(const QString, key);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, code);
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto operation = fixture.comment(song, u"hello"_s);
    operation.args = with(operation.args, key, value);
    const auto result = fixture.pushOne(nao, operation);
    QCOMPARE(result.status, OperationStatus::Rejected);
    QCOMPARE(result.code, code);
    QVERIFY(!result.message.isEmpty());
    QVERIFY(fixture.pullOne(api::commentsScope(song)).changes.empty());
}

void TestOperations::aReplyToAReplyHangsBelowTheRoot()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto root = fixture.comment(song, u"root"_s);
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(root.entityId));
    const auto deeper = fixture.comment(song, u"deeper"_s, CommentId::fromString(reply.entityId));
    const auto answer = fixture.pushAll(nao, {root, reply, deeper});
    QVERIFY(answer);
    const auto page = fixture.pullOne(api::commentsScope(song));
    QCOMPARE(page.changes.size(), 3);
    for (const api::Change& change : page.changes) {
        const auto comment = api::fromJson<api::Comment>(change.body);
        QVERIFY(comment);
        if (change.id == root.entityId)
            QCOMPARE(comment->replyCount, 2);
        else
            QCOMPARE(comment->parentId.toString(), root.entityId);
    }
    const auto song1 = api::fromJson<api::Song>(fixture.pullOne(api::songScope(song)).changes.front().body);
    QVERIFY(song1);
    QCOMPARE(song1->commentCount, 3);
}

void TestOperations::editingComparesTheRevision()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto comment = fixture.comment(song, u"helo"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    const auto edit = [&](const QString& text, qint64 base) {
        return fixture.pushOne(
            nao, fixture.operation(comment.scope, comment.entityId, u"comment.edit"_s, {{u"text"_s, text}}, base));
    };
    const auto done = edit(u"hello"_s, 1);
    QCOMPARE(done.status, OperationStatus::Applied);
    QCOMPARE(done.rev, 2);
    const auto stale = edit(u"hallo"_s, 1);
    QCOMPARE(stale.status, OperationStatus::Conflict);
    QCOMPARE(stale.theirsRev, 2);
    QCOMPARE(stale.theirs.value("text"_L1).toString(), u"hello"_s);
    QCOMPARE(edit(u"hello"_s, 1).status, OperationStatus::Duplicate);
    QCOMPARE(edit(u"hallo"_s, 2).rev, 3);
}

void TestOperations::editingEndsAfterAWhile()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto comment = fixture.comment(song, u"helo"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    fixture.clock().advance(16LL * 60 * 1000);
    const auto late =
        fixture.operation(comment.scope, comment.entityId, u"comment.edit"_s, {{u"text"_s, u"hello"_s}}, 1);
    QCOMPARE(fixture.pushOne(nao, late).code, u"edit_window_closed"_s);
}

void TestOperations::deletingLeavesATombstone()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    auto comment = fixture.comment(song, u"hello"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    const QString cursor = fixture.pullOne(api::commentsScope(song)).nextCursor;
    const auto remove = fixture.operation(comment.scope, comment.entityId, u"comment.delete"_s, {});
    QCOMPARE(fixture.pushOne(nao, remove).status, OperationStatus::Applied);

    const auto delta = fixture.pullOne(api::commentsScope(song), cursor);
    QCOMPARE(delta.changes.size(), 1);
    QVERIFY(delta.changes.front().deleted);
    QVERIFY(delta.changes.front().body.isEmpty());
    QCOMPARE(delta.checksum, u"0000000000000000"_s);
    QVERIFY(fixture.pullOne(api::commentsScope(song)).changes.empty());
    comment.opId = fixture.made<OperationId>();
    QCOMPARE(fixture.pushOne(nao, comment).code, u"gone"_s);
}

void TestOperations::aDeletedCommentWithRepliesKeepsItsPlace()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto root = fixture.comment(song, u"a secret"_s);
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(root.entityId));
    QVERIFY(fixture.pushAll(nao, {root, reply}));
    const auto remove = [&](const QString& id) {
        return fixture.pushOne(nao, fixture.operation(root.scope, id, u"comment.delete"_s, {}));
    };
    QCOMPARE(remove(root.entityId).status, OperationStatus::Applied);
    auto page = fixture.pullOne(api::commentsScope(song));
    QCOMPARE(page.changes.size(), 2);
    for (const api::Change& change : page.changes) {
        if (change.id != root.entityId) continue;
        QCOMPARE(change.body.value("state"_L1).toString(), u"removed"_s);
        QVERIFY(!change.body.contains("text"_L1));
        QVERIFY(!change.body.contains("author"_L1));
    }
    // With its last reply the empty place goes too.
    QCOMPARE(remove(reply.entityId).status, OperationStatus::Applied);
    page = fixture.pullOne(api::commentsScope(song));
    QVERIFY(page.changes.empty());
    QCOMPARE(page.checksum, u"0000000000000000"_s);
}

void TestOperations::reactionsAreASet()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId lin = fixture.addPerson(u"lin"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto comment = fixture.comment(song, u"hello"_s);
    QCOMPARE(fixture.pushOne(nao, comment).status, OperationStatus::Applied);
    const auto react = [&](UserId who, const QString& kind, bool on) {
        return fixture.pushOne(who, fixture.operation(api::userScope(who), comment.entityId, u"reaction.set"_s,
                                                      {{u"kind"_s, kind}, {u"on"_s, on}}));
    };
    const auto likes = [&] {
        return fixture.pullOne(api::commentsScope(song)).changes.front().body.value("likes"_L1).toInt();
    };
    const auto first = react(lin, u"like"_s, true);
    QCOMPARE(first.status, OperationStatus::Applied);
    QCOMPARE(react(lin, u"like"_s, true).status, OperationStatus::Duplicate);
    QCOMPARE(likes(), 1);
    QCOMPARE(react(nao, u"like"_s, true).status, OperationStatus::Applied);
    QCOMPARE(likes(), 2);
    QCOMPARE(react(lin, u"love"_s, true).status, OperationStatus::Rejected);

    const QString own = api::userScope(lin);
    const auto mine = fixture.pullOne(own, {}, lin);
    QCOMPARE(mine.changes.back().id, QString(comment.entityId + u":like"_s));
    QCOMPARE(mine.changes.back().seq, first.seq);
    QCOMPARE(react(lin, u"like"_s, false).status, OperationStatus::Applied);
    QCOMPARE(likes(), 1);
    const auto after = fixture.pullOne(own, mine.nextCursor, lin);
    QVERIFY(after.changes.front().deleted);
    QCOMPARE(react(lin, u"like"_s, false).status, OperationStatus::Duplicate);
}

void TestOperations::lyricsAreSwappedOnTheirRevision()
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
}

void TestOperations::aTranslationNeedsItsLyrics()
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

void TestOperations::aProposedSongBecomesAnAlias()
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
    // Too long to be the same recording: a song of its own.
    QVERIFY(fixture.addSong(nao, u"Night Rain"_s, 200'000) != song);
}

void TestOperations::whatHangsOnAFailedCreationIsBlocked()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto bad = fixture.comment(song, QString(3000, u'x'));
    const auto reply = fixture.comment(song, u"reply"_s, CommentId::fromString(bad.entityId));
    const auto other = fixture.comment(song, u"other"_s);
    const auto answer = fixture.pushAll(nao, {bad, reply, other});
    QVERIFY(answer);
    QCOMPARE(answer->results.at(0).status, OperationStatus::Rejected);
    QCOMPARE(answer->results.at(1).status, OperationStatus::Blocked);
    QCOMPARE(answer->results.at(1).blockedBy, bad.opId);
    QCOMPARE(answer->results.at(2).status, OperationStatus::Applied);
}

void TestOperations::anUnknownKindIsRefused()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    QCOMPARE(fixture.pushOne(nao, fixture.operation(u"village"_s, u"x"_s, u"village.burn"_s, {})).code,
             u"unknown_kind"_s);
}

void TestOperations::aPushIsLimited()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const std::vector<api::Operation> many(101, fixture.operation(u"village"_s, u"x"_s, u"x"_s, {}));
    const auto answer = fixture.pushAll(nao, many);
    QVERIFY(!answer);
    QCOMPARE(answer.error().details, u"too_large"_s);
}

QTEST_GUILESS_MAIN(TestOperations)
#include "tst_operations.moc"
