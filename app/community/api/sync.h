#pragma once

#include "base/ids.h"

#include <QJsonObject>
#include <QString>

#include <vector>

/// What keeps a client and its server in step: operations go up, changes of scopes come down (types.h says how values
/// are written, and has the entities that a change carries).
namespace groundswell::api {

/// Scopes are written "song:<id>", "comments:<id>", "user:<id>" or "village".
[[nodiscard]] QString songScope(SongId song);
[[nodiscard]] QString commentsScope(SongId song);
[[nodiscard]] QString userScope(UserId user);

/// What a person did, on its way to the server. `kind` and `args`:
///   song.ensure      {title, artist, album?, duration_ms?, mbid?, isrc?}   entity: the song's proposed id
///   comment.create   {song_id, text, parent_id?, lang?, at_ms?, line_id?}  entity: the comment's id
///   comment.edit     {text}                                                entity: the comment's id
///   comment.delete   {}                                                    entity: the comment's id
///   reaction.set     {kind: like|hug, on: bool}                            entity: the comment's id
///   story.create     {song_id, title, text, lang, source_kind, source_note?}   entity: the story's id
///   lyrics.put       {song_id, lang, document, source?, licence?}          entity: the lyrics' id; base_rev
///   translation.put  {song_id, lyrics_id, lang, base_lyrics_rev, document} entity: the translation's id; base_rev
struct Operation
{
    OperationId opId;
    QString scope;
    QString entityId;
    QString kind;
    QJsonObject args;
    qint64 baseRev = 0; ///< 0 when the entity was unknown to the author

    bool operator==(const Operation&) const = default;
};

/// POST /v1/sync/push: at most Capabilities::maxOperations and maxPushBytes.
struct PushRequest
{
    std::vector<Operation> operations;

    bool operator==(const PushRequest&) const = default;
};

/// What became of one operation of a push.
enum class OperationStatus {
    Applied,
    Duplicate, ///< it was taken before, or what is there says the same already: as good as applied
    Conflict,  ///< base_rev is not the entity's revision any more: nothing was changed
    Rejected,  ///< it will never be taken as it is
    Blocked,   ///< what it depends on was not taken in the same push
    Retry,     ///< later, after retryAfterMs
};

/// The server's word on one operation; which fields are filled depends on the status.
struct OperationResult
{
    OperationId opId;
    OperationStatus status = OperationStatus::Applied;
    qint64 rev = 0;        ///< applied, duplicate: the entity's revision now
    qint64 seq = 0;        ///< applied, duplicate: the scope's head that carries the change
    QString entityId;      ///< applied, duplicate: differs from the operation's only where song.ensure met a known song
    qint64 theirsRev = 0;  ///< conflict
    QJsonObject theirs;    ///< conflict: the entity's current body
    QString code;          ///< rejected: a stable word ("too_long", "forbidden", ...)
    QString message;       ///< rejected: a sentence for the person
    OperationId blockedBy; ///< blocked
    qint64 retryAfterMs = 0; ///< retry

    bool operator==(const OperationResult&) const = default;
};

/// A result for each operation, in their order; 200 even if some failed.
struct PushAnswer
{
    std::vector<OperationResult> results;
    QString epoch; ///< of the server that took them; one restored from an older copy has another

    bool operator==(const PushAnswer&) const = default;
};

/// How far a client has fetched a scope.
struct ScopeCursor
{
    QString scope;
    QString cursor; ///< opaque; empty for "from the beginning"

    bool operator==(const ScopeCursor&) const = default;
};

/// POST /v1/sync/pull: at most Capabilities::maxScopes.
struct PullRequest
{
    std::vector<ScopeCursor> scopes;

    bool operator==(const PullRequest&) const = default;
};

/// The type names of a Change: "song", "story", "lyrics", "translation", "comment", "reaction", "person".
struct Change
{
    QString type;
    QString id;
    qint64 rev = 0; ///< the entity's revision
    qint64 seq = 0; ///< the change's place in its scope, which grows
    bool deleted = false;
    QJsonObject body; ///< the entity, empty when deleted

    bool operator==(const Change&) const = default;
};

/// What changed in one scope after a cursor.
struct Page
{
    QString scope;
    std::vector<Change> changes; ///< by seq
    QString nextCursor;
    bool hasMore = false;
    bool limited = false; ///< older comments of a huge thread were left out
    bool reset = false;   ///< the cursor was too old or of another epoch: this page starts the scope anew
    QString movedTo;      ///< the scope's song was merged into another: pull that scope instead
    QString checksum;     ///< 16 hex digits over the scope's live entities (api/checksum.h); only where !hasMore
    QString epoch;        ///< of the server's database: one restored from an older copy has another
    qint64 serverTime = 0;

    bool operator==(const Page&) const = default;
};

/// A page for each asked scope, in their order.
struct PullAnswer
{
    std::vector<Page> pages;

    bool operator==(const PullAnswer&) const = default;
};

/// "Something changed there, pull it": a scope and its head now.
struct Poke
{
    QString scope;
    qint64 head = 0; ///< the seq of its last change

    bool operator==(const Poke&) const = default;
};

/// GET /v1/sync/events?scopes=A,B&since=HEAD,HEAD: answers at once with the scopes whose head differs from `since` (all
/// of them without `since`), else when one changes, else after 25 s with none. Losing a poke costs latency only.
struct EventsAnswer
{
    std::vector<Poke> pokes;

    bool operator==(const EventsAnswer&) const = default;
};

} // namespace groundswell::api
