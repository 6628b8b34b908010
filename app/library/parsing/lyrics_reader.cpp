#include "library/parsing/lyrics_reader.h"

#include "library/native_path.h"

#include <taglib/aifffile.h>
#include <taglib/dsffile.h>
#include <taglib/fileref.h>
#include <taglib/id3v2tag.h>
#include <taglib/mpegfile.h>
#include <taglib/synchronizedlyricsframe.h>
#include <taglib/tpropertymap.h>
#include <taglib/trueaudiofile.h>
#include <taglib/unsynchronizedlyricsframe.h>
#include <taglib/wavfile.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

QString toLines(const TagLib::String& text)
{
    QString lines = QString::fromStdString(text.to8Bit(true)).left(LongestLyrics);
    lines.replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    return lines;
}

QString toLanguage(const TagLib::ByteVector& code)
{
    const QString language = QString::fromLatin1(code.data(), static_cast<qsizetype>(code.size())).toLower();
    return language.size() == 3 && language != "xxx"_L1 && language != "und"_L1 && language[0] != u'\0' ? language
                                                                                                        : QString();
}

TagLib::ID3v2::Tag* id3v2Of(TagLib::File* file)
{
    if (auto* mpeg = dynamic_cast<TagLib::MPEG::File*>(file)) return mpeg->ID3v2Tag();
    if (auto* wav = dynamic_cast<TagLib::RIFF::WAV::File*>(file)) return wav->ID3v2Tag();
    if (auto* aiff = dynamic_cast<TagLib::RIFF::AIFF::File*>(file)) return aiff->tag();
    if (auto* tta = dynamic_cast<TagLib::TrueAudio::File*>(file)) return tta->ID3v2Tag();
    if (auto* dsf = dynamic_cast<TagLib::DSF::File*>(file)) return dsf->tag();
    return nullptr;
}

/// SYLT (ID3v2.4 section 4.9) in milliseconds, as LRC. A text that does not begin a new line continues the one before.
std::optional<EmbeddedLyrics> timedLyrics(const TagLib::ID3v2::Tag& tag)
{
    using Frame = TagLib::ID3v2::SynchronizedLyricsFrame;
    for (const TagLib::ID3v2::Frame* each : tag.frameList("SYLT")) {
        const auto* frame = dynamic_cast<const Frame*>(each);
        if (!frame || frame->type() != Frame::Lyrics || frame->timestampFormat() != Frame::AbsoluteMilliseconds)
            continue;
        const auto texts = frame->synchedText();
        const bool marksLines =
            std::ranges::any_of(texts, [](const Frame::SynchedText& part) { return part.text.find("\n") >= 0; });
        QString lrc;
        for (const Frame::SynchedText& part : texts) {
            QString text = toLines(part.text);
            const bool beginsLine = lrc.isEmpty() || !marksLines || text.startsWith(u'\n');
            text.remove(u'\n');
            if (!beginsLine) {
                lrc += text;
                continue;
            }
            if (!lrc.isEmpty()) lrc += u'\n';
            lrc += u"[%1:%2.%3]%4"_s.arg(part.time / 60'000, 2, 10, QChar(u'0'))
                       .arg(part.time / 1000 % 60, 2, 10, QChar(u'0'))
                       .arg(part.time % 1000, 3, 10, QChar(u'0'))
                       .arg(text);
        }
        if (!lrc.isEmpty())
            return EmbeddedLyrics{lrc.left(LongestLyrics), EmbeddedLyrics::Kind::Lrc, toLanguage(frame->language()),
                                  u"SYLT"_s};
    }
    return std::nullopt;
}

std::optional<EmbeddedLyrics> plainFrame(const TagLib::ID3v2::Tag& tag)
{
    for (const TagLib::ID3v2::Frame* each : tag.frameList("USLT")) {
        const auto* frame = dynamic_cast<const TagLib::ID3v2::UnsynchronizedLyricsFrame*>(each);
        if (!frame || frame->text().isEmpty()) continue;
        return EmbeddedLyrics{toLines(frame->text()), EmbeddedLyrics::Kind::Plain, toLanguage(frame->language()),
                              u"USLT"_s};
    }
    return std::nullopt;
}

/// Vorbis comments, APE items and MP4's ©lyr, which TagLib calls LYRICS.
std::optional<EmbeddedLyrics> fromProperties(const TagLib::PropertyMap& properties)
{
    for (const char* key : {"SYNCEDLYRICS", "LYRICS", "UNSYNCEDLYRICS", "UNSYNCED LYRICS"}) {
        const auto found = properties.find(key);
        if (found == properties.end() || found->second.isEmpty()) continue;
        const QString text = toLines(found->second.front());
        if (!text.trimmed().isEmpty())
            return EmbeddedLyrics{text, EmbeddedLyrics::Kind::Plain, {}, QString::fromLatin1(key)};
    }
    return std::nullopt;
}

} // namespace

std::optional<EmbeddedLyrics> readEmbeddedLyrics(const QByteArray& nativePath)
try {
    const TagLib::FileRef file(fromNativeBytes(nativePath).c_str(), false);
    if (file.isNull() || !file.file()->isValid()) return std::nullopt;
    if (const TagLib::ID3v2::Tag* tag = id3v2Of(file.file())) {
        if (auto timed = timedLyrics(*tag)) return timed;
        if (auto plain = plainFrame(*tag)) return plain;
    }
    return fromProperties(file.properties());
} catch (const std::exception&) {
    return std::nullopt; // a damaged tag holds no lyrics; the scan tells of the damage
}

} // namespace groundswell::library
