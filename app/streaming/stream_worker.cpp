#include "streaming/stream_worker.h"

#include "streaming/streams.h"

#include <QCryptographicHash>

#include <algorithm>

namespace groundswell::streaming {

namespace {

// What is played has the line to itself until this much of it is here: at the most that sound takes (24 bit, 192 kHz,
// packed) some ten seconds, at MP3's rates minutes. Then others may have their part of it until only so little is left.
constexpr qint64 EnoughAhead = 4 << 20;
constexpr qint64 LittleAhead = 1 << 20;

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
    const auto found = findOrMake(address);
    postBegin(found, address);
    return found.lease;
}

std::unique_ptr<CachedStream> StreamWorker::open(const StreamAddress& address)
{
    const auto found = findOrMake(address);
    auto stream = std::make_unique<CachedStream>(
        found.lease, [mailbox = m_mailbox] { mailbox->post([](StreamWorker& worker) { worker.shareLine(); }); });
    postBegin(found, address); // now that it is known to be played
    return stream;
}

StreamWorker::Found StreamWorker::findOrMake(const StreamAddress& address)
{
    const QString key = storeKeyOf(address.url);
    const std::lock_guard lock(m_mutex);
    if (auto running = m_leases.value(key).lock(); running && !running->object().progress().error)
        return {.lease = running};
    const auto object = std::make_shared<StreamedObject>(key, m_chunks);
    const auto lease = std::make_shared<Lease>(object, [mailbox = m_mailbox, raw = object.get()] {
        mailbox->post([raw](StreamWorker& worker) { worker.end(raw); });
    });
    m_leases.insert(key, lease);
    return {.lease = lease, .isNew = true};
}

void StreamWorker::postBegin(const Found& found, const StreamAddress& address)
{
    QMetaObject::invokeMethod(
        this,
        [this, object = found.isNew ? found.lease->sharedObject() : nullptr, address] {
            if (object) begin(object, address);
            shareLine();
        },
        Qt::QueuedConnection);
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
    shareLine();
}

void StreamWorker::setQuota(qint64 bytes)
{
    m_quota = bytes;
    evict();
}

void StreamWorker::begin(const std::shared_ptr<StreamedObject>& object, const StreamAddress& address)
{
    auto loader = std::make_unique<ObjectLoader>(object, address, *m_http, m_chunks, m_options.patience);
    connect(loader.get(), &ObjectLoader::advanced, this, &StreamWorker::shareLine);
    connect(loader.get(), &ObjectLoader::completed, this, [this, url = address.url] {
        Q_EMIT completed(url);
        shareLine();
        evict();
    });
    connect(loader.get(), &ObjectLoader::failed, this, [this, url = address.url](const Error& error) {
        Q_EMIT failed(url, error);
        shareLine();
    });
    auto& place = m_loaders[object->key()];
    place = std::move(loader); // one that failed before ends here
    place->setHeld(m_yielding && !object->isPlayed());
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
    shareLine();
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

/// Downloads and the next track wait while what is being heard needs the line.
void StreamWorker::shareLine()
{
    const qint64 enough = m_yielding ? EnoughAhead : LittleAhead;
    m_yielding = std::ranges::any_of(m_loaders, [enough](const auto& entry) {
        const auto& [key, loader] = entry;
        return loader->object()->isPlayed() && !loader->isDone() && loader->object()->ahead() < enough;
    });
    for (const auto& [key, loader] : m_loaders)
        loader->setHeld(m_yielding && !loader->object()->isPlayed());
    if (!m_yielding && !m_toPrefetch.url.isEmpty() && !m_prefetched) m_prefetched = lease(m_toPrefetch);
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
