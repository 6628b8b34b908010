#pragma once

#include "base/error.h"
#include "media/frame_stream.h"
#include "media/stream_writer.h"

#include <QAudioBufferOutput>
#include <QMediaPlayer>
#include <QObject>
#include <QUrl>

#include <memory>
#include <mutex>
#include <optional>

namespace groundswell::media {

/// A seekable decoder: one track at a time, into a FrameStream of stereo floats at the mixer's rate. It runs ahead of
/// what is heard by two seconds and then rests. When a track is decoded to its end the deck is free for the next one,
/// while the mixer still plays what is in the stream.
///
/// It is a QMediaPlayer without an output (Qt 6.8's QAudioBufferOutput): its playback rate changes the pace and not the
/// samples, so a high one is "as fast as needed". Use it from one thread with an event loop; the signals are emitted
/// there.
class Deck final : public QObject
{
    Q_OBJECT

public:
    explicit Deck(int sampleRate, QObject* parent = nullptr);
    ~Deck() override;

    [[nodiscard]] int sampleRate() const noexcept { return m_sampleRate; }
    [[nodiscard]] const QUrl& source() const noexcept { return m_source; }

    /// Begins to decode from a frame on (at the deck's rate). `serial` names the stream in the signals.
    [[nodiscard]] std::shared_ptr<FrameStream> open(const QUrl& source, quint64 serial, qint64 firstFrame = 0);
    /// The same source from another frame on.
    [[nodiscard]] std::shared_ptr<FrameStream> seek(quint64 serial, qint64 frame);
    void close();
    /// Decodes on when the stream runs low. Call it every 100 ms or so while the mixer plays.
    void topUp();

Q_SIGNALS:
    /// The length as the container says; may be off by a codec's padding.
    void durationKnown(quint64 serial, qint64 ms);
    /// The track is decoded to its end; `frames` is its exact length.
    void ended(quint64 serial, qint64 frames);
    /// Nothing of it could be decoded.
    void failed(quint64 serial, const Error& error);

private:
    void start(quint64 serial, qint64 firstFrame);
    void abandonStream();
    void position(qint64 firstFrame);
    void reopen();
    [[nodiscard]] bool tryEarlier();
    void receive(const QAudioBuffer& buffer);
    void rest();
    void finish();
    void fail(const Error& error);
    void onStatus(QMediaPlayer::MediaStatus status);

    const int m_sampleRate;
    QUrl m_source;
    quint64 m_serial = 0;
    qint64 m_delay = 0;                     // MP3's, at the deck's rate
    std::optional<qint64> m_seekOnceLoaded; // a first frame other than 0, while the file is being opened
    std::size_t m_attempt = 0;              // to find the place: each begins earlier
    bool m_done = true;                     // ended or failed: nothing more is expected

    // Held by the decoder's thread while it writes one buffer, and here to exchange the writer; never by the mixer.
    std::mutex m_writerMutex;
    std::unique_ptr<StreamWriter> m_writer;
    std::shared_ptr<FrameStream> m_stream; // the writer's, for this thread
    std::atomic<bool> m_restAsked = false;

    QAudioBufferOutput m_tap;
    QMediaPlayer m_player; // after the tap: it must stop first
};

} // namespace groundswell::media
