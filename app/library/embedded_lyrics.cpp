#include "library/embedded_lyrics.h"

#include <QDataStream>
#include <QIODevice>

namespace groundswell::library {

namespace {

using namespace std::chrono_literals;

// Words take a millisecond; a disk that has to wake up takes some seconds, and no CPU.
constexpr worker::JobLimit Limit{.wall = 20s, .cpu = 5s};

} // namespace

QByteArray lyricsToBytes(const std::optional<EmbeddedLyrics>& lyrics)
{
    if (!lyrics) return {};
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << quint8(lyrics->kind) << lyrics->text << lyrics->language << lyrics->source;
    return bytes;
}

Result<std::optional<EmbeddedLyrics>> lyricsFromBytes(const QByteArray& bytes)
{
    if (bytes.isEmpty()) return std::nullopt;
    EmbeddedLyrics lyrics;
    quint8 kind = 0;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_8);
    in >> kind >> lyrics.text >> lyrics.language >> lyrics.source;
    if (in.status() != QDataStream::Ok || !in.atEnd() || kind > quint8(EmbeddedLyrics::Kind::Lrc))
        return fail(ErrorCode::Corrupt, {}, QStringLiteral("not lyrics"));
    lyrics.kind = EmbeddedLyrics::Kind(kind);
    lyrics.text.truncate(LongestLyrics);
    return lyrics;
}

Result<std::optional<EmbeddedLyrics>> lyricsInTags(worker::WorkerProcess& helper, const QByteArray& nativePath,
                                                   std::stop_token stop)
{
    return helper.ask(worker::Job::ReadLyrics, nativePath, Limit, std::move(stop)).and_then(lyricsFromBytes);
}

} // namespace groundswell::library
