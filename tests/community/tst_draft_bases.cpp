// What a draft of a translation was begun on: whose it was, under which number, and what becomes of it when the text
// that was published of it never reaches the village.

#include "house.h"

#include "community/outbox.h"
#include "community/words_reading.h"
#include "translation/units_json.h"

using namespace groundswell;
using namespace groundswell::community;
using namespace Qt::StringLiterals;

class TestDraftBases : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsTakenBackIsADraftAgain();
    void whatIsTakenBackGoesOnFromWhatTheVillageHad();
    void whatIsPutBackIsPublishedAgain();
    void whatWasTypedBeforeThatGoesWithIt_data();
    void whatWasTypedBeforeThatGoesWithIt();
    void theOlderOfTwoTextsIsTakenBackAlone();
    void aTextInTheOutboxIsNoDraftAtOnce();
    void aTextThatIsMergedIsNoDraftAtOnce();
    void theServerOfItsBaseIsKept();
    void aTextOnItsWayIsNoRevisionOfTheVillages();

private:
    TranslationDraft draft(const House& house, const QStringList& texts) const
    {
        TranslationDraft draft;
        draft.songId = house.song;
        draft.lyricsId = api::lyricsIdFor(house.song, u"ja"_s);
        draft.lang = u"en"_s;
        draft.id = api::translationIdFor(draft.lyricsId, draft.lang);
        draft.document = document(draft.lyricsId, texts);
        return draft;
    }
    QJsonObject document(LyricsId lyrics, const QStringList& texts) const
    {
        translation::TranslationDocument document{u"en"_s, lyrics, 1, {}};
        for (qsizetype i = 0; i < texts.size(); ++i)
            document.units.append(
                {m_lines.at(static_cast<size_t>(i)), {}, texts[i], translation::UnitState::Translated});
        return translation::toJson(document);
    }
    static TranslationDraft opened(House& house)
    {
        return House::awaited(
                   house.village->words().openDraft(house.song, api::lyricsIdFor(house.song, u"ja"_s), u"en"_s))
            .value();
    }
    /// The village of this epoch says that it has this translation.
    void fetch(House& house, const QStringList& texts, qint64 rev, const QString& epoch) const
    {
        const auto draft = this->draft(house, texts);
        api::Translation translation{draft.id, draft.lyricsId, house.song, draft.lang, rev, 1, draft.document, {}, 5};
        translation.author = {UserId::make(house.clock), u"nao"_s, u"Nao"_s};
        api::Page page;
        page.scope = api::songScope(house.song);
        page.changes.push_back({u"translation"_s, draft.id.toString(), rev, rev, false, api::toJson(translation)});
        const auto done = house.cache->writer().run([&](store::Database& db) -> Result<bool> {
            sync::cache::stage(db, page, true);
            return sync::cache::applyStaged(db, {page.scope, u"cursor"_s, epoch, {}, rev, true, false}, 5);
        });
        QVERIFY(done && *done);
    }
    static std::vector<sync::OutboxEntry> entries(House& house)
    {
        return house.outbox->readers()
            .run(
                [](store::Database& db) -> Result<std::vector<sync::OutboxEntry>> { return sync::outbox::entries(db); })
            .value();
    }
    static TakenOut undo(House& house, size_t place)
    {
        const auto items = House::awaited(house.village->outbox().items()).value();
        return House::awaited(house.village->outbox().undo(items.at(place).id)).value();
    }
    /// Hands the text to the outbox, and tells the drafts nothing.
    void submit(House& house, const TranslationDraft& text) const
    {
        const QJsonObject args{{u"song_id"_s, text.songId.toString()},
                               {u"lyrics_id"_s, text.lyricsId.toString()},
                               {u"lang"_s, text.lang},
                               {u"document"_s, text.document}};
        const api::Operation put{OperationId::make(house.clock),
                                 api::songScope(text.songId),
                                 text.id.toString(),
                                 u"translation.put"_s,
                                 args,
                                 text.baseRev};
        QVERIFY(House::awaited(house.engine->submit({put}, {text.baseDocument, text.baseEpoch})).has_value());
    }
    static void keepAndPublish(House& house, const TranslationDraft& text)
    {
        QVERIFY(House::awaited(house.village->words().saveDraft(text)).has_value());
        QVERIFY(House::awaited(house.village->words().publish(text)).has_value());
    }

    const SystemClock m_clock;
    const std::array<LineId, 2> m_lines{LineId::make(m_clock), LineId::make(m_clock)};
};

void TestDraftBases::whatIsTakenBackIsADraftAgain()
{
    House house;
    const auto written = draft(house, {u"Night rain"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(written)).has_value());
    QVERIFY(House::awaited(house.village->words().publish(written)).has_value());
    QCOMPARE(opened(house).baseDocument, written.document); // an edit of what is on its way
    QCOMPARE(undo(house, 0).size(), size_t{1});
    const auto again = opened(house);
    QCOMPARE(again.document, written.document);
    QCOMPARE(again.baseDocument, QJsonObject());
}

void TestDraftBases::whatIsTakenBackGoesOnFromWhatTheVillageHad()
{
    House house;
    fetch(house, {u"rain"_s}, 3, u"one"_s);
    auto written = opened(house);
    written.document = document(written.lyricsId, {u"Night rain"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(written)).has_value());
    QVERIFY(House::awaited(house.village->words().publish(written)).has_value());
    QCOMPARE(undo(house, 0).size(), size_t{1});
    // The editor was open all along and does not know; what it publishes now is still an edit of the village's text.
    written.baseDocument = written.document;
    written.document = document(written.lyricsId, {u"Night rain"_s, u"tonight"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(written)).has_value());
    QVERIFY(House::awaited(house.village->words().publish(written)).has_value());
    QCOMPARE(entries(house).size(), size_t{1});
    QCOMPARE(entries(house).front().baseDocument, document(written.lyricsId, {u"rain"_s}));
    QCOMPARE(entries(house).front().operation.baseRev, 3);
    QCOMPARE(entries(house).front().baseEpoch, u"one"_s);
}

/// What is typed on then is an edit of it, also in the same line, and goes with it.
void TestDraftBases::whatIsPutBackIsPublishedAgain()
{
    House house;
    fetch(house, {u"rain"_s}, 3, u"one"_s);
    auto written = opened(house);
    written.document = document(written.lyricsId, {u"Night rain"_s});
    keepAndPublish(house, written);
    const auto taken = undo(house, 0);
    QVERIFY(House::awaited(house.village->outbox().putBack(taken)).has_value());
    auto again = opened(house);
    QCOMPARE(again.baseDocument, written.document);
    again.document = document(written.lyricsId, {u"Night rain, again"_s});
    keepAndPublish(house, again);
    QCOMPARE(entries(house).size(), size_t{1});
    QCOMPARE(sync::documentOf(entries(house).front().operation), again.document);
    QCOMPARE(entries(house).front().baseDocument, document(written.lyricsId, {u"rain"_s}));
    QCOMPARE(entries(house).front().operation.baseRev, 3);
    QCOMPARE(entries(house).front().baseEpoch, u"one"_s);
}

void TestDraftBases::whatWasTypedBeforeThatGoesWithIt_data()
{
    QTest::addColumn<bool>("restarts");
    QTest::newRow("at once") << false;
    QTest::newRow("the program ended meanwhile") << true;
}

/// In the same line, after it was taken back and before it was put back: it is an edit of that still.
void TestDraftBases::whatWasTypedBeforeThatGoesWithIt()
{
    QFETCH(const bool, restarts);
    House house;
    fetch(house, {u"rain"_s}, 3, u"one"_s);
    auto written = opened(house);
    written.document = document(written.lyricsId, {u"Night rain"_s});
    keepAndPublish(house, written);
    const auto taken = undo(house, 0);
    auto again = opened(house);
    again.document = document(written.lyricsId, {u"Night rain, again"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(again)).has_value());
    if (restarts) house.restart();
    QVERIFY(House::awaited(house.village->outbox().putBack(taken)).has_value());
    QCOMPARE(opened(house).document, again.document);
    QCOMPARE(opened(house).baseDocument, written.document);
    QVERIFY(House::awaited(house.village->words().publish(opened(house))).has_value());
    QCOMPARE(entries(house).size(), size_t{1});
    QCOMPARE(sync::documentOf(entries(house).front().operation), again.document);
    QCOMPARE(entries(house).front().baseDocument, document(written.lyricsId, {u"rain"_s}));
}

/// The newer one is what the draft was published as: what is typed on goes with that.
void TestDraftBases::theOlderOfTwoTextsIsTakenBackAlone()
{
    House house;
    submit(house, draft(house, {u"Rain"_s}));
    auto written = draft(house, {u"Night rain"_s}); // begun without having seen the other
    keepAndPublish(house, written);
    QCOMPARE(entries(house).size(), size_t{2});
    QCOMPARE(undo(house, 0).size(), size_t{1});
    QCOMPARE(opened(house).baseDocument, written.document);
    written.document = document(written.lyricsId, {u"Night rain, again"_s});
    keepAndPublish(house, written);
    QCOMPARE(entries(house).size(), size_t{1});
    QCOMPARE(sync::documentOf(entries(house).front().operation), written.document);
}

/// The program may end between the two.
void TestDraftBases::aTextInTheOutboxIsNoDraftAtOnce()
{
    House house;
    auto written = draft(house, {u"Night rain"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(written)).has_value());
    submit(house, written);
    house.restart();
    QCOMPARE(opened(house).baseDocument, written.document);
    written.document = document(written.lyricsId, {u"Night rain, again"_s});
    keepAndPublish(house, written);
    QCOMPARE(entries(house).size(), size_t{1});
}

/// Nor is one that stands in the outbox as something else: merged with what waited there.
void TestDraftBases::aTextThatIsMergedIsNoDraftAtOnce()
{
    House house;
    fetch(house, {u"rain"_s, u"on the bay"_s}, 3, u"one"_s);
    auto written = opened(house);
    auto other = written; // of an editor that the first one has not heard of
    other.document = document(other.lyricsId, {u"rain"_s, u"at the bay"_s});
    submit(house, other);
    written.document = document(written.lyricsId, {u"Night rain"_s, u"on the bay"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(written)).has_value());
    const auto refuse = [&](const char* sql) {
        const auto done = house.outbox->writer().run([sql](store::Database& db) -> Result<void> {
            db.execute(sql);
            return {};
        });
        QVERIFY(done.has_value());
    };
    refuse("CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'full'); END");
    QVERIFY(!House::awaited(house.village->words().publish(written)).has_value());
    QCOMPARE(sync::documentOf(entries(house).front().operation), other.document); // all of it or nothing
    refuse("DROP TRIGGER full");
    QVERIFY(House::awaited(house.village->words().publish(written)).has_value());
    house.restart();
    const auto merged = document(written.lyricsId, {u"Night rain"_s, u"at the bay"_s});
    QCOMPARE(entries(house).size(), size_t{1});
    QCOMPARE(sync::documentOf(entries(house).front().operation), merged);
    QCOMPARE(opened(house).document, merged);
}

/// The village is restored from an older copy between the first key and "Publish".
void TestDraftBases::theServerOfItsBaseIsKept()
{
    House house;
    fetch(house, {u"rain"_s}, 3, u"one"_s);
    auto written = opened(house);
    QCOMPARE(written.baseEpoch, u"one"_s);
    written.document = document(written.lyricsId, {u"Night rain"_s});
    QVERIFY(House::awaited(house.village->words().saveDraft(written)).has_value());
    fetch(house, {u"drizzle"_s}, 4, u"two"_s);
    house.restart();
    QCOMPARE(opened(house).baseEpoch, u"one"_s);
    QVERIFY(House::awaited(house.village->words().publish(opened(house))).has_value());
    QCOMPARE(entries(house).size(), size_t{1});
    QCOMPARE(entries(house).front().baseEpoch, u"one"_s);
    QCOMPARE(entries(house).front().operation.baseRev, 3);
}

/// It lies over revision 2 in what is shown. Sent as an edit of that, it would take what is new there for taken away.
void TestDraftBases::aTextOnItsWayIsNoRevisionOfTheVillages()
{
    House house;
    fetch(house, {u"rain"_s, u"tonight"_s}, 2, u"one"_s);
    const auto own = draft(house, {u"Night rain"_s});
    const auto base =
        house.cache->readers()
            .run([&](store::Database& cache) -> Result<Base> {
                return baseOf(cache, house.song, u"translation"_s, own.id.toString(), {2, {own.document, u"one"_s}});
            })
            .value();
    QCOMPARE(base.rev, 0);
    QCOMPARE(base.of.document, own.document);
}

QTEST_GUILESS_MAIN(TestDraftBases)
#include "tst_draft_bases.moc"
