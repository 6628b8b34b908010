#pragma once

#include "net/http_stream.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace groundswell::streaming {

/// What a station tells of itself and of what it plays; all of it written by others, so plain text.
struct StationInfo
{
    QString name = {};
    QString genre = {};
    QString title = {}; ///< of what plays now, often "artist - title"
    int bitrateKbps = 0;

    bool operator==(const StationInfo&) const = default;
};

/// The station's headers: icy-name, icy-genre, icy-br.
[[nodiscard]] StationInfo stationInfo(const net::Headers& headers);
/// The bytes of sound between two texts, from icy-metaint; 0 when the station sends no texts. Values over 16 MiB are
/// taken for nonsense.
[[nodiscard]] qint64 metadataInterval(const net::Headers& headers);
/// StreamTitle of a text block ("StreamTitle='a - b';StreamUrl='';"); empty when there is none.
[[nodiscard]] QString streamTitle(QByteArrayView block);
/// UTF-8, else the encoding that it looks like, else Latin-1; without control characters, at most 300 characters.
[[nodiscard]] QString stationText(QByteArrayView bytes);

/// Separates sound and texts of a station's bytes: after each `interval` bytes of sound comes one byte n, then n * 16
/// bytes of text, padded with zeros.
class IcySplitter
{
public:
    /// An interval of 0: all is sound.
    explicit IcySplitter(qint64 interval)
        : m_interval(interval)
        , m_soundLeft(interval)
    {
    }
    /// Gives the sound in these bytes; `text` is called for each block that is whole and not empty.
    [[nodiscard]] QByteArray feed(QByteArrayView bytes, const std::function<void(QByteArrayView)>& text);

private:
    qint64 m_interval;
    qint64 m_soundLeft;
    qint64 m_textLeft = -1; // -1: its length comes next, once the sound is through
    QByteArray m_text;
};

} // namespace groundswell::streaming
