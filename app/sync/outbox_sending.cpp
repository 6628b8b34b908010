// What of the outbox goes to the server next; its other parts are outbox_queue.cpp and outbox_answers.cpp.

#include "community/api/json.h"
#include "sync/outbox_queue.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

namespace {

bool isRefused(const OutboxEntry& entry)
{
    return entry.state == EntryState::Rejected || entry.state == EntryState::Blocked;
}

/// Chooses from the entries of one account, which it is shown in their order.
class Selection
{
public:
    Selection(int limit, qint64 maxBytes, qint64 nowMs)
        : m_limit(limit)
        , m_maxBytes(maxBytes)
        , m_nowMs(nowMs)
    {
    }

    void see(OutboxEntry& entry)
    {
        const bool due = isDue(entry);
        const bool next = isNextOfItsSubject(entry); // notes what it sees, be it due or not
        if (due && next && isMet(entry) && !isFull()) add(entry);
        if (isAwaited(entry)) m_unmet.insert(entry.operation.entityId, &entry);
    }
    [[nodiscard]] bool isFull() const { return std::ssize(m_chosen) >= m_limit || m_bytes > m_maxBytes; }
    [[nodiscard]] const std::vector<OutboxEntry*>& chosen() const { return m_chosen; }

private:
    /// The server's wait is for the lane; what the person may still take back holds up nothing.
    bool isDue(const OutboxEntry& entry)
    {
        if (entry.state != EntryState::Pending || m_stopped.contains(entry.operation.scope)) return false;
        if (entry.notBefore <= m_nowMs) return true;
        if (entry.attempts > 0) m_stopped.insert(entry.operation.scope);
        return false;
    }

    /// Had the server time for the second only, the first would come after it in the end. What was refused waits for
    /// the person; a newer text may do better meanwhile.
    bool isNextOfItsSubject(const OutboxEntry& entry)
    {
        const auto& operation = entry.operation;
        if (isRefused(entry) || (!isDocument(operation) && operation.kind != "reaction.set"_L1)) return true;
        const auto subject = operation.entityId + operation.args.value("kind"_L1).toString();
        const bool next = !m_busy.contains(subject);
        m_busy.insert(subject);
        return next;
    }

    /// Of one batch, the server takes operations in order; but only its answer tells which song it is.
    [[nodiscard]] bool isMet(const OutboxEntry& entry) const
    {
        return std::ranges::all_of(dependenciesOf(entry.operation), [this](const QString& id) {
            const auto* creator = m_unmet.value(id);
            return !creator ||
                   (creator->operation.kind != "song.ensure"_L1 && std::ranges::contains(m_chosen, creator));
        });
    }

    void add(OutboxEntry& entry)
    {
        m_bytes += api::toBytes(api::toJson(entry.operation)).size() + 1;
        if (m_chosen.empty() || m_bytes <= m_maxBytes) m_chosen.push_back(&entry);
    }

    int m_limit;
    qint64 m_maxBytes;
    qint64 m_nowMs;
    qint64 m_bytes = 0;
    std::vector<OutboxEntry*> m_chosen;
    QHash<QString, const OutboxEntry*> m_unmet; // entities that the server does not have yet
    QSet<QString> m_busy;                       // documents and reactions with a change before this one
    QSet<QString> m_stopped;                    // lanes
};

} // namespace

std::vector<OutboxEntry*> OutboxQueue::unanswered(AccountId account, int limit)
{
    std::vector<OutboxEntry*> found;
    for (auto& entry : m_entries) {
        const bool is = entry.account == account && entry.state == EntryState::InFlight;
        if (is && std::ssize(found) < limit) found.push_back(&entry);
    }
    return found;
}

std::vector<OutboxEntry*> OutboxQueue::nextToSend(AccountId account, int limit, qint64 maxBytes, qint64 nowMs,
                                                  QueueChanges& changes)
{
    Selection selection(limit, maxBytes, nowMs);
    const bool anyRefused = std::ranges::any_of(
        m_entries, [account](const OutboxEntry& e) { return e.account == account && e.state == EntryState::Rejected; });
    for (auto& entry : m_entries) {
        if (entry.account != account || entry.state == EntryState::Acked) continue;
        if (anyRefused && entry.state == EntryState::Pending) {
            holdBehindRefused(entry); // put back or begun anew since that was refused
            if (entry.state == EntryState::Blocked) save(entry, changes);
        }
        selection.see(entry);
        if (selection.isFull()) break;
    }
    return selection.chosen();
}

std::vector<api::Operation> OutboxQueue::take(AccountId account, int limit, qint64 maxBytes, qint64 nowMs,
                                              QueueChanges& changes)
{
    auto chosen = unanswered(account, limit);
    if (chosen.empty()) chosen = nextToSend(account, limit, maxBytes, nowMs, changes);
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

qint64 OutboxQueue::nextDue(AccountId account, qint64 nowMs) const noexcept
{
    qint64 due = 0;
    for (const auto& entry : m_entries) {
        if (entry.account != account || entry.state != EntryState::Pending || entry.notBefore <= nowMs) continue;
        if (due == 0 || entry.notBefore < due) due = entry.notBefore;
    }
    return due;
}

} // namespace groundswell::sync
