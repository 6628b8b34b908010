#include "streaming/icy.h"

#include <QStringDecoder>

#include <uchardet.h>

#include <algorithm>
#include <memory>

namespace groundswell::streaming {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostCharacters = 300;
constexpr qint64 MostInterval = 16 << 20;

QByteArray headerOf(const net::Headers& headers, QByteArrayView name)
{
    const auto found = std::ranges::find_if(headers, [&](const auto& header) { return header.first == name; });
    return found == headers.end() ? QByteArray() : found->second.trimmed();
}

QByteArray guessEncoding(QByteArrayView bytes)
{
    const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
    uchardet_handle_data(detector.get(), bytes.data(), static_cast<std::size_t>(bytes.size()));
    uchardet_data_end(detector.get());
    return uchardet_get_charset(detector.get());
}

QString decoded(QByteArrayView bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8(bytes);
    if (!utf8.hasError()) return text;
    const QByteArray name = guessEncoding(bytes);
    QStringDecoder guessed(name.isEmpty() ? "ISO-8859-1" : name.constData(), QStringDecoder::Flag::Stateless);
    if (!guessed.isValid()) return QString::fromLatin1(bytes);
    text = guessed(bytes);
    return guessed.hasError() ? QString::fromLatin1(bytes) : text;
}

} // namespace

QString stationText(QByteArrayView bytes)
{
    QString text = decoded(bytes).simplified();
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    return text.left(MostCharacters);
}

StationInfo stationInfo(const net::Headers& headers)
{
    return {.name = stationText(headerOf(headers, "icy-name")),
            .genre = stationText(headerOf(headers, "icy-genre")),
            .title = {},
            .bitrateKbps = std::clamp(headerOf(headers, "icy-br").split(',').first().toInt(), 0, 10'000)};
}

qint64 metadataInterval(const net::Headers& headers)
{
    const qint64 interval = headerOf(headers, "icy-metaint").toLongLong();
    return interval > 0 && interval <= MostInterval ? interval : 0;
}

QString streamTitle(QByteArrayView block)
{
    static constexpr QByteArrayView Key = "StreamTitle='";
    const auto begin = block.indexOf(Key);
    if (begin < 0) return {};
    const QByteArrayView rest = block.sliced(begin + Key.size());
    auto end = rest.indexOf("';"); // a title may hold quotes
    if (end < 0) end = rest.lastIndexOf('\'');
    return stationText(end < 0 ? rest : rest.first(end));
}

QByteArray IcySplitter::feed(QByteArrayView bytes, const std::function<void(QByteArrayView)>& text)
{
    if (m_interval == 0) return bytes.toByteArray();
    QByteArray sound;
    while (!bytes.isEmpty()) {
        qint64 taken = 1;
        if (m_soundLeft > 0) {
            taken = std::min<qint64>(m_soundLeft, bytes.size());
            sound += bytes.first(taken);
            m_soundLeft -= taken;
        } else if (m_textLeft < 0) {
            m_textLeft = static_cast<uchar>(bytes[0]) * 16;
        } else {
            taken = std::min<qint64>(m_textLeft, bytes.size());
            m_text += bytes.first(taken);
            m_textLeft -= taken;
        }
        bytes = bytes.sliced(taken);
        if (m_soundLeft > 0 || m_textLeft != 0) continue;
        if (!m_text.isEmpty()) text(m_text);
        m_text.clear();
        m_textLeft = -1;
        m_soundLeft = m_interval;
    }
    return sound;
}

} // namespace groundswell::streaming
