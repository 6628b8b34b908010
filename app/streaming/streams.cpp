#include "streaming/streams.h"

#include <QCoreApplication>

namespace groundswell::streaming {

using namespace Qt::StringLiterals;

namespace {

bool isHttp(const QUrl& url)
{
    return url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
}

constexpr QLatin1StringView RadioPrefix("radio+");

/// The station's own address, or an invalid one where it is no station.
QUrl stationAddress(QUrl source)
{
    if (!source.scheme().startsWith(RadioPrefix)) return {};
    source.setScheme(source.scheme().sliced(RadioPrefix.size()));
    return isHttp(source) ? source : QUrl();
}

/// Host and port: what the person decided to trust.
QString placeOf(const QUrl& url)
{
    return u"%1:%2"_s.arg(url.host(QUrl::FullyEncoded)).arg(url.port(url.scheme() == "https"_L1 ? 443 : 80));
}

} // namespace

Streams::Streams(store::Store& media, StreamOptions options, QObject* parent)
    : QObject(parent)
    , m_media(media)
    , m_worker(new StreamWorker(media, std::move(options)))
{
    m_thread.setObjectName(u"streams"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::started, m_worker, &StreamWorker::init);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &StreamWorker::quotaRead, this, [this](qint64 bytes) {
        if (m_quotaIsNew) return;
        m_quota = bytes;
        Q_EMIT quotaChanged(bytes);
    });
    connect(m_worker, &StreamWorker::completed, this, &Streams::completed);
    connect(m_worker, &StreamWorker::failed, this, &Streams::failed);
    connect(m_worker, &StreamWorker::stationChanged, this, &Streams::stationChanged);
    m_thread.start();
}

Streams::~Streams()
{
    m_thread.quit();
    m_thread.wait();
}

Result<std::unique_ptr<media::ByteSource>> Streams::open(const QUrl& source)
{
    if (const QUrl station = stationAddress(source); station.isValid())
        return m_worker->listen(addressOf(station), source);
    if (!isHttp(source))
        return fail(ErrorCode::Unsupported,
                    tr("%1 is no address that sound can come from.").arg(source.toDisplayString(QUrl::RemoveQuery)));
    return m_worker->open(addressOf(source));
}

QUrl Streams::radioUrl(QUrl station)
{
    if (isHttp(station)) station.setScheme(RadioPrefix + station.scheme());
    return station;
}

std::shared_ptr<Lease> Streams::fill(const QUrl& source, std::optional<qint64> size)
{
    return m_worker->lease(addressOf(source, size));
}

void Streams::trust(const QUrl& address)
{
    const std::lock_guard lock(m_mutex);
    m_trusted.insert(placeOf(address));
}

void Streams::prefetch(const QUrl& source)
{
    const auto address = isHttp(source) ? addressOf(source) : StreamAddress();
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, address] { worker->prefetch(address); });
}

qint64 Streams::keptQuota(store::Store& media)
{
    const auto kept = media.readers().run([](store::Database& database) -> Result<qint64> {
        auto row = database.prepare("SELECT value FROM setting WHERE key = 'quota'");
        return row.step() ? row.integer(0) : defaultQuota;
    });
    return kept.value_or(defaultQuota);
}

void Streams::setQuota(qint64 bytes)
{
    m_quota = bytes;
    m_quotaIsNew = true;
    Q_EMIT quotaChanged(bytes);
    static_cast<void>(m_media.writer().post([bytes](store::Database& database) -> Result<void> {
        database
            .prepare(
                "INSERT INTO setting(key, value) VALUES('quota', ?) ON CONFLICT DO UPDATE SET value = excluded.value")
            .bind(bytes)
            .run();
        return {};
    }));
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, bytes] { worker->setQuota(bytes); });
}

StreamAddress Streams::addressOf(const QUrl& source, std::optional<qint64> size) const
{
    const std::lock_guard lock(m_mutex);
    const auto trust = m_trusted.contains(placeOf(source)) ? net::Trust::Own : net::Trust::Stranger;
    return {.url = source, .trust = trust, .size = size};
}

} // namespace groundswell::streaming
