// What the outbox makes of the server's word; its other parts are outbox_queue.cpp and outbox_sending.cpp.

#include "sync/outbox_queue.h"

#include <algorithm>
#include <utility>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

std::pair<SongId, SongId> OutboxQueue::settle(const api::OperationResult& result, const QString& epoch, qint64 nowMs,
                                              QueueChanges& changes)
{
    const auto entry = locate(result.opId);
    if (entry == m_entries.end() || entry->state != EntryState::InFlight) return {};
    switch (result.status) {
    case api::OperationStatus::Applied:
    case api::OperationStatus::Duplicate: {
        const auto from = SongId::fromString(entry->operation.entityId);
        const auto to = SongId::fromString(result.entityId);
        const bool moved = entry->operation.kind == "song.ensure"_L1 && !to.isNull() && to != from;
        acknowledge(entry, result, epoch, changes);
        return moved ? std::pair{from, to} : std::pair<SongId, SongId>();
    }
    case api::OperationStatus::Conflict: cross(entry, result, epoch, nowMs, changes); break;
    case api::OperationStatus::Rejected: reject(entry, result, changes); break;
    case api::OperationStatus::Blocked: block(entry, result.blockedBy, nowMs, changes); break;
    case api::OperationStatus::Retry:
        entry->state = EntryState::Pending;
        entry->notBefore = nowMs + qMax(1LL, result.retryAfterMs);
        holdBehindRefused(*entry);
        save(*entry, changes);
        break;
    }
    return {};
}

/// The text that waits behind a document and was written on it; one that was not has a base of its own.
OutboxQueue::Iterator OutboxQueue::bufferOf(Iterator entry)
{
    if (!isDocument(entry->operation)) return m_entries.end();
    const auto document = documentOf(entry->operation);
    return std::find_if(std::next(entry), m_entries.end(), [&](const OutboxEntry& e) {
        const bool waits = e.state == EntryState::Pending || e.state == EntryState::Blocked;
        return waits && e.account == entry->account && e.operation.kind == entry->operation.kind &&
               e.operation.entityId == entry->operation.entityId && e.baseDocument == document;
    });
}

/// What the one was made on, the other goes on from.
void OutboxQueue::giveBase(const OutboxEntry& from, OutboxEntry& to, QueueChanges& changes) const
{
    to.operation.baseRev = from.operation.baseRev;
    to.baseDocument = from.baseDocument;
    to.baseEpoch = from.baseEpoch;
    save(to, changes);
}

/// What was typed since is what is meant.
void OutboxQueue::takeBuffer(Iterator entry, QueueChanges& changes)
{
    const auto buffer = bufferOf(entry);
    if (buffer == m_entries.end()) return;
    entry->operation.args = buffer->operation.args;
    remove(buffer, changes);
}

void OutboxQueue::acknowledge(Iterator entry, const api::OperationResult& result, const QString& epoch,
                              QueueChanges& changes)
{
    entry->state = EntryState::Acked;
    entry->ackedSeq = result.seq;
    entry->ackedRev = result.rev;
    entry->ackedEpoch = epoch;
    save(*entry, changes);
    rebaseEdits(*entry, changes);
    const auto buffer = bufferOf(entry);
    if (buffer == m_entries.end()) return;
    buffer->operation.baseRev = result.rev;
    buffer->baseEpoch = epoch;
    save(*buffer, changes);
}

/// Edits of a comment that wait behind this one are of the revision that it made.
void OutboxQueue::rebaseEdits(const OutboxEntry& entry, QueueChanges& changes)
{
    const auto& done = entry.operation;
    if (done.kind != "comment.create"_L1 && done.kind != "comment.edit"_L1) return;
    for (auto& other : m_entries) {
        const bool follows =
            other.order > entry.order && other.state == EntryState::Pending && other.account == entry.account;
        if (!follows || other.operation.kind != "comment.edit"_L1 || other.operation.entityId != done.entityId)
            continue;
        other.operation.baseRev = entry.ackedRev;
        save(other, changes);
    }
}

/// Somebody else was faster: merge, or keep both for the person. A server that was restored from an older copy has not
/// taken away what it does not know any more: there the base is only what it has of it.
void OutboxQueue::cross(Iterator entry, const api::OperationResult& result, const QString& epoch, qint64 nowMs,
                        QueueChanges& changes)
{
    if (!isDocument(entry->operation)) {
        entry->operation.baseRev = result.theirsRev; // whoever tries it again has been told, and means it
        auto refusal = result;
        refusal.code = u"conflict"_s;
        reject(entry, refusal, changes);
        return;
    }
    takeBuffer(entry, changes);
    const auto mine = documentOf(entry->operation);
    const auto theirs = result.theirs.value("document"_L1).toObject();
    if (isBasedElsewhere(*entry, epoch) || result.theirsRev < entry->operation.baseRev)
        entry->baseDocument = m_rules.shared(entry->operation.kind, entry->baseDocument, theirs);
    entry->baseEpoch = epoch; // of what it goes on from: theirs
    const auto merged = m_rules.merge(entry->operation.kind, entry->baseDocument, mine, theirs);
    if (merged && *merged == theirs) {
        remove(entry, changes);
        return;
    }
    if (merged) {
        replaceId(*entry, changes);
        entry->operation.args["document"_L1] = *merged;
        raiseLyricsRev(entry->operation, result.theirs);
        entry->operation.baseRev = result.theirsRev;
        entry->baseDocument = theirs;
        save(*entry, changes);
        return;
    }
    entry->state = EntryState::Conflict;
    save(*entry, changes);
    m_conflicts.push_back({entry->operation.opId, entry->baseDocument, mine, result.theirs, result.theirsRev, nowMs});
    changes.push_back({.kind = QueueChange::Kind::SaveConflict, .entry = {}, .id = {}, .conflict = m_conflicts.back()});
}

/// Whether what this reaction wants is out of date: tried again later, it would come over the newer one.
bool OutboxQueue::hasNewerWish(Iterator entry) const
{
    return std::ranges::any_of(
        m_entries, [&](const OutboxEntry& other) { return other.order > entry->order && isSameWish(*entry, other); });
}

/// It waits for the person together with the refused one at the root of it. Where nothing is refused here (the refused
/// one was typed anew meanwhile), it just comes later.
void OutboxQueue::block(Iterator entry, OperationId by, qint64 nowMs, QueueChanges& changes)
{
    constexpr qint64 pauseMs = 5000;
    if (hasNewerWish(entry)) {
        remove(entry, changes);
        return;
    }
    takeBuffer(entry, changes);
    const auto* blocker = find(by);
    if (blocker && blocker->state == EntryState::Blocked) blocker = find(blocker->blockedBy);
    if (blocker && blocker->state == EntryState::Rejected) {
        entry->state = EntryState::Blocked;
        entry->blockedBy = blocker->operation.opId;
    } else {
        replaceId(*entry, changes);
        entry->notBefore = nowMs + pauseMs;
    }
    save(*entry, changes);
}

void OutboxQueue::reject(Iterator entry, const api::OperationResult& result, QueueChanges& changes)
{
    if (const auto buffer = bufferOf(entry); buffer != m_entries.end()) { // the newer text may do better
        giveBase(*entry, *buffer, changes);
        remove(entry, changes);
        return;
    }
    if (hasNewerWish(entry)) {
        remove(entry, changes);
        return;
    }
    entry->state = EntryState::Rejected;
    entry->code = result.code;
    entry->message = result.message;
    save(*entry, changes);
    const auto id = entry->operation.opId;
    for (const auto waiting : dependants(*entry)) {
        const auto other = locate(waiting);
        if (other->state != EntryState::Pending) continue;
        other->state = EntryState::Blocked;
        other->blockedBy = id;
        save(*other, changes);
    }
}

void OutboxQueue::retire(const QString& scope, const std::function<bool(const OutboxEntry&)>& seen,
                         QueueChanges& changes)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (entry->state != EntryState::Acked || entry->operation.scope != scope || !seen(*entry)) {
            ++entry;
            continue;
        }
        entry = remove(entry, changes);
    }
}

void OutboxQueue::resend(AccountId account, const QString& epoch, QueueChanges& changes)
{
    reopenConflicts(account, epoch, changes);
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        if (entry->state != EntryState::Acked || entry->account != account || entry->ackedEpoch == epoch) {
            ++entry;
            continue;
        }
        if (!entry->ackedEpoch.isEmpty() && foldIntoNext(*entry, changes)) {
            entry = remove(entry, changes);
            continue;
        }
        if (entry->ackedEpoch.isEmpty())
            entry->ackedEpoch = epoch; // by a server that had no epochs: the first that is heard is its own
        else
            replaceId(*entry, changes);
        save(*entry, changes);
        ++entry;
    }
}

/// What another server's text had in place of the person's is theirs to decide too: it may be all that is left.
void OutboxQueue::reopenConflicts(AccountId account, const QString& epoch, QueueChanges& changes)
{
    for (auto& conflict : m_conflicts) {
        const auto entry = locate(conflict.operation);
        if (entry == m_entries.end() || entry->account != account || !isBasedElsewhere(*entry, epoch)) continue;
        const auto theirs = conflict.theirs.value("document"_L1).toObject();
        conflict.base = entry->baseDocument = m_rules.shared(entry->operation.kind, conflict.base, theirs);
        save(*entry, changes);
        changes.push_back({.kind = QueueChange::Kind::SaveConflict, .entry = {}, .id = {}, .conflict = conflict});
    }
}

/// A later edit of the document was made on this one's text, which the server may not have any more: what both changed
/// is the later one's from now on. A later reaction of the kind is what counts. False where there is none on its way.
bool OutboxQueue::foldIntoNext(const OutboxEntry& entry, QueueChanges& changes)
{
    const bool document = isDocument(entry.operation);
    if (!document && entry.operation.kind != "reaction.set"_L1) return false;
    const auto next = std::ranges::find_if(m_entries, [&](const OutboxEntry& e) {
        const bool goes =
            e.state == EntryState::Pending || e.state == EntryState::InFlight || e.state == EntryState::Acked;
        return goes && e.order > entry.order && e.account == entry.account &&
               e.operation.kind == entry.operation.kind && e.operation.entityId == entry.operation.entityId &&
               (document || e.operation.args.value("kind"_L1) == entry.operation.args.value("kind"_L1));
    });
    if (next == m_entries.end()) return false;
    if (!document) return true;
    // One that was begun on the copy's text does not have this one's lines.
    if (next->baseEpoch != entry.ackedEpoch || next->operation.baseRev < entry.ackedRev) return false;
    next->baseDocument = entry.baseDocument;
    next->baseEpoch = entry.baseEpoch;
    if (next->state != EntryState::InFlight) { // else the same bytes until there is an answer
        if (next->state == EntryState::Pending && next->attempts > 0) replaceId(*next, changes);
        next->operation.baseRev = entry.operation.baseRev;
    }
    save(*next, changes);
    return true;
}

void OutboxQueue::rename(SongId from, SongId to, const QSet<AccountId>& except, QueueChanges& changes)
{
    for (auto& entry : m_entries) {
        if (entry.state == EntryState::InFlight || songOf(entry.operation) != from || except.contains(entry.account))
            continue;
        if (entry.state == EntryState::Pending && entry.attempts > 0)
            replaceId(entry, changes); // other bytes: another operation
        entry.operation = renamed(std::move(entry.operation), from, to);
        if (entry.baseDocument.contains("lyrics_id"_L1))
            entry.baseDocument["lyrics_id"_L1] = entry.operation.args.value("lyrics_id"_L1);
        save(entry, changes);
    }
}

} // namespace groundswell::sync
