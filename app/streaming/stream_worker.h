#pragma once

#include "streaming/cached_stream.h"
#include "streaming/lease.h"
#include "streaming/object_loader.h"
#include "streaming/radio_connection.h"
#include "streaming/radio_stream.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace groundswell::streaming {

/// What a set of streams is made with.
struct StreamOptions
{
    Patience patience;
    std::function<std::unique_ptr<net::HostResolver>()> resolver = {}; ///< the system's when empty
    net::HttpStreams::AddressCheck allowedForStrangers = nullptr;      ///< public addresses when null
};

/// What lives in the network thread: a loader for each object in use, the prefetch, and the stations listened to.
/// lease() and listen() may be called from any thread, all else through the thread's event loop.
class StreamWorker final : public QObject
{
    Q_OBJECT
public:
    StreamWorker(store::Store& media, StreamOptions options);
    ~StreamWorker() override;

    /// Any thread, without waiting: the object of an address, shared by all who ask, being filled as long as one keeps
    /// the lease. One that failed is begun anew.
    [[nodiscard]] std::shared_ptr<Lease> lease(const StreamAddress& address);
    /// The same, to be played: what is only downloaded yields to it.
    [[nodiscard]] std::unique_ptr<CachedStream> open(const StreamAddress& address);
    /// Any thread, without waiting: a station's sound. `station` names it in stationChanged().
    [[nodiscard]] std::unique_ptr<RadioStream> listen(const StreamAddress& address, const QUrl& station);

    /// Makes what needs the thread's event loop.
    void init();
    /// Fetches this one when what is played has enough; an empty address ends it.
    void prefetch(const StreamAddress& address);
    void setQuota(qint64 bytes);

Q_SIGNALS:
    void quotaRead(qint64 bytes);
    void completed(const QUrl& url);
    void failed(const QUrl& url, const groundswell::Error& error);
    void stationChanged(const QUrl& station, const streaming::StationInfo& info);

private:
    /// How leases tell of their end, also when this is gone by then.
    struct Mailbox
    {
        std::mutex mutex;
        StreamWorker* worker = nullptr;

        void post(std::function<void(StreamWorker&)> message);
    };

    struct Found
    {
        std::shared_ptr<Lease> lease;
        bool isNew = false; ///< begin() is to be called
    };
    [[nodiscard]] Found findOrMake(const StreamAddress& address);
    void postBegin(const Found& found, const StreamAddress& address);
    void begin(const std::shared_ptr<StreamedObject>& object, const StreamAddress& address);
    void end(const StreamedObject* object);
    void beginListening(const std::shared_ptr<RadioBuffer>& buffer, const StreamAddress& address, const QUrl& station);
    void shareLine();
    void evict();

    store::Store& m_media;
    store::ChunkStore m_chunks;
    const StreamOptions m_options;
    qint64 m_quota = 0; // read in init()
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();

    std::mutex m_mutex; // leases are asked for in the sound thread, which does not wait for this one
    QHash<QString, std::weak_ptr<Lease>> m_leases;

    std::unique_ptr<net::HttpStreams> m_http;
    std::map<QString, std::unique_ptr<ObjectLoader>> m_loaders;
    std::map<const RadioBuffer*, std::unique_ptr<RadioConnection>> m_stations;
    bool m_yielding = false; // what is played needs the line
    StreamAddress m_toPrefetch;
    std::shared_ptr<Lease> m_prefetched;
};

/// The name under which an address' bytes are kept: hex digits only.
[[nodiscard]] QString storeKeyOf(const QUrl& url);

} // namespace groundswell::streaming
