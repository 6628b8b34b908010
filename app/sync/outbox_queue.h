#pragma once

#include "sync/outbox_entry.h"

#include <QSet>

#include <functional>
#include <vector>

namespace groundswell::sync {

/// What the queue wants to be written to outbox.db, in order; all of one step go in one transaction.
struct QueueChange
{
    enum class Kind { Save, Remove, SaveConflict, RemoveConflict } kind = Kind::Save;
    OutboxEntry entry; ///< Save; Remove: as it was, when a person took it away, and else empty
    OperationId id;    ///< Remove, RemoveConflict
    Conflict conflict; ///< SaveConflict

    bool operator==(const QueueChange&) const = default;
};
using QueueChanges = std::vector<QueueChange>;

/// What the queue is told of the documents that it carries, by an operation's kind.
struct DocumentRules
{
    /// Merges three documents; none when a person has to decide. An empty base: there was none.
    std::function<std::optional<QJsonObject>(const QString& kind, const QJsonObject& base, const QJsonObject& mine,
                                             const QJsonObject& theirs)>
        merge;
    /// What two documents have in common: a base that says of nothing that it was taken away, or changed by one alone.
    std::function<QJsonObject(const QString& kind, const QJsonObject& one, const QJsonObject& other)> shared;
};
/// Gives new operation ids.
using IdSource = std::function<OperationId()>;

/// The outbox in memory: a value with rules, no clock and no I/O. Each change that it makes to itself is also appended
/// to the `changes` that it is given, and must reach the disk before anything that follows from it leaves the computer.
class OutboxQueue
{
public:
    OutboxQueue(std::vector<OutboxEntry> entries, std::vector<Conflict> conflicts, DocumentRules rules, IdSource ids);

    [[nodiscard]] const std::vector<OutboxEntry>& entries() const noexcept { return m_entries; }
    [[nodiscard]] const std::vector<Conflict>& conflicts() const noexcept { return m_conflicts; }
    [[nodiscard]] const OutboxEntry* find(OperationId id) const noexcept;

    /// Takes what a person did. Edits of a document are squashed into the one that was not sent yet, merged with what
    /// that was merged with since they were begun; so are reactions, and a comment that is deleted before it was sent
    /// just goes.
    void submit(OutboxEntry entry, QueueChanges& changes);
    /// Changes the arguments of an entry that was never sent; false when it is too late.
    bool rewrite(OperationId id, const QJsonObject& args, QueueChanges& changes);
    /// Takes an entry that was never sent away, with what depends on it; false when it is too late.
    bool undo(OperationId id, QueueChanges& changes);
    /// Makes a refused entry (and what it blocked) pending again, under a new operation id: the server would answer the
    /// old one with the old result.
    bool retry(OperationId id, QueueChanges& changes);
    /// Drops a refused entry; what it blocked is refused in turn.
    bool discard(OperationId id, QueueChanges& changes);
    /// Puts entries back that undo() or discard() took away, behind all others. What was refused stays refused. Gives
    /// those that stay out, since their document was written anew: the older text would replace the newer.
    [[nodiscard]] std::vector<OutboxEntry> restore(const std::vector<OutboxEntry>& entries, QueueChanges& changes);
    /// Ends a conflict with the document that shall be.
    bool resolve(OperationId id, const QJsonObject& document, QueueChanges& changes);

    /// The server that is talked to has this epoch. Edits of what a server of another one had are sent to it as edits
    /// of nothing: it says what it has, instead of taking a revision of its own for the one that was edited.
    void setEpoch(const QString& epoch) { m_epoch = epoch; }
    [[nodiscard]] const QString& epoch() const noexcept { return m_epoch; }
    /// The next operations to send for this account, marked in flight: those whose answer was never seen before any
    /// other.
    [[nodiscard]] std::vector<api::Operation> take(AccountId account, int limit, qint64 maxBytes, qint64 nowMs,
                                                   QueueChanges& changes);
    /// The server certainly did not take these: pending again.
    void putBack(const std::vector<OperationId>& ids, QueueChanges& changes);
    /// This attempt never left the computer: what was not sent before either can be undone again.
    void unsend(const std::vector<OperationId>& ids, QueueChanges& changes);
    /// The word on one operation of the server of that epoch. A song that the server knows under another id is told by
    /// the answer: {from, to} for rename(), else null ids.
    [[nodiscard]] std::pair<SongId, SongId> settle(const api::OperationResult& result, const QString& epoch,
                                                   qint64 nowMs, QueueChanges& changes);
    /// Acknowledged operations of this scope that `seen` says its cursor has passed are gone.
    void retire(const QString& scope, const std::function<bool(const OutboxEntry&)>& seen, QueueChanges& changes);
    /// The server has this epoch now: what an earlier one acknowledged of this account goes again, under new ids.
    void resend(AccountId account, const QString& epoch, QueueChanges& changes);
    /// Everything about one song is about another one from now on, but for what these accounts wrote, of which that is
    /// not said.
    void rename(SongId from, SongId to, const QSet<AccountId>& except, QueueChanges& changes);

    /// When the first entry that the server asked to wait for may go, ms since 1970; 0 for none.
    [[nodiscard]] qint64 nextDue(AccountId account, qint64 nowMs) const noexcept;

private:
    using Iterator = std::vector<OutboxEntry>::iterator;
    Iterator locate(OperationId id);
    void save(const OutboxEntry& entry, QueueChanges& changes) const;
    Iterator remove(Iterator entry, QueueChanges& changes);
    void takeAway(Iterator entry, QueueChanges& changes);
    void removeConflict(OperationId id, QueueChanges& changes);
    void replaceId(OutboxEntry& entry, QueueChanges& changes);
    void holdBehindRefused(OutboxEntry& entry) const;
    void dropRefusedWishes(const OutboxEntry& newer, QueueChanges& changes);
    [[nodiscard]] bool hasNewerWish(Iterator entry) const;
    bool squash(OutboxEntry& entry, QueueChanges& changes);
    bool squashDocument(OutboxEntry& entry, Iterator same, QueueChanges& changes);
    bool bringUpToDate(OutboxEntry& newer, const OutboxEntry& queued) const;
    [[nodiscard]] std::vector<OutboxEntry*> unanswered(AccountId account, int limit);
    [[nodiscard]] std::vector<OutboxEntry*> nextToSend(AccountId account, int limit, qint64 maxBytes, qint64 nowMs,
                                                       QueueChanges& changes);
    void acknowledge(Iterator entry, const api::OperationResult& result, const QString& epoch, QueueChanges& changes);
    void block(Iterator entry, OperationId by, qint64 nowMs, QueueChanges& changes);
    void rebaseEdits(const OutboxEntry& entry, QueueChanges& changes);
    void cross(Iterator entry, const api::OperationResult& result, const QString& epoch, qint64 nowMs,
               QueueChanges& changes);
    void reject(Iterator entry, const api::OperationResult& result, QueueChanges& changes);
    [[nodiscard]] std::vector<OperationId> dependants(const OutboxEntry& entry) const;
    Iterator bufferOf(Iterator entry);
    void takeBuffer(Iterator entry, QueueChanges& changes);
    void giveBase(const OutboxEntry& from, OutboxEntry& to, QueueChanges& changes) const;
    void reopenConflicts(AccountId account, const QString& epoch, QueueChanges& changes);
    bool foldIntoNext(const OutboxEntry& entry, QueueChanges& changes);

    std::vector<OutboxEntry> m_entries; // by order
    std::vector<Conflict> m_conflicts;
    DocumentRules m_rules;
    IdSource m_ids;
    QString m_epoch; // of the server, as it was heard last; empty before that
};

} // namespace groundswell::sync
