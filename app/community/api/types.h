#pragma once

#include "base/ids.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

/// The wire of the community server: every value that travels, once, for the client and for the server; who is signed
/// in is in account.h, what keeps the two in step in sync.h.
/// JSON keys are these names in snake_case; ids are UUID text; times are milliseconds since 1970-01-01 UTC; an empty
/// string or nullopt is left out. The published contract is resources/api/openapi.yaml.
namespace groundswell::api {

// ------------------------------------------------------------------ entities

/// Who wrote something, as far as a reader needs to know.
struct Person
{
    UserId id;
    QString name;        ///< the address on this community: a-z 0-9 _ - ., 2 to 32 characters, unique without case
    QString displayName; ///< what people see; 1 to 64 characters, no control or bidi control characters

    bool operator==(const Person&) const = default;
};

/// The sound of a song, where the village has it: GET /v1/blobs/{blob}.
struct SongAudio
{
    QString blob;        ///< SHA-256 of the file, 64 lower-case hex digits
    QString contentType; ///< "audio/flac"
    qint64 size = 0;     ///< bytes

    bool operator==(const SongAudio&) const = default;
};

/// A piece of music as the village knows it; local files and streams are matched to it.
struct Song
{
    SongId id;
    QString title;
    QString artist;
    QString album;
    qint64 durationMs = 0; ///< 0 when unknown
    QString mbid;          ///< MusicBrainz recording id
    QString isrc;
    qint64 commentCount = 0;
    qint64 createdAt = 0;
    std::optional<SongAudio> audio = {}; ///< none: people bring their own copy

    bool operator==(const Song&) const = default;
};

/// GET /v1/tracks?limit=&after=: the songs that have their sound in the village.
struct TrackPage
{
    std::vector<Song> songs;
    QString after; ///< give this as `after` to get the next page; empty at the end

    bool operator==(const TrackPage&) const = default;
};

/// Removed: it stands only because replies hang below it; text and author are gone.
enum class CommentState { Visible, Held, Removed };

/// Talk beside a song; replies are one level deep.
struct Comment
{
    CommentId id;
    SongId songId;
    CommentId parentId; ///< null for a comment on the song itself
    Person author;
    QString text;               ///< plain text, 1 to 2000 characters
    QString lang;               ///< BCP 47, empty when unknown
    std::optional<qint64> atMs; ///< the moment it is about, from the song's start
    LineId lineId;              ///< the lyric line it is about, or null
    qint64 createdAt = 0;
    qint64 editedAt = 0; ///< 0 when never edited
    qint64 likes = 0;
    qint64 hugs = 0;
    qint64 replyCount = 0;
    CommentState state = CommentState::Visible;

    bool operator==(const Comment&) const = default;
};

/// A person gives a comment each of them once at most; a hug is comfort where a like would be out of place.
enum class ReactionKind { Like, Hug };

/// One's own reaction to a comment; only in the scope of its author. Its entity id is "<comment id>:like" or ":hug".
struct Reaction
{
    CommentId commentId;
    SongId songId;
    ReactionKind kind = ReactionKind::Like;

    bool operator==(const Reaction&) const = default;
};

/// How the teller knows a story: required, shown with it.
enum class StorySource { ArtistSaid, Press, Memory, Reading };

/// The story behind a song.
struct Story
{
    StoryId id;
    SongId songId;
    QString title; ///< 1 to 120 characters
    QString text;  ///< plain text, 1 to 20,000 characters
    QString lang;
    StorySource sourceKind = StorySource::Memory;
    QString sourceNote; ///< where: a link's text, a magazine and its date, ...
    Person author;
    Person translator; ///< null id when not a translation
    StoryId translationOf;
    qint64 supports = 0;
    qint64 disputes = 0;
    qint64 loves = 0;
    qint64 createdAt = 0;

    bool operator==(const Story&) const = default;
};

/// A revision of a song's lyrics in the language they are sung in. Its id is lyricsIdFor(song, lang).
struct Lyrics
{
    LyricsId id;
    SongId songId;
    QString lang;
    qint64 rev = 0;       ///< 1 for the first
    QJsonObject document; ///< lyrics::Document as lyrics/document_json.h writes it
    Person author;        ///< of this revision
    QString source;       ///< where the text comes from ("own ear", "embedded tag", "import LRC")
    QString licence;      ///< the author's claim
    qint64 createdAt = 0;

    bool operator==(const Lyrics&) const = default;
};

/// A revision of the translation of a song's lyrics into one language. Its id is translationIdFor(lyrics, lang).
struct Translation
{
    TranslationId id;
    LyricsId lyricsId;
    SongId songId;
    QString lang;
    qint64 rev = 0;
    qint64 baseLyricsRev = 0; ///< the lyrics' revision that it was made against
    QJsonObject document;     ///< translation::TranslationDocument as JSON
    Person author;            ///< of this revision
    qint64 createdAt = 0;

    bool operator==(const Translation&) const = default;
};

/// One lyric document a song and language, so that two people who start it apart meet in one place:
/// UUID version 5 of the lower-case language tag in the song's id as name space.
[[nodiscard]] LyricsId lyricsIdFor(SongId song, QStringView lang);
/// The same for the translation of lyrics into a language.
[[nodiscard]] TranslationId translationIdFor(LyricsId lyrics, QStringView lang);

// ------------------------------------------------------------------ matching a track to a song

/// POST /v1/songs/match: what is known of a track, to find its song. Empty fields say nothing.
struct MatchRequest
{
    SongId proposedId; ///< the id that the song gets when it is unknown and `create` is set
    QString title;
    QString artist;
    QString album;
    qint64 durationMs = 0;
    QString mbid;
    QString isrc;
    bool create = false; ///< only with a session

    bool operator==(const MatchRequest&) const = default;
};

/// The song that a track is, and what speaks for it.
struct MatchAnswer
{
    std::optional<Song> song;      ///< nullopt: unknown, and nothing was created
    std::vector<QString> evidence; ///< "mbid", "isrc", "title", "artist", "album", "duration"
    bool created = false;

    bool operator==(const MatchAnswer&) const = default;
};

// ------------------------------------------------------------------ reading without sync

/// GET /v1/songs/{id}/comments?sort=hot|new&limit=&before= and .../comments/{cid}/replies
struct CommentList
{
    std::vector<Comment> comments;
    QString before;   ///< give this as `before` to get the next page; empty at the end
    qint64 total = 0; ///< comments and replies on the song; for replies: the replies of the comment
    QString after;    ///< replies: give this as `after` to get the next page; empty at the end

    bool operator==(const CommentList&) const = default;
};

/// The body of every error answer.
struct Problem
{
    QString code;    ///< a stable word for programs ("not_found")
    QString message; ///< a sentence for a person
    QString field;   ///< the path of the request's field that was wrong ("operations[3].op_id"); empty when none was

    bool operator==(const Problem&) const = default;
};

/// GET /v1/capabilities
struct Capabilities
{
    QString communityName;
    QString description;
    QString version;                       ///< of the server's program
    qint64 people = 0;                     ///< who have an account there
    int maxOperations = 100;               ///< of one push
    qint64 maxPushBytes = 1 << 20;         ///< of its body
    int maxScopes = 200;                   ///< of one pull
    qint64 maxBlobBytes = 64LL << 20;      ///< of one file
    qint64 maxUploadPartBytes = 4LL << 20; ///< of one PUT; a larger blob comes in parts
    qint64 uploadQuotaBytes = 2LL << 30;   ///< of all blobs that one person brought
    int commentLength = 2000;              ///< characters

    bool operator==(const Capabilities&) const = default;
};

} // namespace groundswell::api
