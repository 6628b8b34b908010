#include "media/deck.h"

#include "media/decoding_error.h"
#include "media/sample_format.h"

#include <QAudioBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMediaFormat>
#include <QMediaMetaData>

#include <array>
#include <limits>

namespace groundswell::media {

namespace {

// Fast enough to fill a stream in 20 ms, slow enough that the decoder's threads leave the cores to others.
constexpr double DecodingRate = 100;
constexpr double RestAboveSeconds = 2.0;
constexpr double GoOnBelowSeconds = 1.0;
constexpr double CapacitySeconds = 2.7;
constexpr double SkippingRate = 1000;
// Decoders need some sound before the place asked for: MP3's bit reservoir, Opus' 80 ms (RFC 7845 section 4.6). Where a
// file's index leads astray (FFmpeg cannot find the last part of some FLAC files), the search begins earlier, at last
// at the beginning.
constexpr std::array<qint64, 3> PreRollsMs = {120, 3000, std::numeric_limits<qint64>::max()};
// FFmpeg counts the times in an Ogg page back from its end, which is wrong in a last page that is cut short: begin a
// page before.
constexpr qint64 OggPreRollMs = 1300;

} // namespace

Deck::Deck(int outputRate, SourceOpener* opener, QObject* parent)
    : QObject(parent)
    , m_outputRate(outputRate)
    , m_opener(opener)
{
    m_player.setAudioBufferOutput(&m_tap); // without a format: the file's own
    connect(&m_tap, &QAudioBufferOutput::audioBufferReceived, this, &Deck::receive, Qt::DirectConnection);
    connect(&m_player, &QMediaPlayer::mediaStatusChanged, this, &Deck::onStatus);
    connect(&m_player, &QMediaPlayer::durationChanged, this, [this](qint64 ms) {
        if (m_done || ms <= 0) return;
        m_stream->setLengthMs(ms);
        Q_EMIT durationKnown(m_serial, ms);
    });
    connect(&m_player, &QMediaPlayer::errorOccurred, this, [this](QMediaPlayer::Error error, const QString& details) {
        if (error != QMediaPlayer::NoError) fail(errorOf(error, details));
    });
}

Deck::~Deck()
{
    close();
}

std::shared_ptr<FrameStream> Deck::open(const QUrl& source, quint64 serial, qint64 fromMs)
{
    close();
    m_source = source;
    start(serial, fromMs);
    auto stream = m_stream;
    openSource();
    return stream;
}

void Deck::openSource()
{
    if (m_source.isLocalFile()) {
        const QString path = m_source.toLocalFile();
        if (!QFileInfo(path).isReadable()) {
            failLater(errorOf(QMediaPlayer::ResourceError));
            return;
        }
        TrackFile file = openTrackFile(path);
        m_device = std::move(file.device);
        const std::scoped_lock lock(m_writerMutex);
        m_trim = file.trim;
    } else {
        auto bytes = m_opener
                         ? m_opener->open(m_source)
                         : groundswell::fail(ErrorCode::Unsupported,
                                             QCoreApplication::translate("Deck", "“%1” cannot be played from here.")
                                                 .arg(m_source.toDisplayString()));
        if (!bytes) {
            failLater(bytes.error());
            return;
        }
        m_bytes = bytes->get();
        m_device = std::move(*bytes);
    }
    m_seekOnceLoaded = m_fromMs > 0;
    m_player.setPlaybackRate(DecodingRate);
    setSource();
    if (!m_seekOnceLoaded && !m_done) m_player.play();
}

void Deck::setSource()
{
    if (m_device)
        m_player.setSourceDevice(m_device.get(), m_source);
    else
        m_player.setSource(m_source);
}

// So that the caller knows the stream before it hears of its end.
void Deck::failLater(const Error& error)
{
    QMetaObject::invokeMethod(
        this,
        [this, serial = m_serial, error] {
            if (serial == m_serial) fail(error);
        },
        Qt::QueuedConnection);
}

std::shared_ptr<FrameStream> Deck::seek(quint64 serial, qint64 ms)
{
    abandonStream();
    start(serial, ms);
    auto stream = m_stream;
    if (m_player.mediaStatus() == QMediaPlayer::LoadingMedia)
        m_seekOnceLoaded = true;
    else
        position(ms);
    return stream;
}

// Ends the player's threads, so that no sound of this track comes into the next one's stream.
void Deck::close()
{
    abandonStream();
    m_done = true;
    m_serial = 0;
    m_source.clear();
    m_seekOnceLoaded = false;
    {
        const std::scoped_lock lock(m_writerMutex);
        m_writer.reset();
        m_target.reset();
        m_trim = {};
    }
    m_stream.reset();
    if (m_bytes) m_bytes->abort();
    m_player.setSource({});
    m_bytes = nullptr;
    m_device.reset();
}

void Deck::start(quint64 serial, qint64 fromMs)
{
    m_serial = serial;
    m_done = false;
    m_settled = false;
    m_restAsked = false;
    m_attempt = 0;
    m_stream = std::make_shared<FrameStream>(serial);
    if (m_player.duration() > 0) m_stream->setLengthMs(m_player.duration());
    const std::scoped_lock lock(m_writerMutex);
    m_fromMs = fromMs;
    m_writer.reset();
    m_target = m_stream;
}

// First of all that takes the stream away: the decoder's thread may wait for space in it, and the player waits for that
// thread.
void Deck::abandonStream()
{
    if (m_stream) m_stream->abandon();
}

void Deck::position(qint64 placeMs)
{
    const bool isOgg =
        m_player.metaData().value(QMediaMetaData::FileFormat).value<QMediaFormat::FileFormat>() == QMediaFormat::Ogg;
    const qint64 begin = m_trim.sampleRate > 0 ? m_trim.begin * 1000 / m_trim.sampleRate : 0;
    const qint64 ms = placeMs + begin - std::max(PreRollsMs.at(m_attempt), isOgg ? OggPreRollMs : 0);
    m_player.setPlaybackRate(m_attempt + 1 == PreRollsMs.size() ? SkippingRate : DecodingRate);
    if (ms > 0)
        m_player.setPosition(ms);
    else
        reopen(); // what a decoder cuts from a beginning (Opus' pre-skip) is not cut again when it seeks there
    m_player.play();
}

void Deck::reopen()
{
    if (m_device && m_device->isSequential()) return; // there is no way back
    const bool done = std::exchange(m_done, true);    // what is told about the closing is not of this track
    m_player.setSource({});
    m_done = done;
    if (m_device) m_device->seek(0);
    setSource();
}

bool Deck::tryEarlier()
{
    if (m_fromMs == 0 || m_stream->hasSound() || m_attempt + 1 == PreRollsMs.size()) return false;
    ++m_attempt;
    {
        const std::scoped_lock lock(m_writerMutex);
        if (m_writer) m_writer = std::make_unique<StreamWriter>(m_stream, m_trim);
    }
    position(m_fromMs);
    return true;
}

// In the decoder's thread.
void Deck::receive(const QAudioBuffer& buffer)
{
    const std::scoped_lock lock(m_writerMutex);
    if (!m_target || !toStereo(buffer, m_stereo)) return;
    const int rate = buffer.format().sampleRate();
    if (!m_writer && !prepare(rate)) return;
    if (rate != m_target->sampleRate()) return; // a chained file that changes its rate inside: the rest is left out
    m_writer->add(m_stereo, (buffer.startTime() * rate + 500'000) / 1'000'000);
    if (double(m_target->readable()) > RestAboveSeconds * rate && !m_restAsked.exchange(true))
        QMetaObject::invokeMethod(this, &Deck::rest, Qt::QueuedConnection);
}

// The first buffer of a stream tells its rate. In the decoder's thread, under the lock.
bool Deck::prepare(int sampleRate)
{
    if (sampleRate <= 0 || !m_target->prepare(sampleRate, m_fromMs * sampleRate / 1000,
                                              std::size_t(CapacitySeconds * sampleRate), m_outputRate))
        return false;
    m_writer = std::make_unique<StreamWriter>(m_target, m_trim);
    return true;
}

void Deck::rest()
{
    if (m_done || !m_restAsked) return;
    m_player.pause();
    settle();
}

void Deck::settle()
{
    if (!std::exchange(m_settled, true)) Q_EMIT settled(m_serial);
}

void Deck::topUp()
{
    if (m_done || !m_restAsked || double(m_stream->readable()) > GoOnBelowSeconds * m_stream->sampleRate()) return;
    m_restAsked = false;
    m_player.play();
}

void Deck::onStatus(QMediaPlayer::MediaStatus status)
{
    if (m_done) return;
    switch (status) {
    case QMediaPlayer::LoadedMedia:
        if (std::exchange(m_seekOnceLoaded, false)) position(m_fromMs);
        break;
    case QMediaPlayer::EndOfMedia: finish(); break;
    case QMediaPlayer::InvalidMedia: fail(errorOf(QMediaPlayer::FormatError)); break;
    default: break;
    }
}

void Deck::finish()
{
    qint64 frames = 0;
    bool isEnd = false;
    {
        const std::scoped_lock lock(m_writerMutex);
        if (m_writer) {
            m_writer->finish();
            frames = m_writer->nextFrame();
            isEnd = m_stream->hasSound() || m_writer->sawBefore();
        }
    }
    if (isEnd)
        conclude(frames);
    else if (!tryEarlier())
        fail(errorOf(QMediaPlayer::FormatError));
}

void Deck::fail(const Error& error)
{
    if (m_done || tryEarlier()) return;
    m_seekOnceLoaded = false;
    abandonStream(); // a decoder that waits for space would keep the writer locked
    qint64 frames = 0;
    {
        const std::scoped_lock lock(m_writerMutex);
        if (m_writer) {
            m_writer->finish();
            frames = m_writer->nextFrame();
        }
    }
    // A file that breaks off is played as far as it goes.
    if (m_stream->hasSound()) {
        conclude(frames);
        return;
    }
    m_done = true;
    m_stream->setEnded();
    Q_EMIT failed(m_serial, error);
}

void Deck::conclude(qint64 frames)
{
    m_done = true;
    const int rate = m_stream->sampleRate();
    m_stream->setLengthMs(frames * 1000 / rate);
    m_stream->setEnded();
    const quint64 serial = m_serial;
    Q_EMIT ended(serial, frames, rate);
    if (serial == m_serial) settle();
}

Error Deck::errorOf(QMediaPlayer::Error error, const QString& details) const
{
    if (m_bytes) {
        if (const auto own = m_bytes->error()) return *own;
    }
    return decodingError(m_source, error, details);
}

} // namespace groundswell::media
