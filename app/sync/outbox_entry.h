#pragma once

#include "base/ids.h"
#include "community/api/sync.h"
#include "community/api/types.h"

#include <QJsonObject>

namespace groundswell::sync {

/// The life of an operation in the outbox: pending -> in flight -> acked -> gone, or one of the three that wait for the
/// person. resources/api/openapi.yaml tells what the server answers.
enum class EntryState {
    Pending,  ///< not on its way; with attempts == 0 the server cannot have it
    InFlight, ///< sent, and its answer not seen: the same bytes are sent until one is
    Acked,    ///< the server has it; stays in the overlay until the scope's cursor has passed it
    Conflict, ///< a Conflict of the same operation is kept beside it
    Rejected,
    Blocked, ///< what it depends on was rejected
};

/// One thing that a person did, and how far it is on its way.
struct OutboxEntry
{
    api::Operation operation;
    AccountId account;        ///< it is never sent under another one
    QJsonObject baseDocument; ///< documents: the revision that was edited, for the three-way merge
    QString baseEpoch;        ///< documents: of the server that had that revision; empty where it is not known
    EntryState state = EntryState::Pending;
    int attempts = 0;     ///< times sent
    qint64 order = 0;     ///< its place in the outbox
    qint64 createdAt = 0; ///< ms since 1970, for display
    qint64 notBefore = 0; ///< ms since 1970: it stays until then, because the server or the person asked for it
    QString code;         ///< rejected: the server's word
    QString message;      ///< rejected: a sentence for the person
    OperationId blockedBy;
    qint64 ackedSeq = 0;
    qint64 ackedRev = 0;
    QString ackedEpoch; ///< of the server that acknowledged it: one that was restored since may have lost it

    bool operator==(const OutboxEntry&) const = default;
};

/// Two edits of a document that crossed; kept until the person decides. `mine` is what the entry would publish.
struct Conflict
{
    OperationId operation;
    QJsonObject base;   ///< document; empty where there was none
    QJsonObject mine;   ///< document
    QJsonObject theirs; ///< the whole entity, as in api::Lyrics or api::Translation
    qint64 theirsRev = 0;
    qint64 foundAt = 0;

    bool operator==(const Conflict&) const = default;
};

/// Whether an operation publishes a document: lyrics.put or translation.put.
[[nodiscard]] bool isDocument(const api::Operation& operation);
/// The document that it publishes; empty for other operations.
[[nodiscard]] QJsonObject documentOf(const api::Operation& operation);
/// Whether both set one person's one reaction to one comment: of these the newest counts.
[[nodiscard]] bool isSameWish(const OutboxEntry& one, const OutboxEntry& other);
/// A translation that was merged with this (other arguments, or the entity) has seen the lyrics that this had.
void raiseLyricsRev(api::Operation& operation, const QJsonObject& merged);
/// Whether it may edit what a server of another epoch had: one that was restored from an older copy since, or before.
/// What this one has does not follow from that, whatever their revisions' numbers say.
[[nodiscard]] bool isBasedElsewhere(const OutboxEntry& entry, const QString& epoch);
/// Whether an operation brings its entity into being; an edit of lyrics that are there does not.
[[nodiscard]] bool isCreator(const api::Operation& operation);
/// Whether the server has no such entity before it has taken this. An edit that crossed another one shows that it has.
[[nodiscard]] bool isAwaited(const OutboxEntry& entry);
/// The song that the operation's scope is about; a null id for other scopes.
[[nodiscard]] SongId songOf(const api::Operation& operation);
/// The ids of the entities that must exist before this operation can be applied.
[[nodiscard]] QStringList dependenciesOf(const api::Operation& operation);
/// The id that lyrics of `from` have as lyrics of `to`: ids derive from the song and the language, so the language is
/// found again by trying those that there are. The id itself where it does not derive from `from`.
[[nodiscard]] LyricsId renamed(LyricsId lyrics, SongId from, SongId to);
/// The same operation about another song: scope, arguments and the ids that derive from the song's.
[[nodiscard]] api::Operation renamed(api::Operation operation, SongId from, SongId to);

} // namespace groundswell::sync
