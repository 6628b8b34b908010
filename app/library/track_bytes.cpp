#include "library/track_bytes.h"

#include <QDataStream>
#include <QIODevice>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace groundswell::library {

namespace {

/// The same fields in the same order, for writing and for reading.
template <class Stream, class T>
void fields(Stream& stream, T& track)
{
    const auto each = [&stream](auto&... field) {
        if constexpr (std::is_const_v<T>)
            (stream << ... << field);
        else
            (stream >> ... >> field);
    };
    each(track.title, track.artist, track.album, track.albumArtist, track.genre, track.trackNo, track.discNo,
         track.year, track.durationMs, track.codec, track.bitrateKbps, track.sampleRateHz, track.channels,
         track.coverKey, track.recordingMbid, track.isrc, track.acoustid);
}

template <class ReplayGain>
auto gainsOf(ReplayGain& gain)
{
    return std::array{&gain.trackGainDb, &gain.albumGainDb, &gain.trackPeak, &gain.albumPeak};
}

} // namespace

QByteArray trackToBytes(const Track& track)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    fields(out, track);
    out << quint8(track.words.toInt());
    for (const auto* gain : gainsOf(track.replayGain))
        out << gain->value_or(std::numeric_limits<double>::quiet_NaN());
    return bytes;
}

Result<Track> trackFromBytes(const QByteArray& bytes)
{
    Track track;
    QDataStream in(bytes);
    in.setVersion(QDataStream::Qt_6_8);
    fields(in, track);
    quint8 words = 0;
    in >> words;
    track.words = WordsFlags::fromInt(words);
    for (auto* gain : gainsOf(track.replayGain)) {
        double value = 0;
        in >> value;
        if (std::isfinite(value)) *gain = value;
    }
    if (in.status() != QDataStream::Ok || !in.atEnd() || track.title.isEmpty())
        return fail(ErrorCode::Corrupt, {}, QStringLiteral("not a track"));
    for (QString* text : std::array{&track.title, &track.artist, &track.album, &track.albumArtist, &track.genre,
                                    &track.codec, &track.coverKey, &track.recordingMbid, &track.isrc, &track.acoustid})
        text->truncate(LongestTagText);
    for (int* number : std::array{&track.trackNo, &track.discNo, &track.year, &track.durationMs, &track.bitrateKbps,
                                  &track.sampleRateHz, &track.channels})
        *number = std::max(0, *number);
    return track;
}

} // namespace groundswell::library
