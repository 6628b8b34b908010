#pragma once

#include "base/clock.h"
#include "sync/sync_core.h"

#include <QTest>

#include <concepts>

namespace groundswell::sync::test {

using namespace Qt::StringLiterals;

/// A queue together with what it wants on the disk: the calls of one account, without what these tests do not vary.
class TriedQueue
{
public:
    TriedQueue(OutboxQueue queue, AccountId account)
        : m_queue(std::move(queue))
        , m_account(account)
    {
    }

    void submit(const std::same_as<OutboxEntry> auto&... entries) { (m_queue.submit(entries, m_changes), ...); }
    /// What is sent next, at most so much.
    std::vector<api::Operation> take(int most = 100, qint64 nowMs = 0) { return takeOf(m_account, most, nowMs); }
    std::vector<api::Operation> takeOf(AccountId account, int most = 100, qint64 nowMs = 0)
    {
        m_changes.clear();
        return m_queue.take(account, most, 1 << 20, nowMs, m_changes);
    }
    void settle(const api::OperationResult& result)
    {
        (void)m_queue.settle(result, QStringLiteral("one"), 0, m_changes);
    }
    void putBack(const OutboxEntry& entry) { m_queue.putBack({entry.operation.opId}, m_changes); }
    bool retry(const OutboxEntry& entry) { return m_queue.retry(entry.operation.opId, m_changes); }
    bool undo(const OutboxEntry& entry) { return m_queue.undo(entry.operation.opId, m_changes); }

    /// What became of an entry; null when it is gone.
    [[nodiscard]] const OutboxEntry* find(const OutboxEntry& entry) const { return m_queue.find(entry.operation.opId); }
    [[nodiscard]] const std::vector<OutboxEntry>& entries() const { return m_queue.entries(); }
    [[nodiscard]] qint64 nextDue() const { return m_queue.nextDue(m_account, 0); }
    /// How many changes for the disk came since the last take() began.
    [[nodiscard]] size_t changeCount() const { return m_changes.size(); }

private:
    OutboxQueue m_queue;
    AccountId m_account;
    QueueChanges m_changes;
};

/// An outbox to try single rules on, and what one person does with one song.
class OutboxBed
{
protected:
    /// A server's word on an entry; `rev` is the entity's, whoever made it.
    static api::OperationResult answered(const OutboxEntry& entry, api::OperationStatus status, qint64 rev = 0)
    {
        api::OperationResult result;
        result.opId = entry.operation.opId;
        result.status = status;
        result.rev = rev;
        result.theirsRev = rev;
        result.seq = 1;
        return result;
    }
    static api::OperationResult blockedBy(const OutboxEntry& blocker, const OutboxEntry& entry)
    {
        auto result = answered(entry, api::OperationStatus::Blocked);
        result.blockedBy = blocker.operation.opId;
        return result;
    }

    OutboxEntry entry(const QString& kind, qint64 baseRev = 0) const
    {
        OutboxEntry entry;
        entry.account = m_account;
        entry.operation = {
            OperationId::make(m_clock), api::commentsScope(m_song), m_comment, kind, {{u"text"_s, kind}}, baseRev};
        return entry;
    }
    OutboxEntry anotherComment() const
    {
        auto create = entry(u"comment.create"_s);
        create.operation.entityId = CommentId::make(m_clock).toString();
        return create;
    }
    OutboxEntry replyTo(const OutboxEntry& comment) const
    {
        auto reply = anotherComment();
        reply.operation.args[u"parent_id"_s] = comment.operation.entityId;
        return reply;
    }
    OutboxEntry lyrics(qint64 baseRev) const
    {
        OutboxEntry entry;
        entry.account = m_account;
        entry.operation = {OperationId::make(m_clock),
                           api::songScope(m_song),
                           api::lyricsIdFor(m_song, u"ja"_s).toString(),
                           u"lyrics.put"_s,
                           {{u"document"_s, QJsonObject{{u"line"_s, u"mine"_s}}}},
                           baseRev};
        return entry;
    }
    OutboxEntry translationOf(const OutboxEntry& lyrics, const QString& text = u"mine"_s) const
    {
        OutboxEntry entry;
        entry.account = m_account;
        const auto id = LyricsId::fromString(lyrics.operation.entityId);
        entry.operation = {OperationId::make(m_clock),
                           api::songScope(m_song),
                           api::translationIdFor(id, u"en"_s).toString(),
                           u"translation.put"_s,
                           {{u"lyrics_id"_s, id.toString()}, {u"document"_s, QJsonObject{{u"unit"_s, text}}}},
                           0};
        return entry;
    }

    /// An empty one in which a person has to decide whenever edits cross.
    OutboxQueue queue() const
    {
        const auto noMerge = [](const QString&, const QJsonObject&, const QJsonObject&, const QJsonObject&) {
            return std::optional<QJsonObject>();
        };
        return {{}, {}, {noMerge, bothHave}, [this] { return OperationId::make(m_clock); }};
    }

    TriedQueue tried() const { return {queue(), m_account}; }

    static QJsonObject bothHave(const QString&, QJsonObject one, const QJsonObject& other)
    {
        const auto keys = one.keys();
        for (const auto& key : keys)
            if (one.value(key) != other.value(key)) one.remove(key);
        return one;
    }

    const ManualClock m_clock{1'790'000'000'000};
    const AccountId m_account = AccountId::make(m_clock);
    const QString m_comment = CommentId::make(m_clock).toString();
    const SongId m_song = SongId::make(m_clock);
    const QString m_epoch = u"one"_s;
};

} // namespace groundswell::sync::test
