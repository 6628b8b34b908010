#include "sync/outbox_queue.h"

#include <QSet>

#include <algorithm>
#include <ranges>
#include <utility>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

namespace {

bool neverSent(const OutboxEntry& entry)
{
    return entry.state == EntryState::Pending && entry.attempts == 0;
}

} // namespace

OutboxQueue::OutboxQueue(std::vector<OutboxEntry> entries, std::vector<Conflict> conflicts, DocumentRules rules,
                         IdSource ids)
    : m_entries(std::move(entries))
    , m_conflicts(std::move(conflicts))
    , m_rules(std::move(rules))
    , m_ids(std::move(ids))
{
    std::ranges::sort(m_entries, {}, &OutboxEntry::order);
}

const OutboxEntry* OutboxQueue::find(OperationId id) const noexcept
{
    const auto entry = std::ranges::find(m_entries, id, [](const OutboxEntry& e) { return e.operation.opId; });
    return entry == m_entries.end() ? nullptr : &*entry;
}

OutboxQueue::Iterator OutboxQueue::locate(OperationId id)
{
    return std::ranges::find(m_entries, id, [](const OutboxEntry& e) { return e.operation.opId; });
}

void OutboxQueue::save(const OutboxEntry& entry, QueueChanges& changes) const
{
    changes.push_back({.kind = QueueChange::Kind::Save, .entry = entry, .id = {}, .conflict = {}});
}

OutboxQueue::Iterator OutboxQueue::remove(Iterator entry, QueueChanges& changes)
{
    changes.push_back({.kind = QueueChange::Kind::Remove, .entry = {}, .id = entry->operation.opId, .conflict = {}});
    return m_entries.erase(entry);
}

/// The person wants it gone: it is told as it was. What was written on its text goes on from what that was written on.
void OutboxQueue::takeAway(Iterator entry, QueueChanges& changes)
{
    const auto buffer = bufferOf(entry);
    if (buffer != m_entries.end()) giveBase(*entry, *buffer, changes);
    for (auto later = std::next(entry); isDocument(entry->operation) && later != m_entries.end(); ++later) {
        const bool standsBehind = later != buffer && later->state == EntryState::Pending &&
                                  later->account == entry->account && later->operation.kind == entry->operation.kind &&
                                  later->operation.entityId == entry->operation.entityId;
        if (!standsBehind) continue; // on a base of its own, which no server may have had either
        later->baseDocument = m_rules.shared(later->operation.kind, later->baseDocument, entry->baseDocument);
        save(*later, changes);
    }
    const auto id = entry->operation.opId;
    removeConflict(id, changes);
    changes.push_back({.kind = QueueChange::Kind::Remove, .entry = std::move(*entry), .id = id, .conflict = {}});
    m_entries.erase(entry);
}

void OutboxQueue::removeConflict(OperationId id, QueueChanges& changes)
{
    if (std::erase_if(m_conflicts, [id](const Conflict& c) { return c.operation == id; }) > 0)
        changes.push_back({.kind = QueueChange::Kind::RemoveConflict, .entry = {}, .id = id, .conflict = {}});
}

/// Makes the entry a new operation in the server's eyes.
void OutboxQueue::replaceId(OutboxEntry& entry, QueueChanges& changes)
{
    changes.push_back({.kind = QueueChange::Kind::Remove, .entry = {}, .id = entry.operation.opId, .conflict = {}});
    entry.operation.opId = m_ids();
    entry.state = EntryState::Pending;
    entry.attempts = 0;
    entry.notBefore = 0;
    entry.ackedSeq = entry.ackedRev = 0;
    entry.ackedEpoch.clear();
    entry.code.clear();
    entry.message.clear();
    entry.blockedBy = {};
}

void OutboxQueue::submit(OutboxEntry entry, QueueChanges& changes)
{
    if (entry.operation.kind == "comment.delete"_L1) {
        const auto create = std::ranges::find_if(m_entries, [&](const OutboxEntry& e) {
            return e.operation.kind == "comment.create"_L1 && e.operation.entityId == entry.operation.entityId &&
                   e.account == entry.account && neverSent(e);
        });
        if (create != m_entries.end()) {
            undo(create->operation.opId, changes);
            return;
        }
    }
    if (squash(entry, changes)) return;
    if (entry.operation.kind == "reaction.set"_L1) dropRefusedWishes(entry, changes);
    entry.state = EntryState::Pending;
    entry.order = m_entries.empty() ? 1 : m_entries.back().order + 1;
    holdBehindRefused(entry);
    save(entry, changes);
    m_entries.push_back(std::move(entry));
}

/// Of a reaction the newest wish counts: an older one that was refused must not be tried again after it.
void OutboxQueue::dropRefusedWishes(const OutboxEntry& newer, QueueChanges& changes)
{
    for (auto entry = m_entries.begin(); entry != m_entries.end();) {
        const bool refused = entry->state == EntryState::Rejected || entry->state == EntryState::Blocked;
        entry = refused && isSameWish(*entry, newer) ? remove(entry, changes) : std::next(entry);
    }
}

/// What needs something that was refused waits for the person, as that does.
void OutboxQueue::holdBehindRefused(OutboxEntry& entry) const
{
    const auto needed = dependenciesOf(entry.operation);
    for (const auto& other : m_entries) {
        const bool refused = other.state == EntryState::Rejected || other.state == EntryState::Blocked;
        if (!refused || other.account != entry.account) continue;
        if (!isCreator(other.operation) || !needed.contains(other.operation.entityId)) continue;
        entry.state = EntryState::Blocked;
        entry.blockedBy = other.state == EntryState::Blocked ? other.blockedBy : other.operation.opId;
    }
}

/// Whether an earlier entry says it now. A document that does not may have got that one's text as its base.
bool OutboxQueue::squash(OutboxEntry& entry, QueueChanges& changes)
{
    const bool document = isDocument(entry.operation);
    if (!document && entry.operation.kind != "reaction.set"_L1) return false;
    const auto same =
        std::ranges::find_last_if(m_entries, [&](const OutboxEntry& e) {
            return e.account == entry.account && e.operation.kind == entry.operation.kind &&
                   e.operation.entityId == entry.operation.entityId &&
                   (document || e.operation.args.value("kind"_L1) == entry.operation.args.value("kind"_L1));
        }).begin();
    if (same == m_entries.end()) return false;
    if (document) return bringUpToDate(entry, *same) && squashDocument(entry, same, changes);
    if (!neverSent(*same)) return false;
    same->operation.args = entry.operation.args;
    save(*same, changes);
    return true;
}

/// Puts into a newer text what the queued one has beyond the text that both were begun on: others' changes, with which
/// it was merged since the editor saw it. False where both changed one field: then each is sent on its own base, and
/// the server's answer to the newer one brings it before the person.
bool OutboxQueue::bringUpToDate(OutboxEntry& newer, const OutboxEntry& queued) const
{
    const auto& kind = newer.operation.kind;
    const auto there = documentOf(queued.operation);
    const auto base = isBasedElsewhere(newer, queued.baseEpoch) ? m_rules.shared(kind, newer.baseDocument, there)
                                                                : newer.baseDocument;
    if (base == there) return true;
    const auto whole = m_rules.merge(kind, base, documentOf(newer.operation), there);
    if (!whole) return false;
    newer.operation.args["document"_L1] = *whole;
    raiseLyricsRev(newer.operation, queued.operation.args);
    return true;
}

bool OutboxQueue::squashDocument(OutboxEntry& entry, Iterator same, QueueChanges& changes)
{
    switch (same->state) {
    case EntryState::Acked:
        entry.operation.baseRev = same->ackedRev;
        entry.baseEpoch = same->ackedEpoch;
        [[fallthrough]];
    case EntryState::InFlight: // becomes the buffer behind it
        entry.baseDocument = documentOf(same->operation);
        return false;
    case EntryState::Conflict:
        same->operation.args = entry.operation.args;
        save(*same, changes);
        for (auto& conflict : m_conflicts) {
            if (conflict.operation != same->operation.opId) continue;
            conflict.mine = documentOf(entry.operation);
            changes.push_back({.kind = QueueChange::Kind::SaveConflict, .entry = {}, .id = {}, .conflict = conflict});
        }
        return true;
    case EntryState::Rejected:
    case EntryState::Blocked:
        same->operation.args = entry.operation.args;
        retry(same->operation.opId, changes);
        return true;
    case EntryState::Pending:
        if (same->attempts > 0) replaceId(*same, changes);
        same->operation.args = entry.operation.args;
        save(*same, changes);
        return true;
    }
    return false;
}

bool OutboxQueue::rewrite(OperationId id, const QJsonObject& args, QueueChanges& changes)
{
    const auto entry = locate(id);
    if (entry == m_entries.end() || !neverSent(*entry)) return false;
    entry->operation.args = args;
    save(*entry, changes);
    return true;
}

std::vector<OperationId> OutboxQueue::dependants(const OutboxEntry& entry) const
{
    std::vector<OperationId> found;
    QSet<QString> gone;
    if (isCreator(entry.operation)) gone.insert(entry.operation.entityId);
    for (const auto& other : m_entries) {
        if (other.order <= entry.order || other.account != entry.account || other.state == EntryState::Acked) continue;
        const auto needed = dependenciesOf(other.operation);
        if (std::ranges::none_of(needed, [&](const QString& id) { return gone.contains(id); })) continue;
        found.push_back(other.operation.opId);
        if (isCreator(other.operation)) gone.insert(other.operation.entityId);
    }
    return found;
}

bool OutboxQueue::undo(OperationId id, QueueChanges& changes)
{
    const auto entry = locate(id);
    if (entry == m_entries.end() || !neverSent(*entry)) return false;
    const auto also = dependants(*entry);
    takeAway(entry, changes);
    for (const auto other : also)
        takeAway(locate(other), changes);
    return true;
}

bool OutboxQueue::retry(OperationId id, QueueChanges& changes)
{
    auto entry = locate(id);
    if (entry == m_entries.end()) return false;
    if (entry->state == EntryState::Blocked && !entry->blockedBy.isNull()) {
        if (locate(entry->blockedBy) != m_entries.end()) return retry(entry->blockedBy, changes);
    }
    if (entry->state != EntryState::Rejected && entry->state != EntryState::Blocked) return false;
    replaceId(*entry, changes);
    save(*entry, changes);
    for (auto& other : m_entries) {
        if (other.state != EntryState::Blocked || other.blockedBy != id) continue;
        replaceId(other, changes);
        save(other, changes);
    }
    return true;
}

bool OutboxQueue::discard(OperationId id, QueueChanges& changes)
{
    const auto entry = locate(id);
    if (entry == m_entries.end()) return false;
    if (entry->state != EntryState::Rejected && entry->state != EntryState::Blocked &&
        entry->state != EntryState::Conflict)
        return false;
    takeAway(entry, changes);
    for (auto& other : m_entries) {
        if (other.state != EntryState::Blocked || other.blockedBy != id) continue;
        other.state = EntryState::Rejected;
        other.code = u"dependency_discarded"_s;
        other.message.clear();
        other.blockedBy = {};
        save(other, changes);
    }
    return true;
}

std::vector<OutboxEntry> OutboxQueue::restore(const std::vector<OutboxEntry>& entries, QueueChanges& changes)
{
    const auto isOutdated = [this](const OutboxEntry& entry) {
        return isDocument(entry.operation) && std::ranges::any_of(m_entries, [&](const OutboxEntry& other) {
                   return other.account == entry.account && other.operation.kind == entry.operation.kind &&
                          other.operation.entityId == entry.operation.entityId && other.createdAt > entry.createdAt;
               });
    };
    std::vector<OutboxEntry> outdated;
    for (auto entry : entries) {
        if (find(entry.operation.opId)) continue;
        if (isOutdated(entry)) {
            outdated.push_back(std::move(entry));
            continue;
        }
        if (entry.state == EntryState::Conflict) replaceId(entry, changes); // it is gone: the server tells it anew
        entry.order = m_entries.empty() ? 1 : m_entries.back().order + 1;
        save(entry, changes);
        m_entries.push_back(std::move(entry));
    }
    return outdated;
}

bool OutboxQueue::resolve(OperationId id, const QJsonObject& document, QueueChanges& changes)
{
    const auto entry = locate(id);
    const auto conflict = std::ranges::find(m_conflicts, id, &Conflict::operation);
    if (entry == m_entries.end() || conflict == m_conflicts.end()) return false;
    const auto theirs = conflict->theirs.value("document"_L1).toObject();
    const auto theirsRev = conflict->theirsRev;
    removeConflict(id, changes);
    if (document == theirs) {
        remove(entry, changes);
        return true;
    }
    replaceId(*entry, changes);
    entry->operation.args["document"_L1] = document;
    entry->operation.baseRev = theirsRev;
    entry->baseDocument = theirs;
    save(*entry, changes);
    return true;
}

} // namespace groundswell::sync
