#pragma once

#include "base/error.h"
#include "media/byte_source.h"
#include "media/frame_stream.h"
#include "media/stream_writer.h"
#include "media/track_file.h"

#include <QAudioBufferOutput>
#include <QMediaPlayer>
#include <QObject>
#include <QUrl>

#include <memory>
#include <mutex>
#include <optional>

namespace groundswell::media {

/// A seekable decoder: one track at a time, into a FrameStream of stereo floats at the file's own rate. It runs ahead
/// of what is heard by two seconds and then rests. When a track is decoded to its end the deck keeps it, so that seek()
/// works while the mixer still plays what is in the stream.
///
/// It is a QMediaPlayer without an output (Qt 6.8's QAudioBufferOutput): its playback rate changes the pace and not the
/// samples, so a high one is "as fast as needed". Use it from one thread with an event loop; the signals are emitted
/// there.
class Deck final : public QObject
{
    Q_OBJECT

public:
    /// `outputRate`: the mixer's, 0 for none. `opener` may be null: then only local files are played.
    explicit Deck(int outputRate, SourceOpener* opener = nullptr, QObject* parent = nullptr);
    ~Deck() override;

    [[nodiscard]] const QUrl& source() const noexcept { return m_source; }
    /// The present or last stream; null after close().
    [[nodiscard]] const std::shared_ptr<FrameStream>& stream() const noexcept { return m_stream; }

    /// Begins to decode from a place on. `serial` names the stream in the signals.
    [[nodiscard]] std::shared_ptr<FrameStream> open(const QUrl& source, quint64 serial, qint64 fromMs = 0);
    /// The same source from another place on.
    [[nodiscard]] std::shared_ptr<FrameStream> seek(quint64 serial, qint64 ms);
    void close();
    /// Decodes on when the stream runs low. Call it every 100 ms or so while the mixer plays.
    void topUp();

Q_SIGNALS:
    /// The length as the container says; may be off by a codec's padding.
    void durationKnown(quint64 serial, qint64 ms);
    /// So much is ready that the deck rests for the first time, or it has ended: there is time for other work.
    void settled(quint64 serial);
    /// The track is decoded to its end; `frames` is its exact length.
    void ended(quint64 serial, qint64 frames, int sampleRate);
    /// Nothing of it could be decoded.
    void failed(quint64 serial, const Error& error);

private:
    void start(quint64 serial, qint64 fromMs);
    void openSource();
    void failLater(const Error& error);
    void abandonStream();
    void position(qint64 ms);
    void setSource();
    void reopen();
    [[nodiscard]] bool tryEarlier();
    void receive(const QAudioBuffer& buffer);
    [[nodiscard]] bool prepare(int sampleRate);
    void rest();
    void settle();
    void finish();
    void fail(const Error& error);
    void conclude(qint64 frames);
    [[nodiscard]] Error errorOf(QMediaPlayer::Error error, const QString& details = {}) const;
    void onStatus(QMediaPlayer::MediaStatus status);

    const int m_outputRate;
    SourceOpener* m_opener;
    QUrl m_source;
    quint64 m_serial = 0;
    bool m_seekOnceLoaded = false; // the file is being opened, and the place is not its beginning
    std::size_t m_attempt = 0;     // to find the place: each begins earlier
    bool m_done = true;            // ended or failed: nothing more is expected
    bool m_settled = false;

    // Held by the decoder's thread while it writes one buffer, and here to exchange the writer; never by the mixer.
    std::mutex m_writerMutex;
    TrackTrim m_trim; // these two are written here only, so that this thread may read them without the lock
    qint64 m_fromMs = 0;
    std::shared_ptr<FrameStream> m_target;  // what the decoder's thread writes to; null: nothing
    std::unique_ptr<StreamWriter> m_writer; // made with its first buffer, which tells the rate
    std::vector<float> m_stereo;
    std::shared_ptr<FrameStream> m_stream; // the target, for this thread
    std::atomic<bool> m_restAsked = false;

    QAudioBufferOutput m_tap;
    std::unique_ptr<QIODevice> m_device; // instead of the file; the player goes before it
    ByteSource* m_bytes = nullptr;       // the same, when it is a source of bytes
    QMediaPlayer m_player;               // after the tap and the device: it must stop first
};

} // namespace groundswell::media
