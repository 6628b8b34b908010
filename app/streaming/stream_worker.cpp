#include "streaming/stream_worker.h"

#include "streaming/streams.h"

#include <QCryptographicHash>

#include <algorithm>

namespace groundswell::streaming {

namespace {

// At the most that sound takes (24 bit, 192 kHz, packed) some ten seconds; at MP3's rates minutes.
constexpr qint64 EnoughAhead = 4 << 20;

} // namespace

QString storeKeyOf(const QUrl& url)
{
    const QByteArray address = url.toEncoded(QUrl::RemoveFragment | QUrl::NormalizePathSegments);
    return QString::fromLatin1(QCryptographicHash::hash(address, QCryptographicHash::Sha256).toHex());
}

StreamWorker::StreamWorker(store::Store& media, StreamOptions options)
    : m_media(media)
    , m_chunks(media)
    , m_options(std::move(options))
{
    m_mailbox->worker = this;
}

StreamWorker::~StreamWorker()
{
    const std::lock_guard lock(m_mailbox->mutex);
    m_mailbox->worker = nullptr;
}

void StreamWorker::Mailbox::post(std::function<void(StreamWorker&)> message)
{
    const std::lock_guard lock(mutex);
    if (!worker) return;
    QMetaObject::invokeMethod(
        worker, [to = worker, message = std::move(message)] { message(*to); }, Qt::QueuedConnection);
}

std::shared_ptr<Lease> StreamWorker::lease(const StreamAddress& address)
{
    const QString key = storeKeyOf(address.url);
    const std::lock_guard lock(m_mutex);
    if (auto running = m_leases.value(key).lock(); running && !running->object().progress().error) return running;
    const auto object = std::make_shared<StreamedObject>(key, m_chunks);
    const auto lease = std::make_shared<Lease>(object, [mailbox = m_mailbox, raw = object.get()] {
        mailbox->post([raw](StreamWorker& worker) { worker.end(raw); });
    });
    m_leases.insert(key, lease);
    QMetaObject::invokeMethod(this, [this, object, address] { begin(object, address); }, Qt::QueuedConnection);
    return lease;
}

std::unique_ptr<RadioStream> StreamWorker::listen(const StreamAddress& address, const QUrl& station)
{
    const auto buffer = std::make_shared<RadioBuffer>();
    QMetaObject::invokeMethod(
        this, [this, buffer, address, station] { beginListening(buffer, address, station); }, Qt::QueuedConnection);
    return std::make_unique<RadioStream>(buffer, [mailbox = m_mailbox, raw = buffer.get()] {
        mailbox->post([raw](StreamWorker& worker) { worker.m_stations.erase(raw); });
    });
}

void StreamWorker::init()
{
    auto resolver = m_options.resolver ? m_options.resolver() : std::make_unique<net::SystemResolver>();
    m_http = std::make_unique<net::HttpStreams>(std::move(resolver), m_options.allowedForStrangers);
    m_quota = Streams::keptQuota(m_media);
    Q_EMIT quotaRead(m_quota);
    evict();
}

void StreamWorker::prefetch(const StreamAddress& address)
{
    if (address.url == m_toPrefetch.url) return;
    m_toPrefetch = address;
    m_prefetched.reset();
    considerPrefetch();
}

void StreamWorker::setQuota(qint64 bytes)
{
    m_quota = bytes;
    evict();
}

void StreamWorker::begin(const std::shared_ptr<StreamedObject>& object, const StreamAddress& address)
{
    auto loader = std::make_unique<ObjectLoader>(object, address, *m_http, m_chunks, m_options.patience);
    connect(loader.get(), &ObjectLoader::advanced, this, &StreamWorker::considerPrefetch);
    connect(loader.get(), &ObjectLoader::completed, this, [this, url = address.url] {
        Q_EMIT completed(url);
        considerPrefetch();
        evict();
    });
    connect(loader.get(), &ObjectLoader::failed, this, [this, url = address.url](const Error& error) {
        Q_EMIT failed(url, error);
        considerPrefetch();
    });
    auto& place = m_loaders[object->key()];
    place = std::move(loader); // one that failed before ends here
    place->start();
}

void StreamWorker::end(const StreamedObject* object)
{
    const auto found =
        std::ranges::find_if(m_loaders, [&](const auto& entry) { return entry.second->object().get() == object; });
    if (found == m_loaders.end()) return;
    {
        const std::lock_guard lock(m_mutex);
        if (m_leases.value(found->first).expired()) m_leases.remove(found->first);
    }
    m_loaders.erase(found);
    considerPrefetch();
}

void StreamWorker::beginListening(const std::shared_ptr<RadioBuffer>& buffer, const StreamAddress& address,
                                  const QUrl& station)
{
    auto connection = std::make_unique<RadioConnection>(buffer, address, *m_http, m_options.patience);
    connect(connection.get(), &RadioConnection::infoChanged, this,
            [this, station](const StationInfo& info) { Q_EMIT stationChanged(station, info); });
    connection->start();
    m_stations.insert_or_assign(buffer.get(), std::move(connection));
}

/// The next track waits until the one being heard does not need the line any more.
void StreamWorker::considerPrefetch()
{
    if (m_toPrefetch.url.isEmpty() || m_prefetched) return;
    const bool busy = std::ranges::any_of(m_loaders, [](const auto& entry) {
        return !entry.second->isDone() && entry.second->object()->ahead() < EnoughAhead;
    });
    if (!busy) m_prefetched = lease(m_toPrefetch);
}

void StreamWorker::evict()
{
    QSet<QString> inUse;
    {
        const std::lock_guard lock(m_mutex);
        for (auto entry = m_leases.cbegin(); entry != m_leases.cend(); ++entry)
            if (!entry->expired()) inUse.insert(entry.key());
    }
    static_cast<void>(m_chunks.evict(m_quota, inUse)); // what cannot be deleted now can be the next time
}

} // namespace groundswell::streaming
