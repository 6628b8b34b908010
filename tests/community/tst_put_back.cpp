// What was taken out of the outbox and is put back, beside what was written since.

#include "house.h"

#include "community/outbox.h"

using namespace groundswell;
using namespace groundswell::community;
using namespace Qt::StringLiterals;

class TestPutBack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allOfItIsBack();
    void whatWasWrittenAnewStaysAndIsNamed();

private:
    /// Words and a translation of them, which nobody has sent yet.
    static void write(House& house, const QString& text)
    {
        const auto id = api::lyricsIdFor(house.song, u"ja"_s);
        const auto scope = api::songScope(house.song);
        const QJsonObject words{{u"song_id"_s, house.song.toString()},
                                {u"lang"_s, u"ja"_s},
                                {u"document"_s, QJsonObject{{u"line"_s, text}}}};
        const QJsonObject translation{
            {u"lyrics_id"_s, id.toString()}, {u"lang"_s, u"en"_s}, {u"document"_s, QJsonObject{{u"unit"_s, text}}}};
        const std::vector<api::Operation> operations{
            {OperationId::make(house.clock), scope, id.toString(), u"lyrics.put"_s, words, 0},
            {OperationId::make(house.clock), scope, api::translationIdFor(id, u"en"_s).toString(), u"translation.put"_s,
             translation, 0}};
        QVERIFY(House::awaited(house.engine->submit(operations)).has_value());
    }
    static std::vector<OutboxItem> items(House& house)
    {
        return House::awaited(house.village->outbox().items()).value();
    }
    static TakenOut takeFirst(House& house)
    {
        return House::awaited(house.village->outbox().undo(items(house).front().id)).value();
    }
};

void TestPutBack::allOfItIsBack()
{
    House house;
    write(house, u"rain"_s);
    const auto taken = takeFirst(house);
    QCOMPARE(taken.size(), size_t{2});
    QVERIFY(items(house).empty());
    QVERIFY(House::awaited(house.village->outbox().putBack(taken)).has_value());
    QCOMPARE(items(house).size(), size_t{2});
}

void TestPutBack::whatWasWrittenAnewStaysAndIsNamed()
{
    House house;
    write(house, u"rain"_s);
    const auto taken = takeFirst(house);
    house.clock.advance(1000);
    write(house, u"night rain"_s);
    const auto words = items(house).front().id;
    QVERIFY(House::awaited(house.village->outbox().undo(items(house).back().id)).has_value()); // the newer translation
    const auto done = House::awaited(house.village->outbox().putBack(taken));
    QVERIFY(!done);
    QCOMPARE(done.error().message,
             u"Written anew meanwhile, so the newer text stays: Lyrics (ja). All else is back."_s);
    QCOMPARE(items(house).size(), size_t{2});
    QCOMPARE(items(house).front().id, words);
    QCOMPARE(items(house).back().id, taken.back().operation.opId);
    // It is said as often as it is tried, and nothing is there twice.
    QCOMPARE(House::awaited(house.village->outbox().putBack(taken)).error().message,
             u"Written anew meanwhile, so the newer text stays: Lyrics (ja). All else is back."_s);
    QCOMPARE(items(house).size(), size_t{2});
}

QTEST_GUILESS_MAIN(TestPutBack)
#include "tst_put_back.moc"
