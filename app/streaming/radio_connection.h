#pragma once

#include "net/http_stream.h"
#include "streaming/icy.h"
#include "streaming/object_loader.h"
#include "streaming/radio_buffer.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <memory>

namespace groundswell::streaming {

/// Listens to one station: finds its stream through playlists, takes sound and texts apart, and connects again when it
/// breaks. Lives in the network thread.
class RadioConnection final : public QObject
{
    Q_OBJECT
public:
    RadioConnection(std::shared_ptr<RadioBuffer> buffer, StreamAddress address, net::HttpStreams& http,
                    Patience patience, QObject* parent = nullptr);
    ~RadioConnection() override;

    void start();

Q_SIGNALS:
    void infoChanged(const streaming::StationInfo& info);

private:
    void connectTo(const StreamAddress& address);
    void onAnswered(const net::StreamHead& head);
    void onArrived(const QByteArray& bytes);
    void takeSound(const QByteArray& bytes);
    void onEnded();
    void onFailed(const net::StreamFailure& failure);
    void followPlaylist();
    void setInfo(const StationInfo& info);
    void retryOrFail(const net::StreamFailure& failure);
    void fail(const Error& error);

    const std::shared_ptr<RadioBuffer> m_buffer;
    const StreamAddress m_address;
    net::HttpStreams& m_http;
    const Patience m_patience;
    StreamAddress m_current;        // of the stream itself, once playlists were followed
    QList<StreamAddress> m_further; // of a playlist, not tried yet
    QPointer<net::HttpStream> m_stream;
    net::StreamHead m_head;
    QByteArray m_beginning;                // until it is clear whether this is sound or a playlist
    std::optional<IcySplitter> m_splitter; // once it is sound
    bool m_wasHeard = false;
    StationInfo m_info;
    QTimer m_retry;
    int m_attempts = 0;
    int m_playlists = 0;
};

} // namespace groundswell::streaming
