#pragma once

#include "base/ids.h"
#include "community/api/sync.h"
#include "community/api/types.h"

#include <QJsonObject>
#include <QMetaType>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>
#include <vector>

/// What the window and the command line show of the village: plain values, made off the GUI thread by laying what this
/// person wrote and the server has not acknowledged (the outbox) over what the server last said (the cache).
namespace groundswell::community {

/// Where something that this person wrote is on its way.
enum class SendState {
    Sent,     ///< the server has it
    Waiting,  ///< kept on this computer; goes out when it can. May be undone or edited
    Sending,  ///< on its way; whether the server has it is not known yet
    Failed,   ///< the server refused it: see `problem`; kept until retried or discarded
    Blocked,  ///< waits for another item that failed
    Conflict, ///< somebody else changed the same thing; kept until the person decides
};

/// Whose a draft is. Where nothing is said, it is of whoever writes when it is kept; a null id: of nobody, written
/// while nobody was signed in. The next account that signs in adopts it.
struct DraftOwner
{
    std::optional<AccountId> account;
    bool adopted = false; ///< was nobody's before; until it is written on

    bool operator==(const DraftOwner&) const = default;
};

/// A comment as this person sees it.
struct CommentView
{
    api::Comment comment;
    bool own = false;
    bool liked = false; ///< by this person, unsent reactions included (the counts include them too)
    bool hugged = false;
    SendState sendState = SendState::Sent;
    OperationId operation;            ///< null when Sent
    QString problem;                  ///< Failed, Blocked: one sentence
    std::vector<CommentView> replies; ///< oldest first; empty in replies themselves

    bool operator==(const CommentView&) const = default;
};

/// What is being typed beside a song and was not sent yet. Kept on this computer only; one a song and account.
struct CommentDraft
{
    SongId songId;
    QString text;
    CommentId parentId;         ///< null: on the song itself
    std::optional<qint64> atMs; ///< the moment it was begun at; nullopt when unpinned
    DraftOwner owner = {};

    bool operator==(const CommentDraft&) const = default;
};

/// A comment that exists and is being changed. Kept on this computer only.
struct CommentEdit
{
    SongId songId;
    CommentId comment;
    QString text;
    DraftOwner owner = {};

    bool operator==(const CommentEdit&) const = default;
};

/// Loved: by likes and hugs together; Moment: by the place in the song, those about none last.
enum class CommentSort { Loved, Newest, Moment };

/// The talk beside a song.
struct CommentsView
{
    SongId songId;
    std::vector<CommentView> comments; ///< on the song itself, in the order that was asked for
    qint64 total = 0;                  ///< with replies
    qint64 savedAt = 0;                ///< when this computer last heard from the village about it; 0 for never
    bool limited = false;              ///< the village has older comments that were not fetched

    bool operator==(const CommentsView&) const = default;
};

/// A comment that is read once and then handed on, with its replies.
using SharedComment = std::shared_ptr<const CommentView>;

/// A place among the comments on a song from the newest to the oldest: that of this one.
struct TalkPlace
{
    qint64 createdAt = 0;
    CommentId id;

    bool operator==(const TalkPlace&) const = default;
};

/// Comments that were said before those of a page.
struct OlderTalk
{
    std::vector<SharedComment> comments; ///< the newest first
    std::optional<TalkPlace> end;        ///< the last one's place
    bool more = false;                   ///< there are still older ones
};

/// The top of the talk beside a song, as a page shows it: never more than was asked for, however much there is.
struct TalkPage
{
    SongId songId;
    std::vector<SharedComment> loved;  ///< the most loved, at most `mostLoved`, the warmest first
    std::vector<SharedComment> newest; ///< of the others the newest
    qint64 others = 0;                 ///< how many others there are
    qint64 total = 0;                  ///< all comments, with replies
    qint64 savedAt = 0;                ///< when this computer last heard from the village about it; 0 for never
    std::optional<TalkPlace> end;      ///< as far as all were read
    bool more = false;                 ///< there are older ones than that

    static constexpr size_t mostLoved = 15;
    static constexpr size_t size = 200; ///< comments that are read at a time
};

/// A comment about a moment of the song, as the waveform and the words need it.
struct TimedComment
{
    CommentId id;
    qint64 atMs = 0;
    qint64 likes = 0;
    QString author; ///< display name
    UserId authorId;
    QString text;

    bool operator==(const TimedComment&) const = default;
};

/// The story behind a song as this person sees it; `operation` and `problem` as in CommentView.
struct StoryView
{
    api::Story story;
    bool own = false;
    SendState sendState = SendState::Sent;
    OperationId operation;
    QString problem;

    bool operator==(const StoryView&) const = default;
};

/// A song's words in one language as this person sees them; `operation` and `problem` as in CommentView.
struct LyricsView
{
    api::Lyrics lyrics; ///< `document` is lyrics::Document as JSON; rev 0 when only this computer has it
    QString epoch;      ///< of the server that had what this is, or was made on; empty where it is not known
    bool own = false;
    SendState sendState = SendState::Sent;
    OperationId operation;
    QString problem;

    bool operator==(const LyricsView&) const = default;
};

/// A published translation, or one on its way there; `operation` and `problem` as in CommentView.
struct TranslationView
{
    api::Translation translation; ///< `document` is translation::TranslationDocument as JSON
    QString epoch;                ///< as in LyricsView
    bool own = false;
    SendState sendState = SendState::Sent;
    OperationId operation;
    QString problem;

    bool operator==(const TranslationView&) const = default;
};

/// A song's words being written or corrected as text. Kept on this computer only; one a song and account.
struct LyricsDraft
{
    SongId songId;
    QString text;             ///< in a form of its editor's; empty when nothing was begun
    QString lang;             ///< of what is corrected; empty for new words
    qint64 baseRev = 0;       ///< the published revision that it was begun on; 0 for none
    QJsonObject baseDocument; ///< what it was begun on; empty for new words
    QString baseEpoch = {};   ///< LyricsView::epoch of what it was begun on
    DraftOwner owner = {};

    bool operator==(const LyricsDraft&) const = default;
};

/// A translation in work on this computer. Saved to outbox.db as it is typed; nobody else sees it before it is
/// published.
struct TranslationDraft
{
    TranslationId id;
    LyricsId lyricsId;
    SongId songId;
    QString lang;
    qint64 baseLyricsRev = 0;
    qint64 baseRev = 0;       ///< the published revision that it was begun on; 0 for none
    QJsonObject document;     ///< as JSON; empty when nothing was begun yet
    QJsonObject baseDocument; ///< that revision's document, for a three-way merge; empty for none
    qint64 savedAt = 0;       ///< when it was last committed; 0: not saved yet (what was published, or nothing)
    QString baseEpoch = {};   ///< of the server that has that revision; empty where it is not known
    DraftOwner owner = {};

    bool operator==(const TranslationDraft&) const = default;
};

/// One item of the outbox, for the page that shows what is on its way.
struct OutboxItem
{
    OperationId id;
    SongId songId;    ///< null when it is about no song
    QString kind;     ///< as in api::Operation
    QString entityId; ///< what it makes or changes
    QString summary;  ///< one line for a person: what it is, in their language
    QString text;     ///< the words written, when there are any
    SendState state = SendState::Waiting;
    QString problem;       ///< why it failed, or whom it waits for: a sentence
    int attempts = 0;      ///< times sent
    qint64 createdAt = 0;  ///< ms since 1970
    int followers = 0;     ///< items that are about what this one makes, and would be taken back with it
    QString waitsFor = {}; ///< the account that it is sent under, where that is not the one in use; a person's name

    bool operator==(const OutboxItem&) const = default;
};

/// Two edits of one document that crossed and could not be merged by themselves.
struct ConflictView
{
    OperationId operation; ///< the item that met the conflict; resolve by it
    SongId songId;
    QString kind; ///< lyrics.put or translation.put
    QString entityId;
    QString lang;
    QJsonObject base; ///< documents; base is empty where there was none
    QJsonObject mine;
    QJsonObject theirs;
    qint64 theirsRev = 0;
    api::Person theirAuthor;
    qint64 foundAt = 0;    ///< ms since 1970
    QJsonObject decisions; ///< what the person decided so far, as Outbox::saveDecisions() was given it

    bool operator==(const ConflictView&) const = default;
};

/// How far this computer and the community are from each other.
enum class SyncState {
    SignedOut, ///< no account here, or the session ended: see SyncStatus::problem
    InStep,    ///< nothing to send, nothing to fetch
    Syncing,
    Offline,     ///< no answer from the server, or flight mode
    Waiting,     ///< the server asked for a pause
    UpdateNeeded ///< the server speaks a newer protocol
};

/// The state of keeping in step, for the status line and the navigation.
struct SyncStatus
{
    SyncState state = SyncState::SignedOut;
    bool flightMode = false; ///< the person switched the network off
    int waiting = 0;         ///< items not yet sent
    int failed = 0;          ///< items that the server refused or that wait for one of those
    int conflicts = 0;
    int done = 0;            ///< while Syncing: items sent in this run
    int total = 0;           ///< while Syncing: items in this run
    qint64 lastInStepAt = 0; ///< ms since 1970; 0 for never
    QString problem;         ///< a sentence, where there is something to say
    bool resting = false;    ///< nothing is on its way; what waits is held until its undo has passed
    bool sessionKept = true; ///< false: nothing could keep the session, it ends with the program

    bool operator==(const SyncStatus&) const = default;
};

/// Who somebody is in one community, as this computer knows it. Holds no token.
struct AccountView
{
    AccountId id;
    QUrl server;
    QString communityName;
    api::Person person;
    bool signedIn = false;   ///< false: the session ended, but what was written under it is kept
    bool mayApprove = false; ///< translations that others wrote: accept what they suggest, or take it away
    bool signedOut = false;  ///< by the person's word: what is written now is nobody's

    bool operator==(const AccountView&) const = default;
};

/// What is known of a track when its song is looked for.
struct TrackQuery
{
    TrackId track{};  ///< 0 for a file outside the library
    SongId knownSong; ///< the song it was matched to before, when it was
    QString title;
    QString artist;
    QString album;
    qint64 durationMs = 0;
    QString mbid;
    QString isrc;

    bool operator==(const TrackQuery&) const = default;
};

/// The song that a track is.
struct SongMatch
{
    SongId song;                   ///< never null
    bool known = false;            ///< false: an id made here; the village hears of it when the person first writes
    std::vector<QString> evidence; ///< as in api::MatchAnswer; "remembered" when it was matched before

    bool operator==(const SongMatch&) const = default;
};

} // namespace groundswell::community

Q_DECLARE_METATYPE(groundswell::community::CommentView)
Q_DECLARE_METATYPE(groundswell::community::StoryView)
Q_DECLARE_METATYPE(groundswell::community::SyncStatus)
