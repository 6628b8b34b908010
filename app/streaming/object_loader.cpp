#include "streaming/object_loader.h"

#include "streaming/sound_check.h"

#include <QCoreApplication>

#include <algorithm>

namespace groundswell::streaming {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Unknown = Fetch::unknown;
// What arrives in the time that a new request takes (100 ms at 20 Mbit/s): nearer than that, waiting is quicker.
constexpr qint64 NearBytes = 256 * 1024;
// For who waits a short part comes first, so that what a search or a probe has no use for is not on the line before
// what it asks for next, and the connection stays open for that. Most formats play from this much.
constexpr qint64 ShortBytes = 128 * 1024;
// With less left to come, a part is let through when a reader goes elsewhere: its connection is worth more.
constexpr qint64 LittleLeft = 32 * 1024;
constexpr std::size_t MostFetches = 3;
constexpr qint64 EnoughToTell = 16;
constexpr int MostUnstored = 32;
constexpr int MostInMemory = 256; // 64 MiB, when the disk takes nothing

QString tr(const char* text)
{
    return QCoreApplication::translate("Streaming", text);
}

Error notKept()
{
    return {ErrorCode::Io, tr("The music cache cannot be written to: is the disk full?"), {}};
}

} // namespace

ObjectLoader::ObjectLoader(std::shared_ptr<StreamedObject> object, StreamAddress address, net::HttpStreams& http,
                           store::ChunkStore& chunks, Patience patience, QObject* parent)
    : QObject(parent)
    , m_object(std::move(object))
    , m_address(std::move(address))
    , m_http(http)
    , m_chunks(chunks)
    , m_patience(patience)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &ObjectLoader::next);
}

ObjectLoader::~ObjectLoader()
{
    m_object->onWanted({});
    dropAll();
    m_object->fail({ErrorCode::Cancelled, tr("Reading was stopped."), {}});
}

void ObjectLoader::start()
{
    const auto known = m_object->load();
    if (known && *known) {
        static_cast<void>(m_chunks.touch(m_object->key())); // only the order of eviction hangs on it
        m_size = (*known)->size;
        m_validator = (*known)->validator;
        if ((*known)->complete()) {
            complete();
            return;
        }
        // Nobody could tell whether the rest belongs to these bytes.
        if (!m_size || m_validator.isEmpty()) {
            static_cast<void>(m_object->restart());
            static_cast<void>(m_chunks.clear(m_object->key()));
            m_size.reset();
        }
    }
    m_object->onWanted([this] { QMetaObject::invokeMethod(this, &ObjectLoader::wanted, Qt::QueuedConnection); });
    next();
}

/// A reader waits for a place. Goes there at once, unless what runs is about to bring it.
void ObjectLoader::wanted()
{
    const auto place = m_object->waitingAt();
    if (m_failed || !place || m_retry.isActive() || m_sequential) return;
    if (m_object->endFrom(*place) > *place) return;
    m_done = false; // the store has lost what was complete
    for (const Fetch& fetch : m_fetches)
        if (fetch.at <= *place && *place < fetch.end && *place - fetch.at <= NearBytes) return;
    for (auto fetch = m_fetches.begin(); fetch != m_fetches.end();) {
        const auto now = fetch++;
        // Whoever looks at an index at the end comes back to the beginning.
        if (now->end - now->at > (now->begin == 0 ? ShortBytes : LittleLeft)) drop(now);
    }
    if (const auto hole = m_object->nextHole(NearBytes, coming()))
        fetch({hole->begin, std::min(hole->end, *place + ShortBytes)});
}

/// Asks for what is missing, unless what runs has the line for longer yet.
void ObjectLoader::next()
{
    if (m_done || m_held || m_retry.isActive() || m_fetches.size() >= MostFetches) return;
    if (!std::ranges::all_of(m_fetches, &Fetch::isNearlyDone)) return;
    if (const auto hole = m_object->nextHole(NearBytes, coming())) {
        const bool isShort = !m_answered && m_object->isPlayed();
        if (m_sequential)
            fetch({0, Unknown});
        else
            fetch({hole->begin, isShort ? std::min(hole->end, hole->begin + ShortBytes) : hole->end});
    } else if (m_fetches.empty() && m_unstored == 0) {
        complete();
    }
}

void ObjectLoader::setHeld(bool held)
{
    if (std::exchange(m_held, held) == held) return;
    if (m_sequential) {
        setPaused(held); // it would have to begin anew
    } else if (held) {
        dropAll();
        m_retry.stop();
    } else {
        next();
    }
}

std::vector<ByteRange> ObjectLoader::coming() const
{
    std::vector<ByteRange> ranges;
    for (const Fetch& fetch : m_fetches)
        ranges.push_back({fetch.at, fetch.end});
    return ranges;
}

void ObjectLoader::fetch(ByteRange range)
{
    net::StreamRequest request{.url = m_address.url, .trust = m_address.trust, .stallMs = m_patience.stallMs};
    if (!m_sequential) {
        request.first = range.begin;
        if (range.end != Unknown && range.end != m_size) request.end = range.end;
        request.ifRange = m_validator.toLatin1();
    }
    const auto fetch = m_fetches.emplace(m_fetches.end());
    fetch->stream = m_http.get(request);
    fetch->begin = fetch->at = range.begin;
    fetch->end = m_sequential ? Unknown : range.end;
    fetch->clock.start();
    net::HttpStream* stream = fetch->stream;
    connect(stream, &net::HttpStream::answered, this,
            [this, fetch](const net::StreamHead& head) { onAnswered(fetch, head); });
    connect(stream, &net::HttpStream::arrived, this,
            [this, fetch](const QByteArray& bytes) { onArrived(fetch, bytes); });
    connect(stream, &net::HttpStream::ended, this, [this, fetch] { onEnded(fetch); });
    connect(stream, &net::HttpStream::failed, this,
            [this, fetch](const net::StreamFailure& failure) { onFailed(fetch, failure); });
}

void ObjectLoader::onAnswered(FetchAt fetch, const net::StreamHead& head)
{
    fetch->contentType = head.contentType;
    const bool accepted = head.status == 206 ? acceptPart(fetch, head) : acceptWhole(fetch, head);
    if (accepted) m_answered = true;
}

/// 206: the part that was asked for, of the version that is here.
bool ObjectLoader::acceptPart(FetchAt fetch, const net::StreamHead& head)
{
    if (head.first != fetch->at) {
        fail({ErrorCode::Corrupt, tr("%1 sent another part of the track than was asked for.").arg(m_address.url.host()),
              u"asked for %1, got %2"_s.arg(fetch->at).arg(head.first)});
        return false;
    }
    if (!isSameVersion(head) || (m_size && head.total && head.total != m_size)) {
        changed();
        return false;
    }
    if (!m_size && !head.total) { // nobody could tell where to ask for what
        dropAll();
        m_sequential = true;
        next();
        return false;
    }
    return acceptSize(head.total ? head.total : m_size, true);
}

/// 200: all of it, because there are no ranges there, or because it is another version now.
bool ObjectLoader::acceptWhole(FetchAt fetch, const net::StreamHead& head)
{
    if (!isSameVersion(head) || (m_size && head.contentLength && head.contentLength != m_size)) {
        if (const auto error = whyNoSound(head.contentType, m_address.url, {}))
            fail(*error);
        else
            changed();
        return false;
    }
    m_sequential = true;
    fetch->begin = 0;
    fetch->at = 0;
    fetch->end = Unknown;
    while (m_fetches.size() > 1)
        drop(std::next(fetch) == m_fetches.end() ? m_fetches.begin() : std::next(fetch));
    return acceptSize(head.contentLength ? head.contentLength : m_size, false);
}

bool ObjectLoader::acceptSize(std::optional<qint64> size, bool seekable)
{
    if (m_address.size && size && *m_address.size != *size) {
        fail({ErrorCode::Corrupt, tr("%1 sends a track of another length than it announced.").arg(m_address.url.host()),
              u"%1 instead of %2 bytes"_s.arg(*size).arg(*m_address.size)});
        return false;
    }
    if (size && !m_size) {
        m_size = size;
        if (!m_validator.isEmpty()) static_cast<void>(m_chunks.setValidator(m_object->key(), m_validator));
        static_cast<void>(m_chunks.setSize(m_object->key(), *size)); // a full disk does not stop the music
    }
    m_object->setHead({size, seekable});
    return true;
}

bool ObjectLoader::isSameVersion(const net::StreamHead& head)
{
    const QString validator = head.validator();
    if (m_validator.isEmpty()) m_validator = validator;
    return validator.isEmpty() || validator == m_validator;
}

void ObjectLoader::onArrived(FetchAt fetch, const QByteArray& bytes)
{
    if (fetch->firstByteMs < 0) fetch->firstByteMs = fetch->clock.elapsed();
    const QByteArray all = fetch->firstBytes.isEmpty() ? bytes : std::exchange(fetch->firstBytes, {}) + bytes;
    if (fetch->at == 0) {
        if (all.size() < EnoughToTell && all.size() < m_size.value_or(Unknown)) {
            fetch->firstBytes = all;
            return;
        }
        if (!checkBeginning(*fetch, all)) return;
    }
    if (m_object->endFrom(fetch->at) < fetch->at + all.size()) m_attempts = 0;
    auto whole = m_object->write(fetch->at, all);
    fetch->at += all.size();
    store(std::move(whole));
    const bool isHereAlready =
        !m_sequential && fetch->at < m_size.value_or(Unknown) && m_object->endFrom(fetch->at) - fetch->at >= NearBytes;
    if (isHereAlready) drop(fetch); // what would come next
    next();
    Q_EMIT advanced();
}

/// Refuses a page in place of sound as soon as it shows.
bool ObjectLoader::checkBeginning(const Fetch& fetch, const QByteArray& bytes)
{
    const auto error = whyNoSound(fetch.contentType, m_address.url, bytes);
    if (error) fail(*error);
    return !error;
}

void ObjectLoader::onEnded(FetchAt fetch)
{
    if (fetch->at == 0) { // too little to tell what it is until now
        const QByteArray rest = std::exchange(fetch->firstBytes, {});
        if (!checkBeginning(*fetch, rest)) return;
        store(m_object->write(fetch->at, rest));
        fetch->at += rest.size();
    }
    const qint64 at = fetch->at;
    const qint64 end = std::min(fetch->end, m_size.value_or(Unknown));
    drop(fetch);
    if (at == 0) {
        fail({ErrorCode::Corrupt, tr("%1 sent nothing at all.").arg(m_address.url.host()), {}});
    } else if (!m_size) {
        m_size = at;
        if (!m_validator.isEmpty()) static_cast<void>(m_chunks.setValidator(m_object->key(), m_validator));
        static_cast<void>(m_chunks.setSize(m_object->key(), at));
        store(m_object->finish(at));
        m_sequential = false;
        next();
    } else if (at < end) {
        retryOrFail({{ErrorCode::Network, tr("The connection to %1 broke.").arg(m_address.url.host()), {}}, true});
    } else {
        next();
    }
}

void ObjectLoader::onFailed(FetchAt fetch, const net::StreamFailure& failure)
{
    drop(fetch);
    // The part that was asked for lies behind the end: it is shorter than it was.
    if (failure.status == 416 && m_answered)
        changed();
    else
        retryOrFail(failure);
}

void ObjectLoader::drop(FetchAt fetch)
{
    if (fetch->stream) {
        fetch->stream->disconnect(this);
        fetch->stream->abort();
    }
    m_fetches.erase(fetch);
}

void ObjectLoader::dropAll()
{
    while (!m_fetches.empty())
        drop(m_fetches.begin());
}

void ObjectLoader::store(std::vector<StreamedObject::Chunk> chunks)
{
    for (const auto& chunk : chunks) {
        ++m_unstored;
        m_chunks.postChunk(m_object->key(), chunk.number, chunk.bytes)
            .then(this,
                  [this, number = chunk.number](const Result<void>& done) { onStored(number, done.has_value()); });
    }
    if (m_unstored > MostUnstored) setPaused(true);
}

void ObjectLoader::onStored(qint64 number, bool ok)
{
    --m_unstored;
    if (m_unstored == MostUnstored / 2) setPaused(m_held);
    if (ok)
        m_object->stored(number);
    else if (++m_keptInMemory > MostInMemory)
        fail(notKept());
    if (m_unstored == 0) next();
}

void ObjectLoader::setPaused(bool paused)
{
    for (const Fetch& fetch : m_fetches)
        if (fetch.stream) fetch.stream->setPaused(paused);
}

void ObjectLoader::retryOrFail(const net::StreamFailure& failure)
{
    if (m_done) return;
    dropAll(); // what failed may be what somebody waits for
    const int most = m_answered ? m_patience.attempts : m_patience.firstAttempts;
    if (!failure.passing || ++m_attempts >= most || failure.retryAfterMs > m_patience.mostDelayMs) {
        fail(failure.error);
        return;
    }
    const int doubled = m_patience.firstDelayMs << std::min(m_attempts - 1, 16);
    const qint64 delay = std::max<qint64>(failure.retryAfterMs, std::min(doubled, m_patience.mostDelayMs));
    m_retry.start(int(delay));
}

/// What is here belongs to a version that is gone. Nothing of it is kept; who hears it already has to start again.
void ObjectLoader::changed()
{
    dropAll();
    static_cast<void>(m_chunks.clear(m_object->key()));
    if (!m_object->restart()) {
        fail({ErrorCode::Conflict,
              tr("The track was changed on %1 while you heard it: play it again.").arg(m_address.url.host()),
              {}});
        return;
    }
    m_validator.clear();
    m_size.reset();
    m_sequential = false;
    next();
}

void ObjectLoader::fail(const Error& error)
{
    if (std::exchange(m_failed, true)) return;
    m_done = true;
    dropAll();
    m_retry.stop();
    m_object->fail(error);
    Q_EMIT failed(error);
}

void ObjectLoader::complete()
{
    if (std::exchange(m_done, true)) return;
    if (m_keptInMemory == 0)
        Q_EMIT completed();
    else
        Q_EMIT failed(notKept());
}

} // namespace groundswell::streaming
