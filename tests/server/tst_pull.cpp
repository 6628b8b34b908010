#include "village_fixture.h"

#include "community/api/checksum.h"
#include "server/seed.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <map>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

class TestPull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesJoinToTheWholeScope();
    void oneAnswerIsLimited();
    void aFollowerAlwaysAgreesWithTheServer();
    void foreignCursorsStartAnew_data();
    void foreignCursorsStartAnew();
    void purgedTombstonesStartAnew();
    void aNewEpochStartsAnew();
    void aPersonalScopeIsPersonal();
    void unknownScopesAreNamed_data();
    void unknownScopesAreNamed();
    void waitersHearOfChangesOnce();
    void nobodyTakesAllThePlacesToWait();
    void aSeedIsLoadedOnceAndWhole();
    void aBrokenSeedChangesNothing();
};

namespace {

/// A client that only reads: applies pages and keeps the checksum as the protocol tells.
class Follower
{
public:
    explicit Follower(QString scope)
        : m_scope(std::move(scope))
    {
    }

    /// Pulls until there is no more; false when a checksum differs.
    bool catchUp(VillageFixture& fixture)
    {
        for (;;) {
            const api::Page page = fixture.pullOne(m_scope, m_cursor);
            if (page.reset) m_entities.clear();
            for (const api::Change& change : page.changes) {
                const auto key = std::pair(change.type, change.id);
                if (change.deleted)
                    m_entities.erase(key);
                else
                    m_entities[key] = change;
            }
            m_cursor = page.nextCursor;
            ++m_pages;
            if (!page.hasMore) return page.checksum == checksum();
        }
    }

    [[nodiscard]] QString checksum() const
    {
        api::ScopeChecksum sum;
        for (const auto& [key, change] : m_entities)
            sum.add(change.type, change.id, change.rev);
        return sum.toString();
    }
    [[nodiscard]] size_t size() const { return m_entities.size(); }
    [[nodiscard]] int pages() const { return m_pages; }
    [[nodiscard]] QString cursor() const { return m_cursor; }
    [[nodiscard]] bool agreesWith(const Follower& other) const { return m_entities == other.m_entities; }

private:
    QString m_scope;
    QString m_cursor;
    int m_pages = 0;
    std::map<std::pair<QString, QString>, api::Change> m_entities;
};

void addComments(VillageFixture& fixture, UserId person, SongId song, int count)
{
    for (int done = 0; done < count; done += 100) {
        std::vector<api::Operation> operations;
        for (int i = done; i < std::min(done + 100, count); ++i)
            operations.push_back(fixture.comment(song, u"comment %1"_s.arg(i)));
        QVERIFY(fixture.pushAll(person, operations));
    }
}

} // namespace

void TestPull::pagesJoinToTheWholeScope()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    addComments(fixture, nao, song, 1200);
    Follower follower(api::commentsScope(song));
    QVERIFY(follower.catchUp(fixture));
    QCOMPARE(follower.size(), 1200);
    QCOMPARE(follower.pages(), 3);
    const auto first = fixture.pullOne(api::commentsScope(song));
    QVERIFY(first.hasMore);
    QVERIFY(first.checksum.isEmpty());
    QCOMPARE(first.changes.size(), 500);
}

void TestPull::oneAnswerIsLimited()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    std::vector<api::ScopeCursor> scopes;
    for (int i = 0; i < 6; ++i) {
        const SongId song = fixture.addSong(nao, u"Song %1"_s.arg(i));
        addComments(fixture, nao, song, 500);
        scopes.push_back({api::commentsScope(song), {}});
    }
    const auto answer = fixture.pullAll(scopes);
    QVERIFY(answer);
    size_t changes = 0;
    for (const api::Page& page : answer->pages)
        changes += page.changes.size();
    QCOMPARE(changes, 2000);
    // What did not fit is asked for again with the cursor that came.
    const api::Page& last = answer->pages.back();
    QVERIFY(last.hasMore);
    QVERIFY(last.changes.empty());
    const auto rest = fixture.pullOne(last.scope, last.nextCursor);
    QVERIFY(!rest.reset);
    QCOMPARE(rest.changes.size(), 500);
}

void TestPull::aFollowerAlwaysAgreesWithTheServer()
{
    VillageFixture fixture;
    const std::array people{fixture.addPerson(u"nao"_s), fixture.addPerson(u"lin"_s)};
    const SongId song = fixture.addSong(people[0], u"Night Rain"_s);
    Follower follower(api::commentsScope(song));
    QRandomGenerator random(7);
    QList<std::pair<QString, UserId>> comments;
    for (int step = 0; step < 400; ++step) {
        const UserId who = people[random.bounded(2)];
        const int choice = comments.isEmpty() ? 0 : random.bounded(5);
        api::Operation operation;
        if (choice <= 1) {
            const bool isReply = !comments.isEmpty() && random.bounded(2) == 0;
            const CommentId parent =
                isReply ? CommentId::fromString(comments.at(random.bounded(comments.size())).first) : CommentId();
            operation = fixture.comment(song, u"text %1"_s.arg(step), parent);
            comments.emplace_back(operation.entityId, who);
        } else {
            const auto& [id, author] = comments.at(random.bounded(comments.size()));
            if (choice == 2)
                operation = fixture.operation(api::commentsScope(song), id, u"comment.delete"_s, {});
            else if (choice == 3)
                operation = fixture.operation(api::commentsScope(song), id, u"comment.edit"_s,
                                              {{u"text"_s, u"edit %1"_s.arg(step)}}, random.bounded(1, 4));
            else
                operation = fixture.operation(api::commentsScope(song), id, u"reaction.set"_s,
                                              {{u"kind"_s, u"hug"_s}, {u"on"_s, random.bounded(2) == 1}});
        }
        QVERIFY(fixture.pushAll(who, {operation, operation}));
        if (random.bounded(3) == 0) QVERIFY2(follower.catchUp(fixture), qPrintable(QString::number(step)));
    }
    QVERIFY(follower.catchUp(fixture));
    Follower fresh(api::commentsScope(song));
    QVERIFY(fresh.catchUp(fixture));
    QVERIFY(fresh.agreesWith(follower));
    QVERIFY(fresh.size() > 20);
}

void TestPull::foreignCursorsStartAnew_data()
{
    QTest::addColumn<QString>("cursor");
    QTest::newRow("text") << u"hello"_s;
    QTest::newRow("no signature") << u"1."_s;
    QTest::newRow("a made-up signature") << u"1.AAAAAAAAAAAA"_s;
    QTest::newRow("a dot") << u"."_s;
    QTest::newRow("letters of another script") << u"١.夜"_s;
    QTest::newRow("long") << QString(5000, u'1');
}

void TestPull::foreignCursorsStartAnew()
{
    QFETCH(const QString, cursor);
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    addComments(fixture, nao, song, 3);
    const auto page = fixture.pullOne(api::commentsScope(song), cursor);
    QVERIFY(page.reset);
    QCOMPARE(page.changes.size(), 3);
    const QString ofAnother = fixture.pullOne(api::songScope(song)).nextCursor;
    QVERIFY(fixture.pullOne(api::commentsScope(song), ofAnother).reset);
    QVERIFY(!fixture.pullOne(api::commentsScope(song), page.nextCursor).reset);
}

void TestPull::purgedTombstonesStartAnew()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto kept = fixture.comment(song, u"kept"_s);
    const auto gone = fixture.comment(song, u"gone"_s);
    QVERIFY(fixture.pushAll(nao, {kept, gone}));
    Follower asleep(api::commentsScope(song));
    QVERIFY(asleep.catchUp(fixture));
    QVERIFY(fixture.pushAll(nao, {fixture.operation(gone.scope, gone.entityId, u"comment.delete"_s, {})}));
    Follower awake(api::commentsScope(song));
    QVERIFY(awake.catchUp(fixture));

    fixture.clock().advance(200LL * 24 * 60 * 60 * 1000);
    QVERIFY(fixture.village().tidy());
    QVERIFY(!fixture.pullOne(api::commentsScope(song), awake.cursor()).reset);
    QVERIFY(fixture.pullOne(api::commentsScope(song), asleep.cursor()).reset);
    QVERIFY(asleep.catchUp(fixture));
    QCOMPARE(asleep.size(), 1);
}

void TestPull::aNewEpochStartsAnew()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const SongId song = fixture.addSong(nao, u"Night Rain"_s);
    const auto before = fixture.pullOne(api::songScope(song));
    fixture.reopen();
    QVERIFY(!fixture.pullOne(api::songScope(song), before.nextCursor).reset);
    const auto done = fixture.store().writer().run([](store::Database& db) -> Result<bool> {
        db.execute("DELETE FROM setting WHERE key = 'epoch'");
        return true;
    });
    QVERIFY(done);
    fixture.reopen();
    const auto after = fixture.pullOne(api::songScope(song), before.nextCursor);
    QVERIFY(after.reset);
    QVERIFY(after.epoch != before.epoch);
}

void TestPull::aPersonalScopeIsPersonal()
{
    VillageFixture fixture;
    const UserId nao = fixture.addPerson(u"nao"_s);
    const UserId eve = fixture.addPerson(u"eve"_s);
    const std::vector<api::ScopeCursor> scopes{{api::userScope(nao), {}}};
    QVERIFY(fixture.pullAll(scopes, nao));
    QCOMPARE(fixture.pullAll(scopes, eve).error().code, ErrorCode::Forbidden);
    QCOMPARE(fixture.pullAll(scopes).error().code, ErrorCode::Unauthorised);
}

void TestPull::unknownScopesAreNamed_data()
{
    QTest::addColumn<QString>("scope");
    for (const char* scope :
         {"", "song", "song:", "song:x", "comments:01900000-0000-7000-8000-00000000DEAD",
          "song:{01900000-0000-7000-8000-000000000001}", "people:01900000-0000-7000-8000-000000000001", "village:1"})
        QTest::addRow("%s", scope) << QString::fromLatin1(scope);
}

void TestPull::unknownScopesAreNamed()
{
    QFETCH(const QString, scope);
    VillageFixture fixture;
    const auto answer = fixture.pullAll({{scope, {}}});
    QVERIFY(!answer);
    QCOMPARE(answer.error().details, u"unknown_scope"_s);
}

void TestPull::waitersHearOfChangesOnce()
{
    EventHub hub;
    QList<std::vector<api::Poke>> heard;
    const auto hear = [&](std::vector<api::Poke> pokes) { heard.push_back(std::move(pokes)); };
    const quint64 first = hub.wait(u"mio"_s, {{u"a"_s, 3}, {u"b"_s, 1}}, hear).value();
    hub.poke({{u"c"_s, 9}});
    hub.poke({{u"a"_s, 3}});
    QVERIFY(heard.isEmpty());
    hub.poke({{u"a"_s, 4}, {u"b"_s, 2}, {u"c"_s, 10}});
    QCOMPARE(heard.size(), 1);
    QCOMPARE(heard.front(), (std::vector<api::Poke>{{u"a"_s, 4}, {u"b"_s, 2}}));
    hub.answer(first, {}, true);
    hub.poke({{u"a"_s, 5}});
    QCOMPARE(heard.size(), 1);
    const quint64 second = hub.wait(u"mio"_s, {{u"a"_s, 5}}, hear).value();
    hub.answer(second, {{u"a"_s, 5}}, false);
    QCOMPARE(heard.size(), 1);
    hub.answer(second, {}, true);
    QCOMPARE(heard.size(), 2);
    QVERIFY(heard.back().empty());
    QCOMPARE(hub.waiting(), size_t{0});
}

void TestPull::nobodyTakesAllThePlacesToWait()
{
    EventHub hub;
    const auto ignore = [](const std::vector<api::Poke>&) {};
    quint64 last = 0;
    for (int i = 0; i < EventHub::mostOfOne; ++i)
        last = hub.wait(u"one"_s, {{u"a"_s, 1}}, ignore).value();
    QVERIFY(!hub.wait(u"one"_s, {{u"a"_s, 1}}, ignore));
    QVERIFY(hub.wait(u"another"_s, {{u"a"_s, 1}}, ignore));
    hub.answer(last, {}, true);
    QVERIFY(hub.wait(u"one"_s, {{u"a"_s, 1}}, ignore));
    hub.poke({{u"a"_s, 2}});
    QCOMPARE(hub.waiting(), size_t{0});
    QVERIFY(hub.wait(u"one"_s, {{u"a"_s, 1}}, ignore));
}

namespace {

QJsonObject seedFile()
{
    const auto id = [](int n) { return u"01900000-0000-5000-8000-%1"_s.arg(n, 12, 10, QLatin1Char('0')); };
    QJsonArray people;
    for (int i = 1; i <= 5; ++i)
        people.append(
            QJsonObject{{u"id"_s, id(i)}, {u"name"_s, u"p%1x"_s.arg(i)}, {u"display_name"_s, u"Person %1"_s.arg(i)}});
    const QJsonObject song{
        {u"id"_s, id(10)}, {u"title"_s, u"T"_s}, {u"artist"_s, u"A"_s}, {u"created_by"_s, id(1)}, {u"age_ms"_s, 1000}};
    const QJsonObject root{{u"id"_s, id(20)},      {u"song_id"_s, id(10)}, {u"author_id"_s, id(1)},
                           {u"text"_s, u"root"_s}, {u"likes"_s, 4},        {u"hugs"_s, 2}};
    const QJsonObject reply{{u"id"_s, id(21)},
                            {u"song_id"_s, id(10)},
                            {u"author_id"_s, id(2)},
                            {u"text"_s, u"reply"_s},
                            {u"parent_id"_s, id(20)}};
    const QJsonObject story{{u"id"_s, id(30)},    {u"song_id"_s, id(10)},  {u"author_id"_s, id(1)},
                            {u"title"_s, u"S"_s}, {u"text"_s, u"story"_s}, {u"source_kind"_s, u"press"_s},
                            {u"supports"_s, 3},   {u"disputes"_s, 1}};
    return {{u"format"_s, 1},
            {u"community"_s, QJsonObject{{u"name"_s, u"Seeded Bay"_s}}},
            {u"people"_s, people},
            {u"songs"_s, QJsonArray{song}},
            {u"stories"_s, QJsonArray{story}},
            {u"comments"_s, QJsonArray{root, reply}},
            {u"lyrics"_s, QJsonArray()},
            {u"translations"_s, QJsonArray()}};
}

QString writeSeed(const VillageFixture& fixture, const QJsonObject& seed)
{
    QFile file(fixture.folder() + u"/village.json"_s);
    if (!file.open(QIODevice::WriteOnly)) qFatal("no seed");
    file.write(QJsonDocument(seed).toJson());
    return file.fileName();
}

} // namespace

void TestPull::aSeedIsLoadedOnceAndWhole()
{
    VillageFixture fixture;
    const QString path = writeSeed(fixture, seedFile());
    const auto loaded = seedVillage(fixture.village(), path);
    QVERIFY2(loaded && *loaded, loaded ? "" : qUtf8Printable(loaded.error().message));
    const SongId song = SongId::fromString(u"01900000-0000-5000-8000-000000000010");
    Follower talk(api::commentsScope(song));
    QVERIFY(talk.catchUp(fixture));
    QCOMPARE(talk.size(), 2);
    const auto page = fixture.pullOne(api::commentsScope(song));
    QCOMPARE(page.changes.front().body.value("likes"_L1).toInt(), 4);
    QCOMPARE(page.changes.front().body.value("hugs"_L1).toInt(), 2);
    QCOMPARE(page.changes.front().body.value("reply_count"_L1).toInt(), 1);
    const auto beside = fixture.pullOne(api::songScope(song));
    QCOMPARE(beside.changes.size(), 2);
    QCOMPARE(beside.changes.front().body.value("supports"_L1).toInt(), 3);
    QCOMPARE(beside.changes.front().body.value("disputes"_L1).toInt(), 1);
    QCOMPARE(beside.changes.back().body.value("comment_count"_L1).toInt(), 2);
    const auto again = seedVillage(fixture.village(), path);
    QVERIFY(again && !*again);
}

void TestPull::aBrokenSeedChangesNothing()
{
    VillageFixture fixture;
    QJsonObject seed = seedFile();
    QJsonArray comments = seed.value("comments"_L1).toArray();
    comments.append(QJsonObject{{u"id"_s, u"zz"_s}});
    seed.insert(u"comments"_s, comments);
    const QString path = writeSeed(fixture, seed);
    const auto refused = seedVillage(fixture.village(), path);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains("comments[2].id"_L1), qUtf8Printable(refused.error().message));
    QVERIFY(!seedVillage(fixture.village(), fixture.folder() + u"/none.json"_s));
    // Still empty: a whole file is taken.
    const auto loaded = seedVillage(fixture.village(), writeSeed(fixture, seedFile()));
    QVERIFY(loaded && *loaded);
}

QTEST_GUILESS_MAIN(TestPull)
#include "tst_pull.moc"
