#include "base/clock.h"
#include "community/api/account.h"
#include "community/api/checksum.h"
#include "community/api/json.h"
#include "community/api/json_reader.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::api;
using namespace Qt::StringLiterals;

class TestApiJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entitiesRoundTrip();
    void messagesRoundTrip();
    void emptyFieldsAreLeftOut();
    void unknownFieldsAreIgnored();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void bytesThatAreNoObjectAreRefused();
    void checksumIsAdditiveAndOrderFree();
};

namespace {

const SystemClock clockOfMachine;

template <class T>
T made()
{
    return T::make(clockOfMachine);
}

Person person()
{
    return {made<UserId>(), u"nao"_s, u"Nao 直"_s};
}

Comment comment()
{
    Comment comment;
    comment.id = made<CommentId>();
    comment.songId = made<SongId>();
    comment.parentId = made<CommentId>();
    comment.author = person();
    comment.text = u"夜 and \"quotes\"\nand a second line"_s;
    comment.lang = u"ja"_s;
    comment.atMs = 0;
    comment.lineId = made<LineId>();
    comment.createdAt = 1'700'000'000'000;
    comment.editedAt = 1'700'000'000'001;
    comment.likes = 3;
    comment.hugs = 2;
    comment.replyCount = 1;
    comment.state = CommentState::Held;
    return comment;
}

Comment bareComment()
{
    Comment comment;
    comment.id = made<CommentId>();
    comment.songId = made<SongId>();
    comment.text = u"x"_s;
    return comment;
}

Song song()
{
    return {made<SongId>(), u"T"_s, u"A"_s, u"B"_s, 180'000, u"m"_s, u"i"_s, 4, 5};
}

template <class T>
void roundTrip(const T& value)
{
    const Result<T> back = parse<T>(toBytes(toJson(value)));
    QVERIFY2(back.has_value(), back ? "" : qUtf8Printable(back.error().message));
    QVERIFY(*back == value);
}

} // namespace

void TestApiJson::entitiesRoundTrip()
{
    roundTrip(person());
    roundTrip(comment());
    roundTrip(bareComment());
    roundTrip(song());
    roundTrip(Reaction{made<CommentId>(), made<SongId>(), ReactionKind::Hug});
    roundTrip(Story{made<StoryId>(), made<SongId>(), u"t"_s, u"text"_s, u"en"_s, StorySource::ArtistSaid,
                    u"a magazine"_s, person(), person(), made<StoryId>(), 1, 2, 3, 4});
    const QJsonObject document{{u"lines"_s, QJsonArray{1, u"two"_s}}};
    roundTrip(Lyrics{made<LyricsId>(), made<SongId>(), u"ko"_s, 7, document, person(), u"own ear"_s, u"CC0"_s, 8});
    roundTrip(
        Translation{made<TranslationId>(), made<LyricsId>(), made<SongId>(), u"ar"_s, 2, 7, document, person(), 9});
}

void TestApiJson::messagesRoundTrip()
{
    roundTrip(Session{person(), u"a"_s, 900'000, u"r"_s});
    roundTrip(RegisterRequest{u"nao"_s, u"Nao"_s, u"lantern-bay-nao"_s, u"desk"_s});
    roundTrip(LoginRequest{u"nao"_s, u"lantern-bay-nao"_s, u"desk"_s});
    roundTrip(RefreshRequest{u"token"_s});
    roundTrip(NameAvailability{u"nao"_s, false, u"taken"_s});
    const MatchRequest match{made<SongId>(), u"t"_s, u"a"_s, u"b"_s, 1, u"m"_s, u"i"_s, true};
    roundTrip(match);
    roundTrip(MatchAnswer{song(), {u"title"_s, u"artist"_s}, true});
    roundTrip(MatchAnswer{});
    const Operation operation{made<OperationId>(), u"village"_s,           u"e"_s,
                              u"comment.create"_s, {{u"text"_s, u"hi"_s}}, 3};
    roundTrip(PushRequest{{operation, operation}});
    const OperationResult result{made<OperationId>(),
                                 OperationStatus::Conflict,
                                 1,
                                 2,
                                 u"e"_s,
                                 3,
                                 {{u"a"_s, 1}},
                                 u"c"_s,
                                 u"m"_s,
                                 made<OperationId>(),
                                 4};
    roundTrip(PushAnswer{{result}, u"e"_s});
    roundTrip(PullRequest{{{u"village"_s, u"c"_s}, {u"user:x"_s, {}}}});
    const Change change{u"comment"_s, u"id"_s, 1, 2, true, {}};
    roundTrip(PullAnswer{{Page{u"village"_s, {change}, u"n"_s, true, true, true, u"song:y"_s, u"00ff"_s, u"e"_s, 5}}});
    roundTrip(EventsAnswer{{Poke{u"village"_s, 9}}});
    roundTrip(CommentList{{comment()}, u"before"_s, 3, u"after"_s});
    roundTrip(Problem{u"bad"_s, u"Bad."_s, u"args.text"_s});
    roundTrip(Capabilities{u"Bay"_s, u"d"_s, u"1"_s, 3, 4, 5, 6, 7, 8, 9, 10});
}

void TestApiJson::emptyFieldsAreLeftOut()
{
    const QJsonObject json = toJson(bareComment());
    for (const auto key : {u"parent_id", u"author", u"lang", u"at_ms", u"line_id", u"edited_at"})
        QVERIFY2(!json.contains(QStringView(key)), qUtf8Printable(QString::fromUtf16(key)));
    QVERIFY(json.contains(u"likes"_s));
}

void TestApiJson::unknownFieldsAreIgnored()
{
    QJsonObject json = toJson(person());
    json.insert(u"from_the_future"_s, 1);
    QVERIFY(fromJson<Person>(json).has_value());
}

void TestApiJson::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("field");
    const QByteArray id = made<OperationId>().toString().toUtf8();
    const QByteArray rest = R"(","scope":"village","entity_id":"e","kind":"k","args":{}})";
    const auto push = [&](const QByteArray& operations) { return R"({"operations":)" + operations + '}'; };
    QTest::newRow("missing list") << QByteArray("{}") << u"operations"_s;
    QTest::newRow("not a list") << push("3") << u"operations"_s;
    QTest::newRow("not an object") << push("[1]") << u"operations[0]"_s;
    QTest::newRow("no id") << push(R"([{"op_id":")" + rest + ']') << u"operations[0].op_id"_s;
    QTest::newRow("a bad id") << push(R"([{"op_id":"zz)" + rest + ']') << u"operations[0].op_id"_s;
    QTest::newRow("the second") << push(R"([{"op_id":")" + id + rest + R"(,{"op_id":7}])") << u"operations[1].op_id"_s;
    const QByteArray head = R"([{"op_id":")" + id + R"(","scope":"village","entity_id":"e","kind":"k",)";
    QTest::newRow("args a list") << push(head + R"("args":[]}])") << u"operations[0].args"_s;
    QTest::newRow("args null") << push(head + R"("args":null}])") << u"operations[0].args"_s;
    for (const char* rev : {"-1", "1.5", "\"1\"", "1e300", "true"})
        QTest::addRow("base_rev %s", rev)
            << push(head + R"("args":{},"base_rev":)" + rev + "}]") << u"operations[0].base_rev"_s;
}

void TestApiJson::wrongFieldsAreNamed()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, field);
    const auto read = parse<PushRequest>(bytes);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    QCOMPARE(fieldOf(read.error()), field);
    QVERIFY(read.error().message.contains(field));
}

void TestApiJson::bytesThatAreNoObjectAreRefused()
{
    for (const QByteArray& bytes :
         {QByteArray(), QByteArray("["), QByteArray("[]"), QByteArray("\xff\xfe{}"), QByteArray(5000, '[')}) {
        const auto read = parse<Person>(bytes);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
    }
}

void TestApiJson::checksumIsAdditiveAndOrderFree()
{
    // printf 'comment\nabc\n1' | sha256sum
    QCOMPARE(entityChecksum(u"comment", u"abc", 1), 0xe345f236c18fb9b7ULL);
    ScopeChecksum forward;
    forward.add(u"comment", u"a", 1);
    forward.add(u"story", u"b", 2);
    ScopeChecksum backward;
    backward.add(u"story", u"b", 2);
    backward.add(u"comment", u"a", 1);
    QCOMPARE(forward, backward);
    forward.add(u"comment", u"a", 2);
    forward.remove(u"comment", u"a", 2);
    QCOMPARE(forward, backward);
    forward.remove(u"comment", u"a", 1);
    forward.remove(u"story", u"b", 2);
    QCOMPARE(forward.toString(), u"0000000000000000"_s);
    QVERIFY(entityChecksum(u"comment", u"a", 1) != entityChecksum(u"comment", u"a", 2));
}

QTEST_GUILESS_MAIN(TestApiJson)
#include "tst_api_json.moc"
