#include "streaming/radio_connection.h"

#include "streaming/playlist_file.h"
#include "streaming/sound_check.h"

#include <algorithm>

namespace groundswell::streaming {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 EnoughToTell = 16;
constexpr int MostPlaylists = 3; // that lead to one another

} // namespace

RadioConnection::RadioConnection(std::shared_ptr<RadioBuffer> buffer, StreamAddress address, net::HttpStreams& http,
                                 Patience patience, QObject* parent)
    : QObject(parent)
    , m_buffer(std::move(buffer))
    , m_address(std::move(address))
    , m_http(http)
    , m_patience(patience)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, [this] { connectTo(m_current); });
    m_buffer->onDrained([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_stream) m_stream->setPaused(false);
            },
            Qt::QueuedConnection);
    });
}

RadioConnection::~RadioConnection()
{
    m_buffer->onDrained({});
    m_buffer->fail({ErrorCode::Cancelled, tr("Reading was stopped."), {}});
    if (m_stream) m_stream->abort();
}

void RadioConnection::start()
{
    connectTo(m_address);
}

void RadioConnection::connectTo(const StreamAddress& address)
{
    m_current = address;
    m_beginning.clear();
    m_splitter.reset();
    m_stream = m_http.get({.url = address.url,
                           .trust = address.trust,
                           .headers = {{"Icy-MetaData", "1"}},
                           .stallMs = m_patience.stallMs,
                           .mayBeIcy = true});
    connect(m_stream, &net::HttpStream::answered, this, &RadioConnection::onAnswered);
    connect(m_stream, &net::HttpStream::arrived, this, &RadioConnection::onArrived);
    connect(m_stream, &net::HttpStream::ended, this, &RadioConnection::onEnded);
    connect(m_stream, &net::HttpStream::failed, this, &RadioConnection::onFailed);
}

void RadioConnection::onAnswered(const net::StreamHead& head)
{
    m_head = head;
}

void RadioConnection::onArrived(const QByteArray& bytes)
{
    if (m_splitter) {
        takeSound(bytes);
        return;
    }
    m_beginning += bytes;
    if (m_beginning.size() < EnoughToTell) return;
    if (isPlaylist(m_head.contentType, m_head.url, m_beginning)) {
        if (m_beginning.size() > mostPlaylistBytes)
            fail({ErrorCode::Corrupt, tr("The playlist of %1 is too long.").arg(m_current.url.host()), {}});
        return; // all of it is needed
    }
    if (!mayBeSound(m_head.contentType, m_beginning)) {
        fail({ErrorCode::Unsupported,
              tr("%1 answered with a page instead of sound: is this the station's own address?")
                  .arg(m_current.url.host()),
              QString::fromLatin1(m_head.contentType)});
        return;
    }
    m_wasHeard = true;
    m_splitter.emplace(metadataInterval(m_head.headers));
    setInfo(stationInfo(m_head.headers));
    takeSound(std::exchange(m_beginning, {}));
}

void RadioConnection::takeSound(const QByteArray& bytes)
{
    m_attempts = 0;
    m_buffer->append(m_splitter->feed(bytes, [this](QByteArrayView block) {
        auto info = m_info;
        info.title = streamTitle(block);
        setInfo(info);
    }));
    if (m_buffer->isFull() && m_stream) m_stream->setPaused(true);
}

void RadioConnection::onEnded()
{
    m_stream.clear();
    if (!m_splitter && isPlaylist(m_head.contentType, m_head.url, m_beginning)) {
        followPlaylist();
        return;
    }
    retryOrFail({{ErrorCode::Network, tr("%1 stopped sending.").arg(m_current.url.host()), {}}, true});
}

void RadioConnection::onFailed(const net::StreamFailure& failure)
{
    m_stream.clear();
    retryOrFail(failure);
}

/// Who wrote the playlist is a stranger, unless it leads on within its own host.
void RadioConnection::followPlaylist()
{
    if (isHls(m_beginning)) {
        fail({ErrorCode::Unsupported,
              tr("%1 sends its sound as HLS, in many small files, which cannot be played here: look for the station's "
                 "MP3, AAC or Ogg address.")
                  .arg(m_current.url.host()),
              {}});
        return;
    }
    const auto addresses = playlistAddresses(m_beginning, m_head.url);
    if (addresses.isEmpty() || ++m_playlists > MostPlaylists) {
        fail({ErrorCode::Unsupported, tr("The playlist of %1 leads to no stream.").arg(m_current.url.host()), {}});
        return;
    }
    m_further.clear();
    for (const QUrl& url : addresses)
        m_further.append(
            {.url = url, .trust = url.host() == m_current.url.host() ? m_current.trust : net::Trust::Stranger});
    connectTo(m_further.takeFirst());
}

void RadioConnection::setInfo(const StationInfo& info)
{
    if (info == m_info) return;
    m_info = info;
    Q_EMIT infoChanged(info);
}

void RadioConnection::retryOrFail(const net::StreamFailure& failure)
{
    if (!m_wasHeard && !m_further.isEmpty()) { // the playlist's next
        connectTo(m_further.takeFirst());
        return;
    }
    const int most = m_wasHeard ? m_patience.attempts : m_patience.firstAttempts;
    if (!failure.passing || ++m_attempts >= most) {
        fail(failure.error);
        return;
    }
    m_retry.start(std::min(m_patience.firstDelayMs << std::min(m_attempts - 1, 16), m_patience.mostDelayMs));
}

void RadioConnection::fail(const Error& error)
{
    m_retry.stop();
    if (m_stream) {
        m_stream->disconnect(this);
        m_stream->abort();
    }
    m_buffer->fail(error);
}

} // namespace groundswell::streaming
