#pragma once

#include "base/clock.h"
#include "sync/sync_core.h"

#include <QTest>

namespace groundswell::sync::test {

using namespace Qt::StringLiterals;

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
        return {{}, {}, noMerge, [this] { return OperationId::make(m_clock); }};
    }

    const ManualClock m_clock{1'790'000'000'000};
    const AccountId m_account = AccountId::make(m_clock);
    const QString m_comment = CommentId::make(m_clock).toString();
    const SongId m_song = SongId::make(m_clock);
    const QString m_epoch = u"one"_s;
};

} // namespace groundswell::sync::test
