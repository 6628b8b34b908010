#pragma once

#include "base/ids.h"
#include "store/database.h"
#include "sync/event.h"
#include "sync/outbox_entry.h"

#include <QStringList>

#include <optional>
#include <vector>

/// What is written and not yet in the outbox. Every function is used inside a job of the store's writer or readers and
/// throws SQLite::Exception as its statements do.
namespace groundswell::sync {

/// What a draft is of. Of the kinds that name a song there may be some that stand aside (asideKind()): written beside
/// the same song, and not what its editor shows.
namespace draft_kind {
inline constexpr QLatin1StringView comment{"comment"};          ///< being written beside a song; id: the song's
inline constexpr QLatin1StringView commentEdit{"comment.edit"}; ///< a comment being changed; id: the comment's
inline constexpr QLatin1StringView lyrics{"lyrics"};            ///< a song's words as text; id: the song's
inline constexpr QLatin1StringView translation{"translation"};  ///< id: the translation's
inline constexpr QLatin1StringView conflict{"conflict"};        ///< what was decided so far; id: the operation's
/// What a translation's draft was an edit of until its operation was taken back, and is again when that is put back:
/// the base, beside the operation's document as body; id: the operation's.
inline constexpr QLatin1StringView takenBack{"translation.takenBack"};
} // namespace draft_kind

/// A row of the drafts: one is told from others by account, kind and id. `body` is the writing itself, in a form of its
/// kind; of what it was begun on, baseRev is 0 and baseBody empty where there was nothing.
struct Draft
{
    QString kind; ///< of draft_kind, or an asideKind() of one
    QString id;   ///< of what the kind says; of one that stands aside, whatever tells it from others
    SongId songId;
    LyricsId lyricsId;
    QString lang;
    qint64 baseRev = 0;
    qint64 baseLyricsRev = 0;
    QJsonObject body;
    QJsonObject baseBody;
    qint64 updatedAt = 0;   ///< ms since 1970
    QString baseEpoch = {}; ///< of the server that had baseRev; empty where it is not known
    AccountId account = {}; ///< whose it is; null: nobody's, written while nobody was signed in
    bool adopted = false;   ///< was nobody's until this account signed in, and was not written on since

    bool operator==(const Draft&) const = default;
};

/// Which draft: whose, of what kind, and of what.
struct DraftKey
{
    AccountId account; ///< null: nobody's
    QString kind;
    QString id;
};
[[nodiscard]] DraftKey keyOf(const Draft& draft);
/// Whether it was nobody's until its account signed in, and stands aside of what that had written since.
[[nodiscard]] bool isAdopted(const Draft& aside);

/// The kind of those that stand aside of drafts of this kind.
[[nodiscard]] QString asideKind(const QString& kind);

namespace outbox {

[[nodiscard]] std::optional<Draft> draft(store::Database& db, const DraftKey& key);
/// An account's of a song, the oldest first.
[[nodiscard]] std::vector<Draft> draftsOf(store::Database& db, AccountId account, const QString& kind, SongId song);
void saveDraft(store::Database& db, const Draft& draft);
void removeDraft(store::Database& db, const DraftKey& key);

/// Saves what an editor holds. When its song has got another id meanwhile, the draft stands aside of that song's own
/// until gatherDraft(); so does nobody's that comes when somebody has signed in since, among that account's.
void keepDraft(store::Database& db, const Draft& draft);
/// Takes away what keepDraft() saved.
void dropDraft(store::Database& db, const DraftKey& key);
/// This draft, made one with all that stand aside of it except those `onTheirWay`, which are older text and stand
/// before it.
[[nodiscard]] std::optional<Draft> gatherDraft(store::Database& db, const DraftKey& key, SongId song,
                                               const QStringList& onTheirWay = {});
/// What is nobody's is this account's from now on, and stands aside of what it had written of the same thing.
/// `signedInAt`, ms since 1970, tells those that were adopted at different times.
void adoptDrafts(store::Database& db, AccountId account, qint64 signedInAt);
/// A conflict has ended: what was decided of it is no draft any more.
void removeDecisions(store::Database& db, OperationId operation);

/// Takes away the drafts that say what this operation says (a translation's stays, as an edit of that): what the outbox
/// has is no draft any more. In the transaction that saves it, so that a text is in one of both places at every moment.
void settleDrafts(store::Database& db, const OutboxEntry& entry);
/// A translation's draft is an edit of what it was published as.
void settlePublished(store::Database& db, const event::PublishedDraft& published);
/// The person took this operation back before any server had it: the draft that it was made of is not published, and
/// goes on from what the operation was made on, until the operation is put back.
void unsettleDraft(store::Database& db, const OutboxEntry& entry);
/// Nobody's that were written under a community's ids of songs go back to those that the songs have here, and stand
/// aside there: the next community does not know the others.
void bringHomeDrafts(store::Database& db);
/// Everything that was written under one id of a song is under the other, and stands aside of what is there already.
void renameDrafts(store::Database& db, SongId from, SongId to);

} // namespace outbox
} // namespace groundswell::sync
