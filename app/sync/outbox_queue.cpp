#include "sync/outbox_queue.h"

#include "community/api/json.h"

#include <QHash>
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

void OutboxQueue::remove(Iterator entry, QueueChanges& changes)
{
    const auto id = entry->operation.opId;
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

// ------------------------------------------------------------------ what the person does

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
    entry.state = EntryState::Pending;
    entry.order = m_entries.empty() ? 1 : m_entries.back().order + 1;
    holdBehindRefused(entry);
    save(entry, changes);
    m_entries.push_back(std::move(entry));
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

bool OutboxQueue::squash(const OutboxEntry& entry, QueueChanges& changes)
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
    if (!document) {
        if (!neverSent(*same)) return false;
        same->operation.args = entry.operation.args;
        save(*same, changes);
        return true;
    }
    switch (same->state) {
    case EntryState::InFlight: return false; // becomes the buffer behind it
    case EntryState::Acked: {
        auto next = entry;
        next.operation.baseRev = same->ackedRev;
        next.baseDocument = documentOf(same->operation);
        next.baseEpoch = same->ackedEpoch;
        next.order = m_entries.back().order + 1;
        save(next, changes);
        m_entries.push_back(std::move(next));
        return true;
    }
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
    remove(entry, changes);
    for (const auto other : also)
        remove(locate(other), changes);
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
    removeConflict(id, changes);
    remove(entry, changes);
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

// ------------------------------------------------------------------ sending

std::vector<api::Operation> OutboxQueue::take(AccountId account, int limit, qint64 maxBytes, qint64 nowMs,
                                              QueueChanges& changes)
{
    std::vector<OutboxEntry*> chosen;
    const auto mine = [&](const OutboxEntry& e) { return e.account == account; };
    for (auto& entry : m_entries) {
        if (mine(entry) && entry.state == EntryState::InFlight && std::ssize(chosen) < limit) chosen.push_back(&entry);
    }
    if (chosen.empty()) {
        QHash<QString, const OutboxEntry*> unmet; // entities that the server does not have yet
        QSet<QString> busy;                       // documents and reactions with a change before this one
        QSet<QString> stopped;                    // lanes
        qint64 bytes = 0;
        const bool anyRefused = std::ranges::any_of(
            m_entries, [&](const OutboxEntry& e) { return mine(e) && e.state == EntryState::Rejected; });
        for (auto& entry : m_entries) {
            if (!mine(entry) || entry.state == EntryState::Acked) continue;
            if (anyRefused && entry.state == EntryState::Pending) {
                holdBehindRefused(entry); // put back or begun anew since that was refused
                if (entry.state == EntryState::Blocked) save(entry, changes);
            }
            const auto& operation = entry.operation;
            bool ready = entry.state == EntryState::Pending && !stopped.contains(operation.scope);
            if (ready && entry.notBefore > nowMs) {
                // The server's wait is for the lane; what the person may still take back holds up nothing.
                if (entry.attempts > 0) stopped.insert(operation.scope);
                ready = false;
            }
            // Had the server time for the second only, the first would come after it in the end.
            // What was refused waits for the person; a newer text may do better meanwhile.
            const bool refused = entry.state == EntryState::Rejected || entry.state == EntryState::Blocked;
            if (!refused && (isDocument(operation) || operation.kind == "reaction.set"_L1)) {
                const auto subject = operation.entityId + operation.args.value("kind"_L1).toString();
                ready = ready && !busy.contains(subject);
                busy.insert(subject);
            }
            for (const auto& id : dependenciesOf(operation)) {
                const auto* creator = unmet.value(id);
                // Of one batch, the server takes operations in order; but only its answer tells which song it is.
                if (creator && (creator->operation.kind == "song.ensure"_L1 || !std::ranges::contains(chosen, creator)))
                    ready = false;
            }
            if (ready && std::ssize(chosen) < limit) {
                bytes += api::toBytes(api::toJson(operation)).size() + 1;
                if (chosen.empty() || bytes <= maxBytes)
                    chosen.push_back(&entry);
                else
                    ready = false;
            }
            if (isAwaited(entry)) unmet.insert(operation.entityId, &entry);
            if (std::ssize(chosen) >= limit || bytes > maxBytes) break;
        }
    }
    std::vector<api::Operation> operations;
    for (auto* entry : chosen) {
        entry->state = EntryState::InFlight;
        ++entry->attempts;
        save(*entry, changes);
        operations.push_back(entry->operation);
        if (isBasedElsewhere(*entry, m_epoch)) operations.back().baseRev = 0;
    }
    return operations;
}

void OutboxQueue::putBack(const std::vector<OperationId>& ids, QueueChanges& changes)
{
    for (const auto id : ids) {
        const auto entry = locate(id);
        if (entry == m_entries.end() || entry->state != EntryState::InFlight) continue;
        entry->state = EntryState::Pending;
        save(*entry, changes);
    }
}

void OutboxQueue::unsend(const std::vector<OperationId>& ids, QueueChanges& changes)
{
    for (const auto id : ids) {
        const auto entry = locate(id);
        if (entry == m_entries.end() || entry->state != EntryState::InFlight) continue;
        --entry->attempts;
        if (entry->attempts == 0) entry->state = EntryState::Pending;
        save(*entry, changes);
    }
}

} // namespace groundswell::sync
