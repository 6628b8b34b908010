#pragma once

#include "base/error.h"
#include "streaming/range_set.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <span>
#include <vector>

namespace groundswell::streaming {

/// The content of one address as far as it is here: bytes in memory and in the chunk store. One loader fills it while
/// any number of readers read, and wait for what they need. Thread-safe; the lock is held for copying and nothing else.
class StreamedObject
{
public:
    static constexpr qint64 chunkBytes = store::ChunkStore::chunkBytes;

    /// What is known before the first byte is read.
    struct Head
    {
        std::optional<qint64> size; ///< none: it ends when it ends
        bool seekable = true;       ///< any byte can be asked for; else they only come in their order
    };
    struct Progress
    {
        qint64 here = 0; ///< bytes that can be read at once
        std::optional<qint64> size;
        bool complete = false; ///< all of it is here; what is not in the store yet is on its way there
        std::optional<Error> error;
    };
    struct Chunk
    {
        qint64 number = 0;
        QByteArray bytes;
    };

    /// The chunk store's file must outlive all reading.
    StreamedObject(QString key, const store::ChunkStore& chunks);
    [[nodiscard]] const QString& key() const noexcept { return m_key; }

    // Readers: threads that may wait. `aborted` is looked at when the object is woken.
    [[nodiscard]] Result<Head> waitForHead(const std::atomic_bool& aborted);
    /// At least one byte from here on, at most as many as fit; 0 at the end. What is missing is asked for.
    [[nodiscard]] Result<qint64> read(qint64 offset, std::span<char> out, const std::atomic_bool& aborted);
    /// Any thread.
    void wake();
    /// Any thread: somebody opened it to play it, or left it again. Downloads yield to what is played.
    void addPlayer() noexcept { ++m_players; }
    void removePlayer() noexcept { --m_players; }
    [[nodiscard]] bool isPlayed() const noexcept { return m_players > 0; }
    [[nodiscard]] Progress progress() const;

    // The loader.
    /// Called, with the lock held, by readers who begin to wait for a place. An empty function: nobody fills it.
    void onWanted(std::function<void()> wanted);
    /// Takes over what the store has (blocks). Says the size and holes from then on.
    [[nodiscard]] Result<std::optional<store::ObjectInfo>> load();
    void setHead(Head head);
    /// Takes bytes; gives the chunks that became whole by them and are to be stored.
    [[nodiscard]] std::vector<Chunk> write(qint64 offset, QByteArrayView bytes);
    /// The last chunk of what had no known size until its end.
    [[nodiscard]] std::vector<Chunk> finish(qint64 size);
    /// It is in the store now: the memory is given free.
    void stored(qint64 chunkNumber);
    /// Begins anew, unless something was read or told already: then false.
    [[nodiscard]] bool restart();
    void fail(const Error& error);

    /// What to fetch next, besides what is coming: first for who waits, then what follows that place, then the holes
    /// before it. For who waits it begins a little earlier, because who searches a place steps back.
    [[nodiscard]] std::optional<ByteRange> nextHole(qint64 bridge, const std::vector<ByteRange>& coming) const;
    /// Where a reader waits now.
    [[nodiscard]] std::optional<qint64> waitingAt() const;
    [[nodiscard]] qint64 endFrom(qint64 position) const;
    /// Bytes that are here without a break from the last read on; the most there is where that leads to the end.
    [[nodiscard]] qint64 ahead() const;

private:
    [[nodiscard]] qint64 chunkEnd(qint64 number) const;
    [[nodiscard]] qint64 copyOut(qint64 offset, std::span<char> out) const;
    [[nodiscard]] bool isWhole(qint64 number) const;
    [[nodiscard]] std::vector<Chunk> takeWhole(qint64 first, qint64 last);
    void fetchFromStore(std::unique_lock<std::mutex>& lock, qint64 number);

    const QString m_key;
    const store::ChunkStore m_chunks;

    mutable std::mutex m_mutex; // readers block in decoders' threads, where no event loop could bring a message
    std::condition_variable m_changed;
    std::function<void()> m_wanted;
    std::optional<Head> m_head;
    std::optional<Error> m_error;
    RangeSet m_here;
    std::map<qint64, QByteArray> m_memory; // chunks that are not in the store yet, each as long as a chunk can be
    std::set<qint64> m_handedOut;          // chunks given to be stored, or stored
    Chunk m_lastRead{-1, {}};              // from the store
    std::optional<qint64> m_waitingAt;
    qint64 m_readEnd = 0; // behind the last byte read
    bool m_wasRead = false;
    std::atomic_int m_players = 0;
};

} // namespace groundswell::streaming
