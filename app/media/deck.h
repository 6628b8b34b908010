#pragma once

#include "base/error.h"
#include "media/byte_source.h"
#include "media/decoding.h"
#include "media/frame_stream.h"

#include <QObject>
#include <QUrl>

#include <memory>

namespace groundswell::media {

/// A seekable decoder: one track at a time, into a FrameStream of stereo floats at the file's own rate. It runs ahead
/// of what is heard by two seconds and then rests. When a track is decoded to its end the deck keeps it, so that seek()
/// works while the mixer still plays what is in the stream.
///
/// Decoding has a thread of its own. Use the deck from one thread with an event loop; the signals are emitted there.
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
    /// Comes with ended(): what was decoded is played, but the source failed before the track's end.
    void brokeOff(quint64 serial, const Error& error);
    /// Nothing of it could be decoded.
    void failed(quint64 serial, const Error& error);

private:
    [[nodiscard]] Result<Decoding::Source> openSource();
    void begin(quint64 serial, qint64 fromMs);
    void abandonStream();
    void onLengthKnown(quint64 serial, qint64 ms);
    void onRested(quint64 serial);
    void onEnded(quint64 serial, qint64 frames, bool isWhole);
    void fail(quint64 serial, const Error& error);
    [[nodiscard]] Error errorOf(const Error& general) const;

    const int m_outputRate;
    SourceOpener* m_opener;
    QUrl m_source;
    quint64 m_serial = 0;
    bool m_done = true; // ended or failed: nothing more is expected
    bool m_settled = false;
    qint64 m_lengthMs = 0; // of the source, once known
    std::shared_ptr<FrameStream> m_stream;
    ByteSource* m_bytes = nullptr; // of the decoding, when it reads one
    std::unique_ptr<Decoding> m_decoding;
};

} // namespace groundswell::media
