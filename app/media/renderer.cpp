#include "media/renderer.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr std::size_t BlockFrames = 2048;
// More than a block needs at any speed and any pair of rates that occurs.
constexpr std::size_t EnoughFrames = 24'000;
constexpr auto LookPeriod = 1ms;

bool isReady(const FrameStream* stream)
{
    return !stream || stream->hasEnded() || stream->readable() >= EnoughFrames;
}

} // namespace

Renderer::Renderer(int sampleRate, QObject* parent)
    : QObject(parent)
    , m_mixer(sampleRate)
    , m_decks(m_mixer)
    , m_block(BlockFrames * ChannelCount)
{
    // Queued: a deck must not be closed inside of its own signal.
    connect(&m_decks, &Decks::settled, this, &Renderer::onSettled, Qt::QueuedConnection);
    connect(&m_decks, &Decks::failed, this, &Renderer::onFailed, Qt::QueuedConnection);
    connect(
        &m_decks, &Decks::brokeOff, this,
        [this](quint64 serial, const Error& error) { Q_EMIT trackFailed(sourceOf(serial), error); },
        Qt::QueuedConnection);
    m_mixer.setPlaying(true);
}

Result<qint64> Renderer::render(const QList<Track>& tracks, const Sink& sink)
{
    m_tracks = tracks;
    loadNext();
    QTimer look;
    look.start(LookPeriod);
    while (!m_ended) {
        m_decks.topUp();
        if (!canPull()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
            continue;
        }
        if (!pull(sink))
            return fail(ErrorCode::Cancelled, QCoreApplication::translate("Renderer", "The rendering was ended."));
        QCoreApplication::processEvents();
    }
    if (m_mixer.underruns() > 0)
        return fail(ErrorCode::Internal, QCoreApplication::translate("Renderer", "Sound was missing while rendering."));
    if (m_given == 0 && m_error) return std::unexpected(*m_error);
    return m_given;
}

// The first track, or the next one when the present one gave nothing.
void Renderer::loadNext()
{
    if (qsizetype(m_last) == m_tracks.size()) {
        m_ended = true;
        return;
    }
    m_serial = ++m_last;
    m_settled = false;
    m_decks.load(m_serial, m_tracks.at(qsizetype(m_serial) - 1));
}

void Renderer::onSettled(quint64 serial)
{
    if (serial != m_serial) return;
    m_settled = true;
    if (m_next == 0) prepareNext();
}

void Renderer::prepareNext()
{
    if (qsizetype(m_last) == m_tracks.size()) return;
    m_next = ++m_last;
    m_decks.prepareNext(m_serial, m_next, m_tracks.at(qsizetype(m_last) - 1));
}

void Renderer::onFailed(quint64 serial, const Error& error)
{
    if (!m_error) m_error = error;
    Q_EMIT trackFailed(sourceOf(serial), error);
    if (serial == m_serial) {
        loadNext();
    } else if (serial == m_next) {
        m_next = 0;
        m_decks.dropNext(m_serial);
        prepareNext();
    }
}

bool Renderer::canPull()
{
    return m_settled && isReady(m_decks.present().get()) && isReady(m_decks.prepared().get());
}

// So many frames that what follows the next track is not needed yet: tracks may be shorter than a block.
std::size_t Renderer::blockFrames() const
{
    std::size_t frames = 0;
    for (const FrameStream* stream : {m_decks.present().get(), m_decks.prepared().get()}) {
        if (!stream) continue;
        if (!stream->hasEnded()) return BlockFrames;
        if (stream->sampleRate() > 0)
            frames += stream->readable() * std::size_t(m_mixer.sampleRate()) / std::size_t(stream->sampleRate());
    }
    const bool isLast = qsizetype(m_last) == m_tracks.size();
    return isLast ? BlockFrames : std::clamp<std::size_t>(frames, 1, BlockFrames);
}

// One block into the sink. False when that wants no more.
bool Renderer::pull(const Sink& sink)
{
    const auto frames = qint64(blockFrames());
    m_mixer.pull(std::span(m_block).first(std::size_t(frames * ChannelCount)));
    qint64 from = m_begin < 0 ? frames : 0;
    qint64 to = frames;
    while (const auto mark = m_mixer.takeMark()) {
        const quint64 serial = mark->place.serial;
        if (mark->motion == TimelineMark::Motion::Moving && m_begin < 0) {
            m_begin = mark->outputFrame;
            from = m_begin - m_pulled;
        }
        if (mark->motion == TimelineMark::Motion::Ended && serial == m_serial && m_next == 0) {
            m_ended = true;
            to = mark->outputFrame - m_pulled;
        }
        if (serial <= m_serial) continue;
        m_serial = serial;
        m_next = 0;
        m_settled = false;
        m_decks.joined(serial);
        if (const auto& stream = m_decks.present(); stream && isReady(stream.get())) onSettled(serial);
    }
    m_pulled += frames;
    if (from >= to) return true;
    m_given += to - from;
    return sink(std::span(m_block).subspan(std::size_t(from * ChannelCount), std::size_t((to - from) * ChannelCount)));
}

Result<int> Renderer::sampleRateOf(const QUrl& source)
{
    Deck deck(0);
    QEventLoop loop;
    std::optional<Error> error;
    connect(&deck, &Deck::failed, &loop, [&](quint64, const Error& failure) {
        error = failure;
        loop.quit();
    });
    connect(&deck, &Deck::settled, &loop, &QEventLoop::quit);
    const auto stream = deck.open(source, 1);
    loop.exec();
    if (error) return std::unexpected(*error);
    return stream->sampleRate();
}

} // namespace groundswell::media
