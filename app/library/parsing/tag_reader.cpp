#include "library/parsing/tag_reader.h"

#include "library/cover_key.h"
#include "library/file_problem.h"
#include "library/native_path.h"
#include "library/parsing/tag_stream.h"
#include "library/track_bytes.h"

#include <taglib/aifffile.h>
#include <taglib/apefile.h>
#include <taglib/asffile.h>
#include <taglib/dsffile.h>
#include <taglib/fileref.h>
#include <taglib/flacfile.h>
#include <taglib/id3v2tag.h>
#include <taglib/mp4file.h>
#include <taglib/mpcfile.h>
#include <taglib/mpegfile.h>
#include <taglib/oggflacfile.h>
#include <taglib/opusfile.h>
#include <taglib/speexfile.h>
#include <taglib/tpropertymap.h>
#include <taglib/trueaudiofile.h>
#include <taglib/vorbisfile.h>
#include <taglib/wavfile.h>
#include <taglib/wavpackfile.h>

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

/// TagLib keeps UTF-16 in its wide characters, whatever their width.
QString toText(const TagLib::String& text)
{
    QString result;
    const auto length = std::min<qsizetype>(LongestTagText, static_cast<qsizetype>(text.size()));
    result.reserve(length);
    for (qsizetype i = 0; i < length; ++i)
        result.append(QChar(static_cast<char16_t>(text[static_cast<int>(i)])));
    return result.simplified();
}

QString property(const TagLib::PropertyMap& properties, const char* key)
{
    const auto found = properties.find(key);
    if (found == properties.end() || found->second.isEmpty()) return {};
    return toText(found->second.size() == 1 ? found->second.front() : found->second.toString(", "));
}

/// The number that "3", "03/12" or "2011-02-28" begins with.
int leadingNumber(const QString& text)
{
    qsizetype digits = 0;
    while (digits < text.size() && digits < 9 && text[digits] >= u'0' && text[digits] <= u'9')
        ++digits;
    return QStringView(text).left(digits).toInt();
}

QString codecOf(const TagLib::File& file)
{
    if (dynamic_cast<const TagLib::MPEG::File*>(&file)) return u"MP3"_s;
    if (dynamic_cast<const TagLib::FLAC::File*>(&file)) return u"FLAC"_s;
    if (const auto* mp4 = dynamic_cast<const TagLib::MP4::File*>(&file))
        return mp4->audioProperties()->codec() == TagLib::MP4::Properties::ALAC ? u"ALAC"_s : u"AAC"_s;
    if (dynamic_cast<const TagLib::Ogg::Opus::File*>(&file)) return u"Opus"_s;
    if (dynamic_cast<const TagLib::Ogg::Vorbis::File*>(&file)) return u"Vorbis"_s;
    if (dynamic_cast<const TagLib::Ogg::FLAC::File*>(&file)) return u"FLAC"_s;
    if (dynamic_cast<const TagLib::Ogg::Speex::File*>(&file)) return u"Speex"_s;
    if (dynamic_cast<const TagLib::RIFF::WAV::File*>(&file)) return u"WAV"_s;
    if (dynamic_cast<const TagLib::RIFF::AIFF::File*>(&file)) return u"AIFF"_s;
    if (dynamic_cast<const TagLib::WavPack::File*>(&file)) return u"WavPack"_s;
    if (dynamic_cast<const TagLib::APE::File*>(&file)) return u"APE"_s;
    if (dynamic_cast<const TagLib::MPC::File*>(&file)) return u"Musepack"_s;
    if (dynamic_cast<const TagLib::TrueAudio::File*>(&file)) return u"TTA"_s;
    if (dynamic_cast<const TagLib::ASF::File*>(&file)) return u"WMA"_s;
    if (dynamic_cast<const TagLib::DSF::File*>(&file)) return u"DSD"_s;
    return {};
}

/// A file with its stream, which TagLib does not own.
struct OpenFile
{
    OpenFile(const QByteArray& nativePath, bool withProperties)
        : stream(nativePath)
        , ref(stream.isOpen() ? TagLib::FileRef(&stream, withProperties, TagLib::AudioProperties::Average)
                              : TagLib::FileRef())
    {
    }
    TagStream stream;
    TagLib::FileRef ref;
};

void fillTags(Track& track, const TagLib::PropertyMap& properties)
{
    track.title = property(properties, "TITLE");
    track.artist = property(properties, "ARTIST");
    track.album = property(properties, "ALBUM");
    track.albumArtist = property(properties, "ALBUMARTIST");
    track.genre = property(properties, "GENRE");
    track.trackNo = leadingNumber(property(properties, "TRACKNUMBER"));
    track.discNo = leadingNumber(property(properties, "DISCNUMBER"));
    track.year = leadingNumber(property(properties, "DATE"));
    track.recordingMbid = property(properties, "MUSICBRAINZ_TRACKID").toLower();
    track.isrc = property(properties, "ISRC").toUpper();
    track.acoustid = property(properties, "ACOUSTID_ID").toLower();
}

/// Whether a tag holds words, and timed ones; what they say is read when the song is played (lyrics_reader.h).
WordsFlags wordsIn(TagLib::File& file, const TagLib::PropertyMap& properties)
{
    WordsFlags words;
    for (const char* key : {"SYNCEDLYRICS", "LYRICS", "UNSYNCEDLYRICS", "UNSYNCED LYRICS"}) {
        const auto found = properties.find(key);
        if (found != properties.end() && !found->second.isEmpty() && !found->second.front().isEmpty())
            words.setFlag(Words::Lyrics);
    }
    if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(&file);
        mpeg && mpeg->hasID3v2Tag() && !mpeg->ID3v2Tag()->frameList("SYLT").isEmpty())
        words |= Words::Lyrics | Words::SyncedLyrics;
    return words;
}

/// ReplayGain 2.0's fields, or those of RFC 7845 where there is no other.
media::ReplayGain gainOf(const TagLib::PropertyMap& properties)
{
    media::ReplayGain gain{.trackGainDb = media::parseGainDb(property(properties, "REPLAYGAIN_TRACK_GAIN")),
                           .albumGainDb = media::parseGainDb(property(properties, "REPLAYGAIN_ALBUM_GAIN")),
                           .trackPeak = media::parsePeak(property(properties, "REPLAYGAIN_TRACK_PEAK")),
                           .albumPeak = media::parsePeak(property(properties, "REPLAYGAIN_ALBUM_PEAK"))};
    if (!gain.trackGainDb) gain.trackGainDb = media::parseR128GainDb(property(properties, "R128_TRACK_GAIN"));
    if (!gain.albumGainDb) gain.albumGainDb = media::parseR128GainDb(property(properties, "R128_ALBUM_GAIN"));
    return gain;
}

std::optional<Picture> pictureOf(const TagLib::FileRef& file)
{
    const auto pictures = file.complexProperties("PICTURE");
    if (pictures.isEmpty()) return std::nullopt;
    const auto isFront = [](const TagLib::VariantMap& picture) {
        return picture.value("pictureType").value<TagLib::String>() == "Front Cover";
    };
    auto chosen = std::find_if(pictures.begin(), pictures.end(), isFront);
    if (chosen == pictures.end()) chosen = pictures.begin();
    const auto bytes = chosen->value("data").value<TagLib::ByteVector>();
    if (bytes.isEmpty()) return std::nullopt;
    return Picture{{bytes.data(), static_cast<qsizetype>(bytes.size())},
                   toText(chosen->value("mimeType").value<TagLib::String>())};
}

} // namespace

Result<Track> readTags(const QByteArray& nativePath)
try {
    const OpenFile opened(nativePath, true);
    const TagLib::FileRef& file = opened.ref;
    if (file.isNull() || !file.file()->isValid() || !file.audioProperties())
        return std::unexpected(reasonFor(nativePath));
    const TagLib::AudioProperties& audio = *file.audioProperties();
    if (audio.sampleRate() <= 0 || audio.lengthInMilliseconds() <= 0) return std::unexpected(reasonFor(nativePath));

    Track track;
    track.nativePath = nativePath;
    const TagLib::PropertyMap properties = file.properties();
    fillTags(track, properties);
    track.words = wordsIn(*file.file(), properties);
    track.replayGain = gainOf(properties);
    if (track.title.isEmpty()) track.title = QFileInfo(pathText(nativePath)).completeBaseName();
    track.durationMs = audio.lengthInMilliseconds();
    track.bitrateKbps = audio.bitrate();
    track.sampleRateHz = audio.sampleRate();
    track.channels = audio.channels();
    track.codec = codecOf(*file.file());
    if (const auto picture = pictureOf(file)) track.coverKey = coverKeyOf(picture->bytes);
    return track;
} catch (const std::exception& exception) {
    return std::unexpected(reasonFor(nativePath, QString::fromUtf8(exception.what())));
}

std::optional<Picture> readEmbeddedPicture(const QByteArray& nativePath)
try {
    const OpenFile opened(nativePath, false);
    const TagLib::FileRef& file = opened.ref;
    if (file.isNull() || !file.file()->isValid()) return std::nullopt;
    return pictureOf(file);
} catch (const std::exception&) {
    return std::nullopt;
}

} // namespace groundswell::library
