#include "streaming/playlist_file.h"

#include <algorithm>
#include <array>

namespace groundswell::streaming {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostAddresses = 20;

QByteArrayView withoutMark(QByteArrayView bytes)
{
    return bytes.startsWith("\xEF\xBB\xBF") ? bytes.sliced(3) : bytes;
}

bool isPls(QByteArrayView file)
{
    const auto start = withoutMark(file).trimmed();
    return start.size() >= 10 && start.first(10).compare("[playlist]", Qt::CaseInsensitive) == 0;
}

/// "File1=http://..." of a PLS, a whole line of an M3U; empty for comments and all else.
QByteArrayView entryOf(QByteArrayView line, bool pls)
{
    line = line.trimmed();
    if (!pls) return line.startsWith('#') ? QByteArrayView() : line;
    if (line.size() < 5 || line.first(4).compare("file", Qt::CaseInsensitive) != 0) return {};
    const auto equals = line.indexOf('=');
    return equals < 0 ? QByteArrayView() : line.sliced(equals + 1).trimmed();
}

} // namespace

bool isPlaylist(const QByteArray& contentType, const QUrl& address, QByteArrayView firstBytes)
{
    static constexpr std::array Types = {"audio/x-mpegurl",
                                         "audio/mpegurl",
                                         "application/x-mpegurl",
                                         "application/mpegurl",
                                         "application/vnd.apple.mpegurl",
                                         "audio/x-scpls",
                                         "audio/scpls",
                                         "application/pls+xml"};
    if (std::ranges::any_of(Types, [&](const char* type) { return contentType == type; })) return true;
    if (isPls(firstBytes) || withoutMark(firstBytes).startsWith("#EXTM3U")) return true;
    const bool isText =
        contentType.isEmpty() || contentType.startsWith("text/") || contentType == "application/octet-stream";
    const QString path = address.path();
    return isText && (path.endsWith(".m3u"_L1, Qt::CaseInsensitive) || path.endsWith(".pls"_L1, Qt::CaseInsensitive));
}

bool isHls(QByteArrayView file)
{
    return file.contains("#EXT-X-");
}

QList<QUrl> playlistAddresses(QByteArrayView file, const QUrl& address)
{
    QList<QUrl> addresses;
    file = withoutMark(file);
    if (isHls(file)) return {};
    const bool pls = isPls(file);
    while (!file.isEmpty() && addresses.size() < MostAddresses) {
        const auto end = file.indexOf('\n');
        const auto entry = entryOf(end < 0 ? file : file.first(end), pls);
        file = end < 0 ? QByteArrayView() : file.sliced(end + 1);
        if (entry.isEmpty()) continue;
        const QUrl url = address.resolved(QUrl::fromEncoded(entry.toByteArray(), QUrl::TolerantMode));
        if (url.isValid() && !url.host().isEmpty() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1))
            addresses.append(url);
    }
    return addresses;
}

} // namespace groundswell::streaming
