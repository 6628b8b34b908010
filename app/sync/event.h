#pragma once

#include "base/ids.h"
#include "community/api/sync.h"
#include "sync/outbox_entry.h"

#include <QSet>

#include <memory>
#include <optional>
#include <variant>
#include <vector>

/// What can happen to the sync core.
namespace groundswell::sync::event {

/// How a call to the server ended.
enum class Outcome {
    Ok,
    Unreachable,  ///< there was no connection: the server certainly heard nothing
    NoAnswer,     ///< nothing that could be understood came back: whether the server acted is unknown
    Unauthorised, ///< 401, and the server itself says so
    Refused,      ///< 400, 403, 404, 422, and the server itself says so: it will never take this
    TooLarge,     ///< 413
    Busy,         ///< 429, 5xx, and all that is not the server's own word
    UpgradeNeeded ///< 426
};

/// What a call to the server brought besides its values.
struct Answer
{
    Outcome outcome = Outcome::NoAnswer;
    qint64 retryAfterMs = 0; ///< Busy: what the server asked for; 0 when it did not say
    QString message;         ///< a sentence for the person, where there is one
};

/// A translation's draft of which a text is published: an edit of that text from then on.
struct PublishedDraft
{
    AccountId account;
    QString id;
    QJsonObject document; ///< as it was written, whatever it is merged with
};
/// The person did something: one operation, or several that are kept together or not at all.
struct Submitted
{
    std::vector<OutboxEntry> entries;
    std::optional<PublishedDraft> draft = {}; ///< that one of them comes from
};
/// The arguments of what was never sent are others now.
struct Rewritten
{
    OperationId id;
    QJsonObject args;
};
/// What was never sent shall not be, nor what depends on it.
struct Undone
{
    OperationId id;
};
/// What the server refused shall be sent again.
struct Retried
{
    OperationId id;
};
/// What the server refused is given up.
struct Discarded
{
    OperationId id;
};
/// What was Undone or Discarded shall be there again as it was.
struct Restored
{
    std::vector<OutboxEntry> entries;
};
/// A conflict ends with this document.
struct Resolved
{
    OperationId id;
    QJsonObject document;
};
/// "Sync now."
struct SyncAsked
{
};
/// Flight mode ended (true) or began.
struct OnlineSet
{
    bool online = true;
};
/// Signed in (an account, and whether it has a session), or nobody is.
struct SessionSet
{
    AccountId account;
    QString userScope;
    bool signedIn = false;
    QSet<AccountId> elsewhere = {}; ///< the accounts of other communities: what they wrote goes by the ids of those
};
/// Which community is talked to; false: none yet, so there is nothing to pull from.
struct ServerSet
{
    bool known = false;
};
/// A song that has an id made here turned out to be known to the server.
struct SongFound
{
    SongId from;
    SongId to;
};
/// The scopes that are being looked at: fetched now and kept in step.
struct Watched
{
    QStringList scopes;
};
/// The server says that there is something new in a scope, or the network came back (an empty scope).
struct Poked
{
    QString scope;
};

/// The answers to effect::SendPush, SendPull and SendRefresh, by their `request`: those to an older one are stale.
struct PushAnswered
{
    quint64 request = 0;
    Answer answer;
    std::vector<api::OperationResult> results;
    QString epoch; ///< the server's
};
struct PullAnswered
{
    quint64 request = 0;
    Answer answer;
    std::vector<std::shared_ptr<const api::Page>> pages;
};
struct RefreshAnswered
{
    quint64 request = 0;
    Answer answer;
};
/// The store finished an effect::ApplyScope: whether its entities have the page's checksum.
struct ScopeApplied
{
    QString scope;
    bool checksumMatches = true;
};
/// The time that an effect::WakeAt asked for has come.
struct Tick
{
};

} // namespace groundswell::sync::event

namespace groundswell::sync {

using Event = std::variant<event::Submitted, event::Rewritten, event::Undone, event::Retried, event::Discarded,
                           event::Restored, event::Resolved, event::SyncAsked, event::OnlineSet, event::SessionSet,
                           event::ServerSet, event::SongFound, event::Watched, event::Poked, event::PushAnswered,
                           event::PullAnswered, event::RefreshAnswered, event::ScopeApplied, event::Tick>;

} // namespace groundswell::sync
