#pragma once

#include "streaming/fetch.h"
#include "streaming/streamed_object.h"

#include <QObject>
#include <QTimer>

#include <list>
#include <memory>

namespace groundswell::streaming {

/// Where an object comes from.
struct StreamAddress
{
    QUrl url;
    net::Trust trust = net::Trust::Stranger;
    std::optional<qint64> size = {}; ///< bytes, where whoever gave the address knows them
};

/// How patient a loader is.
struct Patience
{
    int stallMs = 15'000;     ///< without a byte, before a connection is given up
    int firstDelayMs = 500;   ///< before trying again; doubled each time
    int mostDelayMs = 10'000; ///< ... up to this
    int attempts = 6;         ///< in a row without a single new byte
    int firstAttempts = 2;    ///< before anything at all was heard from there: the person waits
};

/// Fills one object over HTTP: first what a reader waits for, then on from there, then the holes. A connection that
/// breaks is taken up again where it broke. Lives in the network thread.
class ObjectLoader final : public QObject
{
    Q_OBJECT
public:
    ObjectLoader(std::shared_ptr<StreamedObject> object, StreamAddress address, net::HttpStreams& http,
                 store::ChunkStore& chunks, Patience patience, QObject* parent = nullptr);
    /// Ends its requests; readers who still wait are told so.
    ~ObjectLoader() override;

    void start();
    [[nodiscard]] const std::shared_ptr<StreamedObject>& object() const noexcept { return m_object; }
    [[nodiscard]] const QUrl& url() const noexcept { return m_address.url; }
    /// Others need the line: asks for nothing until it is let go.
    void setHeld(bool held);
    /// All of it is stored, or it failed.
    [[nodiscard]] bool isDone() const noexcept { return m_done; }

Q_SIGNALS:
    /// All of it is in the store.
    void completed();
    /// Readers were told; or it is all here and cannot be kept.
    void failed(const groundswell::Error& error);
    /// Bytes came.
    void advanced();

private:
    using FetchAt = std::list<Fetch>::iterator;

    void wanted();
    void next();
    [[nodiscard]] std::vector<ByteRange> coming() const;
    void fetch(ByteRange range);
    void onAnswered(FetchAt fetch, const net::StreamHead& head);
    [[nodiscard]] bool acceptPart(FetchAt fetch, const net::StreamHead& head);
    [[nodiscard]] bool acceptWhole(FetchAt fetch, const net::StreamHead& head);
    [[nodiscard]] bool acceptSize(std::optional<qint64> size, bool seekable);
    [[nodiscard]] bool isSameVersion(const net::StreamHead& head);
    void onArrived(FetchAt fetch, const QByteArray& bytes);
    [[nodiscard]] bool checkBeginning(const Fetch& fetch, const QByteArray& bytes);
    void onEnded(FetchAt fetch);
    void onFailed(FetchAt fetch, const net::StreamFailure& failure);
    void drop(FetchAt fetch);
    void dropAll();
    void store(std::vector<StreamedObject::Chunk> chunks);
    void onStored(qint64 number, bool ok);
    void setPaused(bool paused);
    void retryOrFail(const net::StreamFailure& failure);
    void changed();
    void fail(const Error& error);
    void complete();

    const std::shared_ptr<StreamedObject> m_object;
    const StreamAddress m_address;
    net::HttpStreams& m_http;
    store::ChunkStore& m_chunks;
    const Patience m_patience;
    std::list<Fetch> m_fetches; // seldom more than two: where a reader waits, and what follows
    QTimer m_retry;
    QString m_validator;
    std::optional<qint64> m_size;
    bool m_answered = false;
    bool m_sequential = false; // no ranges there
    bool m_done = false;       // complete or failed
    bool m_failed = false;
    bool m_held = false;
    int m_attempts = 0;
    int m_unstored = 0;     // chunks on their way to the store
    int m_keptInMemory = 0; // chunks that the store did not take
};

} // namespace groundswell::streaming
