#include "library/track_fields.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <climits>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TrackListModel", text);
}

QString numberOrNothing(qint64 number)
{
    return number > 0 ? QLocale().toString(number) : QString();
}

/// For screen readers; a delegate draws icons.
QString wordsText(WordsFlags words)
{
    QStringList parts;
    if (words.testFlag(Words::SyncedLyrics))
        parts.append(tr(QT_TRANSLATE_NOOP("TrackListModel", "Synced lyrics")));
    else if (words.testFlag(Words::Lyrics))
        parts.append(tr(QT_TRANSLATE_NOOP("TrackListModel", "Lyrics")));
    if (words.testFlag(Words::Translation)) parts.append(tr(QT_TRANSLATE_NOOP("TrackListModel", "Translation")));
    if (words.testFlag(Words::Story)) parts.append(tr(QT_TRANSLATE_NOOP("TrackListModel", "Story")));
    return QLocale().createSeparatedList(parts);
}

} // namespace

TrackField columnField(TrackListModel::Column column)
{
    switch (column) {
    case TrackListModel::TitleColumn: return TrackField::Title;
    case TrackListModel::ArtistColumn: return TrackField::Artist;
    case TrackListModel::AlbumColumn: return TrackField::Album;
    case TrackListModel::DurationColumn: return TrackField::Duration;
    case TrackListModel::TrackNoColumn: return TrackField::TrackNo;
    case TrackListModel::YearColumn: return TrackField::Year;
    case TrackListModel::GenreColumn: return TrackField::Genre;
    case TrackListModel::CodecColumn: return TrackField::Codec;
    case TrackListModel::PlayCountColumn: return TrackField::PlayCount;
    case TrackListModel::AddedColumn: return TrackField::Added;
    case TrackListModel::WordsColumn: return TrackField::HasLyrics;
    case TrackListModel::CommentsColumn: return TrackField::Comments;
    case TrackListModel::ColumnCount: break;
    }
    return TrackField::Artist;
}

QString columnTitle(TrackListModel::Column column)
{
    switch (column) {
    case TrackListModel::TitleColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Title"));
    case TrackListModel::ArtistColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Artist"));
    case TrackListModel::AlbumColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Album"));
    case TrackListModel::DurationColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Time"));
    case TrackListModel::TrackNoColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "No."));
    case TrackListModel::YearColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Year"));
    case TrackListModel::GenreColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Genre"));
    case TrackListModel::CodecColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Format"));
    case TrackListModel::PlayCountColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Plays"));
    case TrackListModel::AddedColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Added"));
    case TrackListModel::WordsColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Words"));
    case TrackListModel::CommentsColumn: return tr(QT_TRANSLATE_NOOP("TrackListModel", "Comments"));
    case TrackListModel::ColumnCount: break;
    }
    return {};
}

bool isNumber(TrackListModel::Column column) noexcept
{
    return column == TrackListModel::DurationColumn || column == TrackListModel::TrackNoColumn ||
           column == TrackListModel::YearColumn || column == TrackListModel::PlayCountColumn ||
           column == TrackListModel::CommentsColumn;
}

QString displayText(const TrackRow& row, TrackListModel::Column column)
{
    const Track& track = row.track;
    switch (column) {
    case TrackListModel::TitleColumn: return track.title;
    case TrackListModel::ArtistColumn: return track.artist;
    case TrackListModel::AlbumColumn: return track.album;
    case TrackListModel::DurationColumn: return track.durationMs > 0 ? durationText(track.durationMs) : QString();
    case TrackListModel::TrackNoColumn: return numberOrNothing(track.trackNo);
    case TrackListModel::YearColumn: return track.year > 0 ? QString::number(track.year) : QString();
    case TrackListModel::GenreColumn: return track.genre;
    case TrackListModel::CodecColumn: return track.codec;
    case TrackListModel::PlayCountColumn: return numberOrNothing(row.playCount);
    case TrackListModel::AddedColumn:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(row.addedMs).date(), QLocale::ShortFormat);
    case TrackListModel::WordsColumn: return wordsText(row.words);
    case TrackListModel::CommentsColumn: return row.comments ? QLocale().toString(*row.comments) : QString();
    case TrackListModel::ColumnCount: break;
    }
    return {};
}

QString spokenText(const TrackRow& row)
{
    QStringList parts{row.track.title};
    if (!row.track.artist.isEmpty()) parts.append(row.track.artist);
    if (row.track.durationMs > 0) parts.append(durationText(row.track.durationMs));
    if (!row.track.error.isEmpty())
        parts.append(row.track.error);
    else if (!row.online)
        parts.append(tr(QT_TRANSLATE_NOOP("TrackListModel", "its folder is away")));
    if (row.words) parts.append(wordsText(row.words));
    if (row.comments)
        parts.append(QCoreApplication::translate("TrackListModel", "%n comment(s)", nullptr,
                                                 static_cast<int>(std::min<qint64>(*row.comments, INT_MAX))));
    return parts.join(u", "_s);
}

QVariant fieldValue(const TrackRow& row, TrackField field)
{
    const Track& track = row.track;
    switch (field) {
    case TrackField::Title: return track.title;
    case TrackField::Artist: return track.artist;
    case TrackField::Album: return track.album;
    case TrackField::AlbumArtist: return track.albumArtist;
    case TrackField::TrackNo: return track.trackNo;
    case TrackField::DiscNo: return track.discNo;
    case TrackField::Year: return track.year;
    case TrackField::Genre: return track.genre;
    case TrackField::Duration: return track.durationMs;
    case TrackField::Codec: return track.codec;
    case TrackField::Bitrate: return track.bitrateKbps;
    case TrackField::SampleRate: return track.sampleRateHz;
    case TrackField::Channels: return track.channels;
    case TrackField::Added: return row.addedMs;
    case TrackField::PlayCount: return row.playCount;
    case TrackField::LastPlayed: return row.lastPlayedMs;
    case TrackField::Path: return track.path();
    case TrackField::CoverKey: return track.coverKey;
    case TrackField::Error: return track.error;
    case TrackField::Online: return row.online;
    case TrackField::HasLyrics: return row.words.testAnyFlags(Words::Lyrics | Words::SyncedLyrics);
    case TrackField::HasSyncedLyrics: return row.words.testFlag(Words::SyncedLyrics);
    case TrackField::HasTranslation: return row.words.testFlag(Words::Translation);
    case TrackField::HasStory: return row.words.testFlag(Words::Story);
    case TrackField::Comments: return row.comments ? QVariant(*row.comments) : QVariant();
    case TrackField::Song: return row.songId.isNull() ? QVariant() : row.songId.toString();
    case TrackField::Id: return static_cast<qint64>(track.id);
    case TrackField::Loaded: return true;
    }
    return {};
}

QByteArray fieldName(TrackField field)
{
    static constexpr std::array names{
        "title",           "artist",         "album",    "albumArtist", "trackNo",    "discNo",   "year",
        "genre",           "duration",       "codec",    "bitrate",     "sampleRate", "channels", "added",
        "playCount",       "lastPlayed",     "path",     "coverKey",    "error",      "online",   "hasLyrics",
        "hasSyncedLyrics", "hasTranslation", "hasStory", "comments",    "song",       "id",       "loaded"};
    static_assert(names.size() == static_cast<size_t>(TrackField::Loaded) + 1);
    return names.at(static_cast<size_t>(field));
}

QString durationText(qint64 durationMs)
{
    const qint64 seconds = (durationMs + 500) / 1000;
    const auto two = [](qint64 number) { return u"%1"_s.arg(number, 2, 10, QChar(u'0')); };
    if (seconds < 3600) return u"%1:%2"_s.arg(seconds / 60).arg(two(seconds % 60));
    return u"%1:%2:%3"_s.arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

} // namespace groundswell::library
