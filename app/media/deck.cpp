#include "media/deck.h"

#include "media/decoding_error.h"
#include "media/mp3_delay.h"

#include <QAudioBuffer>
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

QAudioFormat tapFormat(int sampleRate)
{
    QAudioFormat format;
    format.setSampleRate(sampleRate);
    format.setChannelCount(ChannelCount);
    format.setSampleFormat(QAudioFormat::Float);
    return format;
}

} // namespace

Deck::Deck(int sampleRate, QObject* parent)
    : QObject(parent)
    , m_sampleRate(sampleRate)
    , m_tap(tapFormat(sampleRate))
{
    m_player.setAudioBufferOutput(&m_tap);
    connect(&m_tap, &QAudioBufferOutput::audioBufferReceived, this, &Deck::receive, Qt::DirectConnection);
    connect(&m_player, &QMediaPlayer::mediaStatusChanged, this, &Deck::onStatus);
    connect(&m_player, &QMediaPlayer::durationChanged, this, [this](qint64 ms) {
        if (!m_done && ms > 0) Q_EMIT durationKnown(m_serial, ms);
    });
    connect(&m_player, &QMediaPlayer::errorOccurred, this, [this](QMediaPlayer::Error error, const QString& details) {
        if (error != QMediaPlayer::NoError) fail(decodingError(m_source, error, details));
    });
}

Deck::~Deck()
{
    close();
}

std::shared_ptr<FrameStream> Deck::open(const QUrl& source, quint64 serial, qint64 firstFrame)
{
    close();
    const auto delay = mp3Delay(source);
    m_delay = delay ? (qint64(delay->frames) * m_sampleRate + delay->sampleRate / 2) / delay->sampleRate : 0;
    m_source = source;
    start(serial, firstFrame);
    auto stream = m_stream;

    if (source.isLocalFile() && !QFileInfo(source.toLocalFile()).isReadable()) {
        // Told later, so that the caller knows the stream before it hears of its end.
        QMetaObject::invokeMethod(
            this,
            [this, serial] {
                if (serial == m_serial) fail(decodingError(m_source, QMediaPlayer::ResourceError));
            },
            Qt::QueuedConnection);
        return stream;
    }
    m_seekOnceLoaded = firstFrame > 0 ? std::optional(firstFrame) : std::nullopt;
    m_player.setPlaybackRate(DecodingRate);
    m_player.setSource(source);
    if (!m_seekOnceLoaded && !m_done) m_player.play();
    return stream;
}

std::shared_ptr<FrameStream> Deck::seek(quint64 serial, qint64 frame)
{
    abandonStream();
    start(serial, frame);
    auto stream = m_stream;
    if (m_seekOnceLoaded)
        m_seekOnceLoaded = frame;
    else
        position(frame);
    return stream;
}

// Ends the player's threads, so that no sound of this track comes into the next one's stream.
void Deck::close()
{
    abandonStream();
    m_done = true;
    m_serial = 0;
    m_source.clear();
    m_seekOnceLoaded.reset();
    {
        const std::scoped_lock lock(m_writerMutex);
        m_writer.reset();
    }
    m_player.setSource({});
}

void Deck::start(quint64 serial, qint64 firstFrame)
{
    m_serial = serial;
    m_done = false;
    m_restAsked = false;
    m_attempt = 0;
    m_stream = std::make_shared<FrameStream>(serial, firstFrame, std::size_t(CapacitySeconds * m_sampleRate));
    const std::scoped_lock lock(m_writerMutex);
    m_writer = std::make_unique<StreamWriter>(m_stream, m_delay);
}

// First of all that takes the stream away: the decoder's thread may wait for space in it, and the player waits for that
// thread.
void Deck::abandonStream()
{
    if (m_stream) m_stream->abandon();
}

void Deck::position(qint64 firstFrame)
{
    const bool isOgg =
        m_player.metaData().value(QMediaMetaData::FileFormat).value<QMediaFormat::FileFormat>() == QMediaFormat::Ogg;
    const qint64 ms =
        (firstFrame + m_delay) * 1000 / m_sampleRate - std::max(PreRollsMs.at(m_attempt), isOgg ? OggPreRollMs : 0);
    m_player.setPlaybackRate(m_attempt + 1 == PreRollsMs.size() ? SkippingRate : DecodingRate);
    if (ms > 0)
        m_player.setPosition(ms);
    else
        reopen(); // what a decoder cuts from a beginning (Opus' pre-skip) is not cut again when it seeks there
    m_player.play();
}

void Deck::reopen()
{
    const bool done = std::exchange(m_done, true); // what is told about the closing is not of this track
    m_player.setSource({});
    m_done = done;
    m_player.setSource(m_source);
}

bool Deck::tryEarlier()
{
    if (m_stream->firstFrame() == 0 || m_stream->hasSound() || m_attempt + 1 == PreRollsMs.size()) return false;
    ++m_attempt;
    {
        const std::scoped_lock lock(m_writerMutex);
        m_writer = std::make_unique<StreamWriter>(m_stream, m_delay);
    }
    position(m_stream->firstFrame());
    return true;
}

// In the decoder's thread.
void Deck::receive(const QAudioBuffer& buffer)
{
    if (!buffer.isValid()) return;
    const std::scoped_lock lock(m_writerMutex);
    if (!m_writer) return;
    const std::span samples(buffer.constData<float>(), std::size_t(buffer.sampleCount()));
    const qint64 frame = (buffer.startTime() * m_sampleRate + 500'000) / 1'000'000;
    m_writer->add(samples, frame);
    const auto ahead = double(m_writer->stream()->readable());
    if (ahead > RestAboveSeconds * m_sampleRate && !m_restAsked.exchange(true))
        QMetaObject::invokeMethod(this, &Deck::rest, Qt::QueuedConnection);
}

void Deck::rest()
{
    if (!m_done && m_restAsked) m_player.pause();
}

void Deck::topUp()
{
    if (m_done || !m_restAsked || double(m_stream->readable()) > GoOnBelowSeconds * m_sampleRate) return;
    m_restAsked = false;
    m_player.play();
}

void Deck::onStatus(QMediaPlayer::MediaStatus status)
{
    if (m_done) return;
    switch (status) {
    case QMediaPlayer::LoadedMedia:
        if (const auto frame = std::exchange(m_seekOnceLoaded, std::nullopt)) position(*frame);
        break;
    case QMediaPlayer::EndOfMedia: finish(); break;
    case QMediaPlayer::InvalidMedia: fail(decodingError(m_source, QMediaPlayer::FormatError)); break;
    default: break;
    }
}

void Deck::finish()
{
    qint64 frames = 0;
    bool isEnd = false;
    {
        const std::scoped_lock lock(m_writerMutex);
        m_writer->finish();
        frames = m_writer->nextFrame();
        isEnd = m_stream->hasSound() || m_writer->sawBefore();
    }
    if (isEnd) {
        m_done = true;
        m_stream->setEnded();
        Q_EMIT ended(m_serial, frames);
    } else if (!tryEarlier()) {
        fail(decodingError(m_source, QMediaPlayer::FormatError));
    }
}

void Deck::fail(const Error& error)
{
    if (m_done || tryEarlier()) return;
    m_done = true;
    m_seekOnceLoaded.reset();
    abandonStream(); // a decoder that waits for space would keep the writer locked
    qint64 frames = 0;
    {
        const std::scoped_lock lock(m_writerMutex);
        m_writer->finish();
        frames = m_writer->nextFrame();
    }
    m_stream->setEnded();
    // A file that breaks off is played as far as it goes.
    if (m_stream->hasSound())
        Q_EMIT ended(m_serial, frames);
    else
        Q_EMIT failed(m_serial, error);
}

} // namespace groundswell::media
