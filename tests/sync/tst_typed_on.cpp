// A document that is typed on in its editor while what was published of it is still on its way, and is merged there
// with what others wrote: the editor does not know of that when the newer text is published.

#include "document_bed.h"

using namespace groundswell;
using namespace groundswell::sync;
using namespace Qt::StringLiterals;

class TestTypedOn : public QObject, private sync::test::DocumentBed
{
    Q_OBJECT

private Q_SLOTS:
    void whatOthersWroteMeanwhileStays_data() { states(); }
    void whatOthersWroteMeanwhileStays();
    void whatBothChangedIsDecidedByThePerson_data() { states(); }
    void whatBothChangedIsDecidedByThePerson();
    void nothingOvertakesAnOpenConflict();
    void whatWasMadeOnATextThatIsTakenBackGoesOnFromItsBase();
    void whatStandsBehindATextThatIsTakenBackKeepsItsLines();
    void theTextThatIsMergedWithHasSeenNewerLyrics();
    void aRenamedSongsTranslationIsStillABuffer();

private:
    void states()
    {
        QTest::addColumn<EntryState>("state");
        QTest::newRow("it waits") << EntryState::Pending;
        QTest::newRow("it is on its way") << EntryState::InFlight;
        QTest::newRow("the server has it") << EntryState::Acked;
    }

    OutboxEntry translation(const QStringList& base, const QStringList& mine) const
    {
        return edit(u"translation.put"_s, base, mine);
    }
    QJsonObject document(const QStringList& texts) const { return DocumentBed::document(u"translation.put"_s, texts); }

    std::vector<api::Operation> send(OutboxQueue& outbox)
    {
        m_changes.clear();
        return outbox.take(m_account, 100, 1 << 20, 0, m_changes);
    }
    void settle(OutboxQueue& outbox, const api::OperationResult& result)
    {
        (void)outbox.settle(result, m_epoch, 0, m_changes);
    }
    /// "Rain" was published over "rain" and merged with the second line, which others changed at the same time.
    OutboxQueue merged(EntryState state)
    {
        auto outbox = crossed(translation({u"rain"_s, u"on the bay"_s}, {u"Rain"_s, u"on the bay"_s}),
                              {u"rain"_s, u"at the bay"_s}, 6, m_epoch);
        if (state == EntryState::Pending) return outbox;
        (void)send(outbox);
        if (state == EntryState::Acked) acknowledge(outbox);
        return outbox;
    }
    void acknowledge(OutboxQueue& outbox)
    {
        settle(outbox, answered(outbox.entries().front(), api::OperationStatus::Applied, 7));
    }

    QueueChanges m_changes;
};

void TestTypedOn::whatOthersWroteMeanwhileStays()
{
    QFETCH(const EntryState, state);
    auto outbox = merged(state);
    QCOMPARE(outbox.entries().front().state, state);
    outbox.submit(translation({u"Rain"_s, u"on the bay"_s}, {u"Rain"_s, u"on the bay"_s, u"tonight"_s}), m_changes);
    if (state == EntryState::InFlight) acknowledge(outbox);
    const auto sent = send(outbox);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().args.value("document"_L1).toObject(), document({u"Rain"_s, u"at the bay"_s, u"tonight"_s}));
    QCOMPARE(sent.front().baseRev, state == EntryState::Pending ? 6 : 7);
    QVERIFY(outbox.conflicts().empty());
}

void TestTypedOn::whatBothChangedIsDecidedByThePerson()
{
    QFETCH(const EntryState, state);
    auto outbox = merged(state);
    const auto newer = translation({u"Rain"_s, u"on the bay"_s}, {u"Rain"_s, u"in the bay"_s});
    outbox.submit(newer, m_changes);
    QCOMPARE(outbox.entries().size(), size_t{2});
    if (state == EntryState::Pending) QCOMPARE(send(outbox).size(), size_t{1}); // the merged one goes first
    if (state != EntryState::Acked) acknowledge(outbox);
    const auto sent = send(outbox);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().opId, newer.operation.opId);
    QCOMPARE(sent.front().baseRev, newer.operation.baseRev);
    auto answer = answered(newer, api::OperationStatus::Conflict, 7);
    answer.theirs = {{u"document"_s, document({u"Rain"_s, u"at the bay"_s})}};
    settle(outbox, answer);
    QCOMPARE(outbox.conflicts().size(), size_t{1});
    QCOMPARE(outbox.conflicts().front().base, newer.baseDocument);
    QCOMPARE(outbox.conflicts().front().mine, documentOf(newer.operation));
}

/// Two texts of one document would else have to be decided, and the older one would come last.
void TestTypedOn::nothingOvertakesAnOpenConflict()
{
    const auto first = translation({u"rain"_s}, {u"Rain"_s});
    auto outbox = crossed(first, {u"storm"_s}, 6, m_epoch);
    QCOMPARE(outbox.conflicts().size(), size_t{1});
    const auto newer = translation({u"rain"_s}, {u"RAIN"_s}); // in an editor that does not know of the first
    outbox.submit(newer, m_changes);
    QCOMPARE(outbox.entries().size(), size_t{2});
    QVERIFY(send(outbox).empty());
    QVERIFY(outbox.resolve(first.operation.opId, document({u"storm"_s}), m_changes)); // theirs
    const auto sent = send(outbox);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().opId, newer.operation.opId);
}

/// The server never had what it was made on: that is its writer's too.
void TestTypedOn::whatWasMadeOnATextThatIsTakenBackGoesOnFromItsBase()
{
    auto outbox = merging();
    const auto first = translation({u"rain"_s}, {u"Rain"_s});
    const auto second = translation({u"Rain"_s}, {u"Rain"_s, u"tonight"_s});
    outbox.submit(first, m_changes);
    QCOMPARE(send(outbox).size(), size_t{1});
    outbox.submit(second, m_changes);
    outbox.unsend({first.operation.opId}, m_changes); // there was no connection
    m_changes.clear();
    QVERIFY(outbox.undo(first.operation.opId, m_changes));
    QCOMPARE(outbox.entries().size(), size_t{1});
    QCOMPARE(outbox.entries().front().baseDocument, first.baseDocument);
    QCOMPARE(m_changes.back().entry.operation, first.operation); // as it was, for whoever puts it back
}

/// "Rain" was never at the server: in the base of the next text it would count as something that others took away.
void TestTypedOn::whatStandsBehindATextThatIsTakenBackKeepsItsLines()
{
    auto outbox = merged(EntryState::Pending);
    const auto newer = translation({u"Rain"_s, u"on the bay"_s}, {u"Rain"_s, u"in the bay"_s});
    outbox.submit(newer, m_changes);
    QCOMPARE(outbox.entries().size(), size_t{2});
    QVERIFY(outbox.undo(outbox.entries().front().operation.opId, m_changes));
    QCOMPARE(outbox.entries().size(), size_t{1});
    QCOMPARE(documentOf(outbox.entries().front().operation), documentOf(newer.operation));
    QCOMPARE(outbox.entries().front().baseDocument, document({}));
}

void TestTypedOn::theTextThatIsMergedWithHasSeenNewerLyrics()
{
    auto outbox = merging();
    auto first = translation({u"rain"_s}, {u"Rain"_s});
    first.operation.args[u"base_lyrics_rev"_s] = 2;
    outbox.submit(first, m_changes);
    auto second = translation({u"rain"_s}, {u"rain"_s, u"tonight"_s});
    second.operation.args[u"base_lyrics_rev"_s] = 1;
    outbox.submit(second, m_changes);
    const auto sent = send(outbox);
    QCOMPARE(sent.size(), size_t{1});
    QCOMPARE(sent.front().args.value("document"_L1).toObject(), document({u"Rain"_s, u"tonight"_s}));
    QCOMPARE(sent.front().args.value("base_lyrics_rev"_L1).toInt(), 2);
}

/// The song turns out to be another one while both wait, and the first is refused: the second takes its place.
void TestTypedOn::aRenamedSongsTranslationIsStillABuffer()
{
    auto outbox = merging();
    const auto first = translation({u"rain"_s}, {u"Rain"_s});
    const auto second = translation({u"Rain"_s}, {u"Rain"_s, u"tonight"_s});
    outbox.submit(first, m_changes);
    QCOMPARE(send(outbox).size(), size_t{1});
    outbox.submit(second, m_changes);
    outbox.putBack({first.operation.opId}, m_changes);
    outbox.rename(m_song, SongId::make(m_clock), {}, m_changes);
    const auto sent = send(outbox);
    QCOMPARE(sent.size(), size_t{1});
    settle(outbox, answered(outbox.entries().front(), api::OperationStatus::Rejected));
    QCOMPARE(outbox.entries().size(), size_t{1});
    QCOMPARE(outbox.entries().front().state, EntryState::Pending);
    QCOMPARE(outbox.entries().front().baseDocument.value("lyrics_id"_L1),
             outbox.entries().front().operation.args.value("lyrics_id"_L1));
}

QTEST_GUILESS_MAIN(TestTypedOn)
#include "tst_typed_on.moc"
