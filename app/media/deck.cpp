#include "media/deck.h"

#include "media/decoding_error.h"

#include <QCoreApplication>
#include <QFile>

#include <utility>

namespace groundswell::media {

namespace {

constexpr double GoOnBelowSeconds = 1.0;

} // namespace

Deck::Deck(int outputRate, SourceOpener* opener, QObject* parent)
    : QObject(parent)
    , m_outputRate(outputRate)
    , m_opener(opener)
{
    static_cast<void>(canReadSound()); // loads it now rather than with the first track
}

Deck::~Deck()
{
    close();
}

std::shared_ptr<FrameStream> Deck::open(const QUrl& source, quint64 serial, qint64 fromMs)
{
    close();
    m_source = source;
    begin(serial, fromMs);
    return m_stream;
}

std::shared_ptr<FrameStream> Deck::seek(quint64 serial, qint64 ms)
{
    abandonStream();
    begin(serial, ms);
    return m_stream;
}

// Ends the decoder's thread, so that no sound of this track comes into the next one's stream.
void Deck::close()
{
    abandonStream();
    m_decoding.reset();
    m_bytes = nullptr;
    m_stream.reset();
    m_source.clear();
    m_serial = 0;
    m_lengthMs = 0;
    m_done = true;
}

void Deck::begin(quint64 serial, qint64 fromMs)
{
    m_serial = serial;
    m_done = false;
    m_settled = false;
    m_stream = std::make_shared<FrameStream>(serial);
    m_stream->setLengthMs(m_lengthMs);
    if (!m_decoding) {
        auto source = openSource();
        if (!source) {
            // Later, so that the caller knows the stream before it hears of its end.
            QMetaObject::invokeMethod(
                this, [this, serial, error = source.error()] { fail(serial, error); }, Qt::QueuedConnection);
            return;
        }
        m_decoding = std::make_unique<Decoding>(*std::move(source));
        connect(m_decoding.get(), &Decoding::lengthKnown, this, &Deck::onLengthKnown, Qt::QueuedConnection);
        connect(m_decoding.get(), &Decoding::rested, this, &Deck::onRested, Qt::QueuedConnection);
        connect(m_decoding.get(), &Decoding::ended, this, &Deck::onEnded, Qt::QueuedConnection);
        connect(
            m_decoding.get(), &Decoding::failed, this,
            [this](quint64 failed, const QString& details) { fail(failed, errorOf(decodingError(m_source, details))); },
            Qt::QueuedConnection);
    }
    m_decoding->seek({serial, fromMs, m_stream});
}

Result<Decoding::Source> Deck::openSource()
{
    if (m_source.isLocalFile()) {
        const QString path = m_source.toLocalFile();
        TrackFile track = openTrackFile(path);
        if (!track.device) {
            auto file = std::make_unique<QFile>(path);
            if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
                return std::unexpected(decodingError(m_source, file->errorString()));
            track.device = std::move(file);
        }
        return Decoding::Source{std::move(track.device), path, track.trim, m_outputRate};
    }
    if (!m_opener)
        return groundswell::fail(
            ErrorCode::Unsupported,
            QCoreApplication::translate("Deck", "“%1” cannot be played from here.").arg(m_source.toDisplayString()));
    auto bytes = m_opener->open(m_source);
    if (!bytes) return std::unexpected(bytes.error());
    m_bytes = bytes->get();
    return Decoding::Source{*std::move(bytes), m_source.fileName(), {}, m_outputRate};
}

// First of all that takes the stream away: the decoder's thread may wait for space in it.
void Deck::abandonStream()
{
    if (m_stream) m_stream->abandon();
}

void Deck::topUp()
{
    if (m_done || !m_decoding || double(m_stream->readable()) > GoOnBelowSeconds * m_stream->sampleRate()) return;
    m_decoding->goOn();
}

void Deck::onLengthKnown(quint64 serial, qint64 ms)
{
    if (m_done || serial != m_serial) return;
    m_lengthMs = ms;
    m_stream->setLengthMs(ms);
    Q_EMIT durationKnown(serial, ms);
}

void Deck::onRested(quint64 serial)
{
    if (serial == m_serial && !m_done && !std::exchange(m_settled, true)) Q_EMIT settled(serial);
}

void Deck::onEnded(quint64 serial, qint64 frames, bool isWhole)
{
    if (m_done || serial != m_serial) return;
    m_done = true;
    const int rate = m_stream->sampleRate();
    m_stream->setLengthMs(frames * 1000 / rate);
    m_stream->setEnded();
    Q_EMIT ended(serial, frames, rate);
    if (!isWhole) Q_EMIT brokeOff(serial, errorOf(brokenOffError(m_source)));
    if (serial == m_serial && !std::exchange(m_settled, true)) Q_EMIT settled(serial);
}

void Deck::fail(quint64 serial, const Error& error)
{
    if (m_done || serial != m_serial) return;
    m_done = true;
    m_stream->setEnded();
    Q_EMIT failed(serial, error);
}

// What a stream tells of itself says more than the decoder can.
Error Deck::errorOf(const Error& general) const
{
    if (m_bytes) {
        if (const auto own = m_bytes->error()) return *own;
    }
    return general;
}

} // namespace groundswell::media
