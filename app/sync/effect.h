#pragma once

#include "sync/event.h"
#include "sync/outbox_queue.h"

#include <memory>
#include <variant>
#include <vector>

/// What the sync core wants done. Effects are carried out in order; those on the stores must be on the disk before any
/// later one reaches the network.
namespace groundswell::sync::effect {

/// outbox.db, one transaction a step.
struct ChangeQueue
{
    QueueChange change;
};
/// outbox.db: this draft is published; with the change of the queue that publishes it.
struct SettleDraft
{
    event::PublishedDraft draft;
};
/// outbox.db and cache.db: all that is kept under one song is another's (drafts, the songs that were made here).
struct RenameSong
{
    SongId from;
    SongId to;
};
/// cache.db: keep a page aside until its scope is complete. `first`: forget what was kept aside for that scope.
struct StagePage
{
    std::shared_ptr<const api::Page> page;
    bool first = false;
};
/// cache.db: make what was kept aside the scope's state, in one transaction, and store the cursor; then answer with
/// event::ScopeApplied. `whole`: it is all there is, so everything else of the scope goes. An empty checksum: nothing
/// to check.
struct ApplyScope
{
    QString scope;
    QString cursor;
    QString epoch;
    QString checksum;
    qint64 seq = 0;
    bool whole = false;
    bool limited = false;
};
/// cache.db: forget the scope and what it holds (its song is another one now).
struct DropScope
{
    QString scope;
};

/// Call the server and answer with event::PushAnswered, PullAnswered or RefreshAnswered of the same `request`.
struct SendPush
{
    quint64 request = 0;
    std::vector<api::Operation> operations;
};
struct SendPull
{
    quint64 request = 0;
    std::vector<api::ScopeCursor> scopes;
};
struct SendRefresh
{
    quint64 request = 0;
};

/// Send event::Tick at this time, ms since 1970, and forget an earlier wish. 0: never.
struct WakeAt
{
    qint64 ms = 0;
};
/// The session is over: forget its tokens.
struct SessionEnded
{
};
/// The person's "sync now" is done: everything is in step, or why not.
struct SyncDone
{
    event::Outcome outcome = event::Outcome::Ok;
    QString message;
};

} // namespace groundswell::sync::effect

namespace groundswell::sync {

using Effect = std::variant<effect::ChangeQueue, effect::SettleDraft, effect::RenameSong, effect::StagePage,
                            effect::ApplyScope, effect::DropScope, effect::SendPush, effect::SendPull,
                            effect::SendRefresh, effect::WakeAt, effect::SessionEnded, effect::SyncDone>;
using Effects = std::vector<Effect>;

} // namespace groundswell::sync
