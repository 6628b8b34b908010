#pragma once

#include "fault_server.h"
#include "streaming/streams.h"
#include "support/places.h"

#include <QSet>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>

#include <algorithm>
#include <limits>
#include <memory>

namespace groundswell::test {

/// Bytes that begin as an MP3 and differ at every place.
inline QByteArray sound(qint64 size, int seed = 1)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (qint64 i = 0; i < size; ++i)
        bytes[i] = static_cast<char>((i * 31 + i / 251 + seed * 7) & 0xff);
    return bytes.replace(0, 3, "ID3");
}

/// As a program's, only quicker to try again. A silence is too long after `stallMs`: a test about one says so; in all
/// others a machine that is slow, or a server that holds back, is no silence.
inline streaming::StreamOptions impatient(int stallMs = 600'000)
{
    return {.patience = {.stallMs = stallMs, .firstDelayMs = 5, .mostDelayMs = 40, .attempts = 4, .firstAttempts = 2}};
}

/// The first byte that a request asks for.
inline qint64 placeOf(const Request& request)
{
    return request.range().sliced(6).split('-').first().toLongLong();
}

/// Where the parts begin that were asked for, from `first` on and before `end`. A request that QNetworkAccessManager
/// sends again over a new connection is no other one.
inline QSet<qint64> placesIn(const QList<Request>& requests, qint64 first, qint64 end)
{
    QSet<qint64> places;
    for (const Request& request : requests)
        if (const qint64 place = placeOf(request); first <= place && place < end) places.insert(place);
    return places;
}

/// Up to so many bytes; fewer only at the end or where reading fails. A stream gives what it has, as sockets do.
inline QByteArray read(QIODevice& source, qint64 bytes)
{
    QByteArray all;
    while (all.size() < bytes) {
        const QByteArray part = source.read(std::min<qint64>(bytes - all.size(), 1 << 20));
        if (part.isEmpty()) break;
        all += part;
    }
    return all;
}

inline QByteArray readRest(QIODevice& source)
{
    return read(source, std::numeric_limits<qint32>::max());
}

/// What a player would hear of it: the error after reading on to the end.
inline std::optional<Error> problemOf(media::ByteSource& source, QByteArray* read = nullptr)
{
    QByteArray all;
    while (!source.atEnd()) {
        const auto part = source.read(50'000);
        if (part.isEmpty()) break;
        all += part;
    }
    if (read) *read = all;
    return source.error();
}

/// The default configuration trusts the test's certificate as long as this lives.
class TrustedTestCertificate
{
public:
    TrustedTestCertificate()
    {
        auto trusting = m_before;
        trusting.addCaCertificates(QSslCertificate::fromPath(dataPath(QStringLiteral("tls/localhost.pem"))));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    ~TrustedTestCertificate() { QSslConfiguration::setDefaultConfiguration(m_before); }
    Q_DISABLE_COPY_MOVE(TrustedTestCertificate)

private:
    const QSslConfiguration m_before = QSslConfiguration::defaultConfiguration();
};

/// A store of one's own and streams over it.
class StreamBed
{
public:
    explicit StreamBed(streaming::StreamOptions options = impatient())
        : m_options(std::move(options))
        , m_store(store::Store::open(m_folder.filePath(QStringLiteral("media.db")), store::mediaSchema()).value())
        , m_chunks(*m_store)
        , m_streams(std::make_unique<streaming::Streams>(*m_store, m_options))
    {
    }

    [[nodiscard]] streaming::Streams& streams() { return *m_streams; }
    [[nodiscard]] store::ChunkStore& chunks() { return m_chunks; }
    [[nodiscard]] store::Store& store() { return *m_store; }
    /// As after a restart of the program.
    void restart()
    {
        m_streams.reset();
        m_streams = std::make_unique<streaming::Streams>(*m_store, m_options);
    }
    /// What the person typed: a server on loopback is one of those.
    [[nodiscard]] std::unique_ptr<media::ByteSource> open(const QUrl& url)
    {
        m_streams->trust(url);
        return m_streams->open(url).value();
    }
    [[nodiscard]] bool isComplete(const QUrl& url) const
    {
        const auto info = m_chunks.info(streaming::storeKeyOf(url)).value();
        return info && info->complete();
    }

private:
    QTemporaryDir m_folder;
    streaming::StreamOptions m_options;
    std::unique_ptr<store::Store> m_store;
    store::ChunkStore m_chunks;
    std::unique_ptr<streaming::Streams> m_streams;
};

} // namespace groundswell::test
