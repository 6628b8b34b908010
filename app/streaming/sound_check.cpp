#include "streaming/sound_check.h"

#include "streaming/playlist_file.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace groundswell::streaming {

namespace {

bool beginsAsSound(QByteArrayView bytes)
{
    static constexpr std::array Magics = {"ID3",
                                          "fLaC",
                                          "OggS",
                                          "RIFF",
                                          "RF64",
                                          "FORM",
                                          "MAC ",
                                          "wvpk",
                                          "MThd",
                                          "TTA1",
                                          "MPCK",
                                          "MP+",
                                          "\x1A\x45\xDF\xA3",
                                          "\x30\x26\xB2\x75",
                                          "DSD ",
                                          "caff"};
    if (std::ranges::any_of(Magics, [&](const char* magic) { return bytes.startsWith(magic); })) return true;
    if (bytes.size() >= 8 && bytes.sliced(4, 4) == "ftyp") return true;
    // The sync word of an MPEG audio frame, or of ADTS.
    return bytes.size() >= 2 && static_cast<uchar>(bytes[0]) == 0xFF && (static_cast<uchar>(bytes[1]) & 0xE0) == 0xE0;
}

/// Without the ID3v2 tags that FFmpeg passes over before it looks at what a file is.
QByteArrayView withoutTags(QByteArrayView bytes)
{
    constexpr qsizetype header = 10;
    while (bytes.size() >= header && bytes.startsWith("ID3")) {
        qsizetype size = header;
        for (qsizetype i = 6, place = 21; i < header; ++i, place -= 7)
            size += static_cast<qsizetype>(bytes[i] & 0x7F) << place;
        if (bytes[5] & 0x10) size += header; // a footer
        bytes = size < bytes.size() ? bytes.sliced(size) : QByteArrayView();
    }
    return bytes;
}

/// What FFmpeg takes for a list of other addresses: DASH and IMF anywhere in a text, SDP by a line of it, HLS and its
/// own lists by their beginning. It may see later bytes than these do; that it follows none is
/// media::SoundReader's.
bool leadsElsewhere(QByteArrayView bytes)
{
    bytes = withoutTags(bytes);
    const auto end = bytes.indexOf('\0');
    const auto text = (end < 0 ? bytes : bytes.first(end)).toByteArray().trimmed().toLower();
    return text.contains("<mpd") || text.contains("<compositionplaylist") || text.startsWith("c=in ip") ||
           text.contains("\nc=in ip") || text.contains("\rc=in ip") || text.startsWith("#extm3u") ||
           text.startsWith("ffconcat");
}

bool beginsAsPage(QByteArrayView bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF")) bytes = bytes.sliced(3);
    bytes = bytes.trimmed();
    static constexpr std::array Beginnings = {"<!doctype", "<html", "<head", "<body", "<?xml",
                                              "<subsonic", "{\"",   "[{",    "v=0"};
    return std::ranges::any_of(Beginnings, [&](QByteArrayView beginning) {
        return bytes.size() >= beginning.size() &&
               bytes.first(beginning.size()).compare(beginning, Qt::CaseInsensitive) == 0;
    });
}

bool isTextType(const QByteArray& type)
{
    return type.startsWith("text/") || type.endsWith("/json") || type.endsWith("+json") || type.endsWith("/xml") ||
           type.endsWith("+xml");
}

} // namespace

bool mayBeSound(const QByteArray& contentType, QByteArrayView firstBytes)
{
    if (leadsElsewhere(firstBytes)) return false;
    if (beginsAsSound(firstBytes)) return true;
    return !beginsAsPage(firstBytes) && !isTextType(contentType);
}

std::optional<Error> whyNoSound(const QByteArray& contentType, const QUrl& address, QByteArrayView firstBytes)
{
    const auto because = [&](const char* text) {
        return Error{ErrorCode::Unsupported, QCoreApplication::translate("Streaming", text).arg(address.host()),
                     QString::fromLatin1(contentType)};
    };
    const bool isElsewhere = leadsElsewhere(firstBytes);
    if (!isElsewhere && beginsAsSound(firstBytes)) return {};
    if (isPlaylist(contentType, address, firstBytes))
        return because(QT_TRANSLATE_NOOP("Streaming", "%1 sent a playlist instead of sound: open it as a station."));
    if (isElsewhere)
        return because(QT_TRANSLATE_NOOP(
            "Streaming", "%1 sent a list of other addresses instead of sound, which cannot be played here."));
    if (mayBeSound(contentType, firstBytes)) return {};
    return because(
        QT_TRANSLATE_NOOP("Streaming", "%1 answered with a page instead of sound: does it want you to sign in?"));
}

} // namespace groundswell::streaming
