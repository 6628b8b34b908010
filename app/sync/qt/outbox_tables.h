#pragma once

#include "store/database.h"
#include "sync/outbox_queue.h"
#include "sync/qt/draft_tables.h"

#include <QUrl>

#include <optional>
#include <vector>

/// The tables of outbox.db as values. Every function is used inside a job of the store's writer or readers and throws
/// SQLite::Exception as its statements do.
namespace groundswell::sync {

/// Who signed in here once.
struct AccountRecord
{
    AccountId id;
    QUrl server;
    QString community;
    api::Person person;
    bool current = false;
    qint64 usedAt = 0;
    bool mayApprove = false; ///< translations that others wrote, as the community said last
    bool signedOut = false;  ///< by the person's word: nobody writes in its name until it signs in again

    bool operator==(const AccountRecord&) const = default;
};

/// A song under an id that was made here. What was heard of it counts for the community that is signed in to.
struct LocalSong
{
    SongId id;
    QString title;
    QString artist;
    QString album;
    qint64 durationMs = 0;
    QString mbid;
    QString isrc;
    bool known = false;     ///< the community has it
    SongId renamedTo;       ///< where it has it under another id
    bool elsewhere = false; ///< another community has it under this id: what is kept under it is meant for that one

    bool operator==(const LocalSong&) const = default;
};

namespace outbox {

[[nodiscard]] std::vector<OutboxEntry> entries(store::Database& db);
/// Those of a scope, by place.
[[nodiscard]] std::vector<OutboxEntry> entriesOf(store::Database& db, const QString& scope);
[[nodiscard]] std::vector<Conflict> conflicts(store::Database& db);
/// What the change makes an operation or the end of a conflict is no draft any more, and what it takes back is one
/// again: see settleDrafts() and unsettleDraft().
void apply(store::Database& db, const QueueChange& change);

[[nodiscard]] std::vector<AccountRecord> accounts(store::Database& db); ///< the last used first
/// The one in use, signed in or not; none before the first sign-in.
[[nodiscard]] std::optional<AccountRecord> currentAccount(store::Database& db);
/// Whether it is of another community than the account in use: what that one says of songs is not for its words.
[[nodiscard]] bool isElsewhere(store::Database& db, AccountId account);
/// Whether people signed in to more than one here: an id that nothing is kept of may be any of these's.
[[nodiscard]] bool hasSeveralCommunities(store::Database& db);
/// Saves the account and makes it the current one; the others are not any more. What another community said of songs is
/// forgotten, and drafts that are nobody's are this account's.
void useAccount(store::Database& db, const AccountRecord& account);
/// The person leaves the account in use: what is written from now on is nobody's.
void leaveAccount(store::Database& db);

[[nodiscard]] std::optional<LocalSong> localSong(store::Database& db, SongId song);
/// The song with the same title, artist, album and length, if one was met.
[[nodiscard]] std::optional<LocalSong> localSongLike(store::Database& db, const LocalSong& song);
void addLocalSong(store::Database& db, const LocalSong& song);
void markKnown(store::Database& db, SongId song);
/// The community has the song with these tags under the id `found`; what is kept under other ids stays there. The
/// song's own id, a new one, is used where nothing like it was met before.
void rememberMatch(store::Database& db, const LocalSong& song, SongId found);
/// The id that a song is kept under now: its own, or the one that it was renamed to.
[[nodiscard]] SongId currentSong(store::Database& db, SongId song);

/// Everything that is not an operation (the queue saves those) goes under the other song, from now on too.
void renameSong(store::Database& db, SongId from, SongId to);

} // namespace outbox
} // namespace groundswell::sync
