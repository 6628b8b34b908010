#pragma once

#include "media/byte_source.h"
#include "media/frame_stream.h"
#include "media/mp3_tag.h"
#include "media/sound_reader.h"
#include "media/track_file.h"

#include <QIODevice>
#include <QObject>
#include <QString>
#include <QThread>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

namespace groundswell::media {

class StreamWriter;

/// A thread that decodes one track into streams: from a place on, and from another one when seek() says so. It runs
/// ahead of what is read by two seconds and then rests until goOn().
///
/// Made, used and deleted in one thread. Whoever has given a stream abandons it before seek() and before the end, since
/// the thread may wait for space in it. The signals are emitted in the decoding thread.
class Decoding final : public QObject
{
    Q_OBJECT

public:
    /// What is decoded.
    struct Source
    {
        std::unique_ptr<QIODevice> device; ///< open, at its beginning
        QString name;                      ///< with the ending that tells its kind
        TrackTrim trim = {};
        int outputRate = 0; ///< the mixer's, 0 for none
    };
    /// From where on, and into what.
    struct Job
    {
        quint64 serial = 0;
        qint64 fromMs = 0;
        std::shared_ptr<FrameStream> stream;
    };

    /// Connect the signals, then begin with seek().
    explicit Decoding(Source source);
    ~Decoding() override;

    /// Leaves what it does for this, even where that waits for bytes.
    void seek(Job job);
    /// Decodes on, should it rest.
    void goOn();

Q_SIGNALS:
    /// The length as the container says; may be off by a codec's padding.
    void lengthKnown(quint64 serial, qint64 ms);
    /// It rests for the first time.
    void rested(quint64 serial);
    /// The last frame is in the stream. `frames` is the track's exact length, unless it is not whole: its source failed
    /// before its end.
    void ended(quint64 serial, qint64 frames, bool isWhole);
    /// Nothing could be decoded from that place on.
    void failed(quint64 serial, const QString& details);

private:
    enum class Outcome { Found, NotFound, Left };

    void run();
    [[nodiscard]] std::optional<Job> nextJob();
    [[nodiscard]] bool isLeft();
    void decode(const Job& job);
    [[nodiscard]] bool goTo(const Job& job, std::size_t attempt);
    void lookForPackets();
    [[nodiscard]] bool goToPacket(qint64 ms);
    [[nodiscard]] bool reopen();
    [[nodiscard]] Outcome write(const Job& job);
    [[nodiscard]] qint64 beginning(const Job& job, const SoundBlock& block) const;
    [[nodiscard]] bool prepare(FrameStream& stream, const Job& job, int sampleRate) const;
    void rest(const Job& job);

    const Source m_source;
    ByteSource* const m_bytes;          // the device, when it is one; else null
    std::atomic<bool> m_isOver = false; // set under the lock; the reader looks at it without

    // The thread's own.
    TrackTrim m_trim;
    std::optional<Mp3Packets> m_packets;
    bool m_hasLooked = false; // for them
    std::unique_ptr<SoundReader> m_reader;
    bool m_isAtBeginning = false; // the reader was opened and nothing was read
    bool m_hasRested = false;
    qint64 m_frames = 0; // of the track, when it was found
    QString m_problem;

    std::mutex m_mutex; // held for what the two threads tell each other, and for nothing else
    std::condition_variable m_told;
    std::optional<Job> m_next;
    bool m_isResting = false;
    bool m_canGoBack = false; // reading can be broken off, since the device finds every place again

    std::unique_ptr<QThread> m_thread;
};

} // namespace groundswell::media
