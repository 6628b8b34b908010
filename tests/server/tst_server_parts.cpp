#include "village_fixture.h"

#include "server/admission.h"
#include "server/byte_range.h"
#include "server/hot_ranking.h"
#include "server/passwords.h"
#include "server/rate_limiter.h"
#include "server/ready_answers.h"

#include <QCryptographicHash>
#include <QRandomGenerator>

#include <set>

using namespace groundswell;
using namespace groundswell::server;
using namespace Qt::StringLiterals;

class TestServerParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hotShowsAnAuthorOnceAPage();
    void hotPutsCopiesLast();
    void likesSaturateAndTalkCounts();
    void bucketsEmptyAndFillAgain();
    void budgetsAreOfPeopleAndOfNetworks();
    void rangesNeverLeaveTheFile();
    void contentRangesAreRead_data();
    void contentRangesAreRead();
    void wrongContentIsDropped();
    void readyAnswersFollowTheHead();
    void namesThatLookAlikeMeet();
    void displayNamesAreCleaned();
    void passwordsAreHashedWithSalt();

private:
    Talked talked(const QString& text, UserId author, qint64 likes, qint64 age = 0) const;

    const ManualClock m_clock{1'790'000'000'000};
};

Talked TestServerParts::talked(const QString& text, UserId author, qint64 likes, qint64 age) const
{
    Talked talk;
    talk.comment.id = CommentId::make(m_clock);
    talk.comment.author.id = author;
    talk.comment.text = text;
    talk.comment.likes = likes;
    talk.comment.createdAt = m_clock.nowMs() - age;
    return talk;
}

void TestServerParts::hotShowsAnAuthorOnceAPage()
{
    std::vector<UserId> people;
    for (int i = 0; i < 8; ++i)
        people.push_back(UserId::make(m_clock));
    std::vector<Talked> talk;
    std::multiset<QString> all;
    for (int i = 0; i < 200; ++i) {
        // The first person has most of the talk and most of the likes.
        talk.push_back(talked(u"text %1"_s.arg(i), people[i % 3 == 0 ? 1 + static_cast<size_t>(i % 7) : 0], 200 - i));
        all.insert(talk.back().comment.text);
    }
    const auto order = hotOrder(talk, m_clock.nowMs(), 5);
    std::multiset<QString> shown;
    for (const api::Comment& comment : order)
        shown.insert(comment.text);
    QVERIFY(shown == all);
    std::set<UserId> firstPage;
    for (size_t i = 0; i < 5; ++i)
        QVERIFY(firstPage.insert(order[i].author.id).second);
    QCOMPARE(order.front().text, u"text 0"_s);
}

void TestServerParts::hotPutsCopiesLast()
{
    std::vector<Talked> talk{talked(u"First!"_s, UserId::make(m_clock), 9),
                             talked(u"  FIRST! "_s, UserId::make(m_clock), 8),
                             talked(u"a thought"_s, UserId::make(m_clock), 0)};
    const auto order = hotOrder(talk, m_clock.nowMs(), 20);
    QCOMPARE(order.at(0).text, u"First!"_s);
    QCOMPARE(order.at(1).text, u"a thought"_s);
}

void TestServerParts::likesSaturateAndTalkCounts()
{
    const qint64 day = 24LL * 60 * 60 * 1000;
    const auto score = [&](qint64 likes, qint64 repliers, qint64 age) {
        return hotScore(talked(u"x"_s, {}, likes, age).comment, repliers, m_clock.nowMs());
    };
    QVERIFY(score(100, 0, day) < score(10, 5, day));
    QVERIFY(score(10, 0, day) > score(10, 0, 10 * day));
    QVERIFY(score(0, 500, day) == score(0, 8, day));
    QVERIFY(score(1, 0, 400 * day) > score(0, 0, 400 * day));
    // A clock that is behind does not make the future hotter than now.
    QVERIFY(score(0, 0, -day) == score(0, 0, 0));
}

void TestServerParts::bucketsEmptyAndFillAgain()
{
    RateLimiter limiter(3, 1000);
    for (int i = 0; i < 3; ++i)
        QVERIFY(limiter.take(u"a"_s, 0));
    const auto refused = limiter.take(u"a"_s, 0);
    QVERIFY(!refused);
    QCOMPARE(retryAfterSeconds(refused.error()), 1);
    QVERIFY(limiter.take(u"b"_s, 0));
    QVERIFY(!limiter.take(u"a"_s, 900));
    QVERIFY(limiter.take(u"a"_s, 1900));
    limiter.giveBack(u"a"_s);
    QVERIFY(limiter.take(u"a"_s, 1900));
    QVERIFY(!limiter.take(u"a"_s, 1900));
    // A dear one takes all that it costs, or nothing.
    QVERIFY(limiter.take(u"c"_s, 0, 2));
    QCOMPARE(retryAfterSeconds(limiter.take(u"c"_s, 0, 3).error()), 2);
    QVERIFY(limiter.take(u"c"_s, 0));
    // What an answer turned out to cost is paid by the next one, also where it is more than a bucket holds.
    limiter.charge(u"d"_s, 0, 5);
    QCOMPARE(retryAfterSeconds(limiter.take(u"d"_s, 0).error()), 3);
    QVERIFY(limiter.take(u"d"_s, 3000));
}

void TestServerParts::budgetsAreOfPeopleAndOfNetworks()
{
    Admission admission;
    const QString home = u"192.0.2.7"_s;
    const auto callsOf = [&](const QString& token, const QString& address) {
        int calls = 0;
        while (calls < 20'000 && admission.admit(token, address, 1, 0))
            ++calls;
        return calls;
    };
    std::vector<UserId> people;
    for (int i = 0; i < 6; ++i)
        people.push_back(UserId::make(m_clock));
    const auto tokenOf = [](size_t i) { return u"token %1"_s.arg(i); };
    for (size_t i = 0; i < 4; ++i)
        admission.recognise(tokenOf(i), people[i], 0);

    QCOMPARE(callsOf({}, home), 1000);
    QVERIFY2(!admission.admit(u"made up"_s, home, 1, 0), "a token that nobody gave is a guest's");
    QCOMPARE(callsOf(tokenOf(0), home), 3000);
    QVERIFY2(!admission.admit(tokenOf(0), u"198.51.100.4"_s, 1, 0), "a person is one wherever they are");
    QCOMPARE(callsOf(tokenOf(1), home), 3000);
    QCOMPARE(callsOf(tokenOf(2), home), 3000);
    QCOMPARE(callsOf(tokenOf(3), home), 0); // the network has had its 10,000
    QVERIFY(admission.admit({}, u"198.51.100.4"_s, 1, 0));
    QVERIFY2(!admission.knows(tokenOf(0), 5LL * 60 * 1000), "and is looked up again after five minutes");

    const auto writesOf = [&](UserId person) {
        int operations = 0;
        while (operations < 100'000 && admission.admitWrite(person, home, 100, 0))
            operations += 100;
        return operations;
    };
    for (size_t i = 0; i < 4; ++i)
        QCOMPARE(writesOf(people[i]), 4500);
    QCOMPARE(writesOf(people[4]), 100); // four times a person's is a network's: 20,000
    QCOMPARE(writesOf(people[5]), 0);
}

void TestServerParts::rangesNeverLeaveTheFile()
{
    QRandomGenerator random(3);
    const QByteArray letters = "bytes=0123456789-, ";
    for (int i = 0; i < 50'000; ++i) {
        QByteArray header = random.bounded(4) ? "bytes=" : "";
        for (int n = random.bounded(24); n > 0; --n)
            header += letters.at(random.bounded(letters.size()));
        const qint64 size = random.bounded(3) ? random.bounded(1000) : 0;
        const auto range = parseRange(header, size);
        if (!range) continue;
        QVERIFY2(range->offset >= 0 && range->length > 0 && range->offset + range->length <= size, header.constData());
    }
    QCOMPARE(parseRange("bytes=0-99999999999999999999", 10).error(), RangeProblem::Ignored);
    QVERIFY(parseRange("bytes=0-9223372036854775807", 10) == (ByteRange{0, 10}));
}

void TestServerParts::contentRangesAreRead_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("isRange");
    for (const char* good : {"bytes 0-0/1", "bytes 5-9/10"})
        QTest::addRow("%s", good) << QByteArray(good) << true;
    for (const char* bad : {"", "bytes", "bytes 0-1/1", "bytes 5-4/10", "bytes */10", "bytes 0-0/*", "bytes 0-/5",
                            "bytes -1-0/5", "items 0-0/1"})
        QTest::addRow("not %s", bad) << QByteArray(bad) << false;
}

void TestServerParts::contentRangesAreRead()
{
    QFETCH(const QByteArray, header);
    QFETCH(const bool, isRange);
    QCOMPARE(parseContentRange(header).has_value(), isRange);
}

void TestServerParts::wrongContentIsDropped()
{
    const QTemporaryDir folder;
    BlobStore blobs(folder.path(), 1000);
    const UserId nao = UserId::make(m_clock);
    const QByteArray bytes = "0123456789";
    const QString digest = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(blobs.put(nao, digest, "01234x6789", 0, 10).error().details, u"hash_mismatch"_s);
    QCOMPARE(blobs.heldBytes(nao, digest), 0);
    QVERIFY(!blobs.find(digest));
    QCOMPARE(blobs.put(nao, digest, bytes, 0, 1001).error().details, u"too_large"_s);
    QCOMPARE(blobs.put(nao, digest, bytes, 0, 5).error().details, u"too_large"_s);
    QCOMPARE(blobs.put(nao, digest.toUpper(), bytes, 0, 10).error().details, u"bad_digest"_s);
    QCOMPARE(blobs.put(nao, u"../../etc/passwd"_s, bytes, 0, 10).error().details, u"bad_digest"_s);
    QCOMPARE(blobs.put(nao, digest, "012", 0, 10).value_or(-1), 3);
    QCOMPARE(blobs.put(nao, digest, "01", 0, 10).value_or(-1), 2); // begun anew
    QCOMPARE(blobs.put(nao, digest, "23456789", 2, 10).value_or(-1), 10);
    QCOMPARE(blobs.find(digest)->size, 10);
}

void TestServerParts::readyAnswersFollowTheHead()
{
    ReadyAnswers answers;
    const auto made = [](qint64 head, qint64 at) {
        return std::make_shared<const ReadyAnswer>(ReadyAnswer{"x", "\"x\"", head, at});
    };
    answers.keep(u"s"_s, u"k"_s, made(3, 0));
    QVERIFY(answers.find(u"s"_s, u"k"_s, 1000));
    QVERIFY(!answers.find(u"s"_s, u"other"_s, 1000));
    QVERIFY(!answers.find(u"s"_s, u"k"_s, 700'000));
    answers.moveOn(u"s"_s, 4);
    QVERIFY(!answers.find(u"s"_s, u"k"_s, 1000));
    answers.keep(u"s"_s, u"k"_s, made(3, 0)); // read before the change, ready after it
    QVERIFY(!answers.find(u"s"_s, u"k"_s, 1000));
    answers.keep(u"s"_s, u"k"_s, made(4, 0));
    QVERIFY(answers.find(u"s"_s, u"k"_s, 1000));
}

void TestServerParts::namesThatLookAlikeMeet()
{
    QCOMPARE(skeletonOf(u"milo"_s), skeletonOf(u"rni1o"_s));
    QVERIFY(skeletonOf(u"milo"_s) != skeletonOf(u"mila"_s));
    QCOMPARE(checkedName(u"Nao_7"_s).value_or(QString()), u"nao_7"_s);
    for (const QString& bad : {u"a"_s, u"_ab"_s, u"ab."_s, u"a b"_s, u"nào"_s, u"наo"_s, QString(33, u'a')})
        QVERIFY2(!checkedName(bad), qPrintable(bad));
}

void TestServerParts::displayNamesAreCleaned()
{
    QCOMPARE(checkedDisplayName(u"  Ｎａｏ   直 "_s).value_or(QString()), u"Nao 直"_s);
    QVERIFY(!checkedDisplayName(u"evil\u202egnp"_s));
    QVERIFY(!checkedDisplayName(u" "_s));
    QVERIFY(!checkedDisplayName(u"bell\a"_s));
}

void TestServerParts::passwordsAreHashedWithSalt()
{
    const auto hash = hashPassword(u"correct horse battery"_s);
    QVERIFY(hash && hash->startsWith("$argon2id$v=19$m=65536,t=3,p=1$"_L1));
    QVERIFY(passwordMatches(*hash, u"correct horse battery"_s));
    QVERIFY(!passwordMatches(*hash, u"correct horse batterY"_s));
    QVERIFY(!passwordMatches(u"nonsense"_s, u"correct horse battery"_s));
    QVERIFY(makeToken() != makeToken());
    QVERIFY(makeToken().size() >= 43);
}

QTEST_GUILESS_MAIN(TestServerParts)
#include "tst_server_parts.moc"
