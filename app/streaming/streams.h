#pragma once

#include "media/byte_source.h"
#include "streaming/lease.h"
#include "streaming/stream_worker.h"

#include <QObject>
#include <QSet>
#include <QThread>

#include <memory>
#include <mutex>

namespace groundswell::streaming {

/// Sound from the network: what a player opens is played while it downloads and kept in media.db, so that it comes from
/// there the next time without a request. Downloading has a thread of its own. Addresses are taken for strangers' (see
/// net::Trust) unless their host and port were named by trust(). What is opened comes first: what is only to be filled
/// waits until enough of that is here.
class Streams final : public QObject, public media::SourceOpener
{
    Q_OBJECT
public:
    static constexpr qint64 defaultQuota = 2LL << 30;

    /// `media` is of store::mediaSchema() and outlives this and all that was opened.
    explicit Streams(store::Store& media, StreamOptions options = {}, QObject* parent = nullptr);
    /// Waits for the thread. What is still open reads on as far as its bytes are here.
    ~Streams() override;

    /// Any thread, without waiting: http and https, and stations by radioUrl(). Reading tells what is wrong.
    [[nodiscard]] Result<std::unique_ptr<media::ByteSource>> open(const QUrl& source) override;
    /// The form in which a station stands in a queue: its sound has no end, is not kept, and names what it plays.
    [[nodiscard]] static QUrl radioUrl(QUrl station);
    /// Any thread: keeps an address being downloaded while the lease lives; completed() or failed() follows. `size` is
    /// in bytes; another one that the server tells is then an error.
    [[nodiscard]] std::shared_ptr<Lease> fill(const QUrl& source, std::optional<qint64> size = {});
    /// Any thread: the person typed this address, or added the server that it names; so its host may be in a private
    /// network.
    void trust(const QUrl& address);
    /// Downloads the track that is expected next, as soon as what is played is far enough ahead. An empty or local
    /// address ends the last one asked for.
    void prefetch(const QUrl& source);

    /// Bytes that media.db may hold besides what is pinned. Kept in it, and the default until it is read from there.
    [[nodiscard]] qint64 quota() const noexcept { return m_quota; }
    void setQuota(qint64 bytes);
    /// The quota that is kept. Blocks: not for the GUI thread.
    [[nodiscard]] static qint64 keptQuota(store::Store& media);

Q_SIGNALS:
    /// Emitted in this object's thread: all of it is in the store.
    void completed(const QUrl& source);
    void failed(const QUrl& source, const groundswell::Error& error);
    void quotaChanged(qint64 bytes);
    /// A station that is open told its name, or what it plays now. `station` is as it was opened.
    void stationChanged(const QUrl& station, const streaming::StationInfo& info);

private:
    [[nodiscard]] StreamAddress addressOf(const QUrl& source, std::optional<qint64> size = {}) const;

    store::Store& m_media;
    qint64 m_quota = defaultQuota;
    bool m_quotaIsNew = false;  // set here before the kept one was read
    mutable std::mutex m_mutex; // guards m_trusted: addresses are opened in the sound thread
    QSet<QString> m_trusted;
    QThread m_thread;
    StreamWorker* m_worker = nullptr; // lives in m_thread, which deletes it when it ends
};

} // namespace groundswell::streaming
