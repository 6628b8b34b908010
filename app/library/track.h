#pragma once

#include "base/ids.h"
#include "media/dsp/loudness.h"

#include <QByteArray>
#include <QFlags>
#include <QString>

#include <optional>
#include <vector>

namespace groundswell::library {

/// What the community or the files next to it have for a track; kept as one number.
enum class Words : quint8 { Lyrics = 1, SyncedLyrics = 2, Translation = 4, Story = 8 };
Q_DECLARE_FLAGS(WordsFlags, Words)
Q_DECLARE_OPERATORS_FOR_FLAGS(WordsFlags)

/// What is known from a file itself. Texts are trimmed; a number that is not known is 0.
struct Track
{
    TrackId id{};
    QByteArray nativePath; ///< the file system's own bytes: the identity, which need not be UTF-8
    qint64 sizeBytes = 0;
    qint64 modifiedMs = 0; ///< since 1970 UTC
    QString title;         ///< never empty: the file's name where the tag has none
    QString artist;
    QString album;
    QString albumArtist;
    QString genre;
    int trackNo = 0;
    int discNo = 0;
    int year = 0;
    int durationMs = 0;
    QString codec; ///< "FLAC", "MP3", "Opus", ...
    int bitrateKbps = 0;
    int sampleRateHz = 0;
    int channels = 0;
    QString coverKey;      ///< for CoverLoader; empty for none
    QString recordingMbid; ///< MusicBrainz recording id
    QString isrc;
    QString acoustid;
    media::ReplayGain replayGain; ///< as its tags say
    QString error;                ///< a sentence saying why the file cannot be read; empty when it can
    WordsFlags words = {}; ///< of the words in its tags or in a file beside it; only where the file was just read

    /// The path as text, for showing and for opening; a name that is not UTF-8 is shown with replacement characters.
    [[nodiscard]] QString path() const;

    bool operator==(const Track&) const = default;
};

/// A track with what has gathered around it: a row of a list.
struct TrackRow
{
    Track track;
    bool online = true; ///< false while its disk or folder is away
    qint64 addedMs = 0; ///< since 1970 UTC
    SongId songId;      ///< the village's song; null while unmatched
    WordsFlags words;
    std::optional<qint64> comments{}; ///< on the song, when the village last told; none while it never did
    int playCount = 0;
    qint64 lastPlayedMs = 0;                   ///< since 1970 UTC; 0 for never
    std::optional<media::Loudness> measured{}; ///< none until it was measured, or when the file changed since
    std::optional<double> albumLufs{};         ///< of its album, once all of that was measured
    std::optional<double> albumPeak{};         ///< linear, 1 is full scale; none as albumLufs

    /// The gain to play it with: the tags', or what was measured.
    [[nodiscard]] media::ReplayGain replayGain() const;
};

/// What to ask the village for, to find the song that a track is.
struct SongQuery
{
    QString title;
    QString artist;
    QString album;
    int durationMs = 0;
    QString recordingMbid;
    QString isrc;
    QString acoustid;
};

/// The fields a list can show and sort by; also the roles of TrackListModel (Qt::UserRole + field).
enum class TrackField {
    Title,
    Artist,
    Album,
    AlbumArtist,
    TrackNo,
    DiscNo,
    Year,
    Genre,
    Duration,
    Codec,
    Bitrate,
    SampleRate,
    Channels,
    Added,
    PlayCount,
    LastPlayed,
    Path,
    CoverKey,
    Error,
    Online,
    HasLyrics,
    HasSyncedLyrics,
    HasTranslation,
    HasStory,
    Comments,
    Song,
    Id,
    Loaded,
};

/// A song as others name it, for finding it here.
struct SongName
{
    SongId song{}; ///< the village's; null when only the name is known
    QString title;
    QString artist;
};

/// Which tracks. All conditions must hold; an empty one holds for every track.
struct TrackFilter
{
    QString text{};   ///< as typed: words, beginnings of words, pinyin
    QString artist{}; ///< exactly this artist or album artist
    QString album{};  ///< exactly this album
    SongId song{};    ///< the files of one village song
    bool failedOnly = false;
    bool playedOnly = false; ///< heard at least once

    bool operator==(const TrackFilter&) const = default;
};

/// In which order. Artist and album orders go on by disc and number, most others by album, disc and number.
struct TrackOrder
{
    TrackField field = TrackField::Artist;
    bool descending = false;

    bool operator==(const TrackOrder&) const = default;
};

using TrackIds = std::vector<TrackId>;

/// How much there is, files on disks that are away included.
struct LibraryCounts
{
    qint64 tracks = 0;
    qint64 albums = 0;
    qint64 artists = 0;
    qint64 songs = 0;  ///< different village songs that tracks were matched to
    qint64 failed = 0; ///< files listed with an error
    qint64 durationMs = 0;
};

/// All tracks of one title by one album artist.
struct Album
{
    QString title;
    QString artist; ///< the album artist, or the artist where the tag has none
    int year = 0;   ///< the latest of its tracks; 0 when unknown
    int tracks = 0;
    qint64 durationMs = 0;
    QString coverKey; ///< of one of its tracks
};

/// All tracks of one album artist; where the tag has none, of one artist.
struct Artist
{
    QString name;
    int albums = 0;
    int tracks = 0;
    QString coverKey; ///< of one of the albums
};

/// A folder that is part of the library.
struct Folder
{
    qint64 id = 0;
    QString path;
    bool online = true; ///< false while it is away: its tracks stay in the library
    qint64 tracks = 0;
};

} // namespace groundswell::library
