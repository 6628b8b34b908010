#include "media/engine.h"

#include <chrono>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto TopUpPeriod = 100ms;
constexpr auto IdleAfter = 2s;

} // namespace

Engine::~Engine() = default;

void Engine::init()
{
    m_output = std::make_unique<Output>(m_mixer, m_outputKind);
    m_deck = std::make_unique<Deck>(m_mixer.sampleRate());
    m_topUp = std::make_unique<QTimer>();
    m_topUp->setInterval(TopUpPeriod);
    m_idle = std::make_unique<QTimer>();
    m_idle->setSingleShot(true);
    m_idle->setInterval(IdleAfter);

    connect(m_topUp.get(), &QTimer::timeout, m_deck.get(), &Deck::topUp);
    connect(m_idle.get(), &QTimer::timeout, this, [this] {
        m_topUp->stop();
        m_output->stop();
    });
    connect(m_output.get(), &Output::nameChanged, this, &Engine::outputChanged);
    connect(m_deck.get(), &Deck::durationKnown, this, &Engine::durationKnown);
    connect(m_deck.get(), &Deck::failed, this, &Engine::failed);
    connect(m_deck.get(), &Deck::ended, this,
            [this](quint64 serial, qint64 frames) { Q_EMIT decoded(serial, frames * 1000 / m_mixer.sampleRate()); });
}

void Engine::load(quint64 serial, const QUrl& source, qint64 ms)
{
    const qint64 frame = ms * m_mixer.sampleRate() / 1000;
    const bool sameTrack = source == m_source && source == m_deck->source() && !m_preparing && frame > 0;
    m_source = source;
    m_preparing = false;
    m_mixer.setStream(sameTrack ? m_deck->seek(serial, frame) : m_deck->open(source, serial, frame));
}

void Engine::prepareNext(quint64 after, quint64 serial, const QUrl& source)
{
    m_preparing = true;
    m_mixer.setNext(after, m_deck->open(source, serial));
}

void Engine::dropNext(quint64 after)
{
    if (!m_preparing) return;
    m_preparing = false;
    m_mixer.setNext(after, nullptr);
    m_deck->close();
}

void Engine::joined(const QUrl& source)
{
    m_preparing = false;
    m_source = source;
}

void Engine::clear()
{
    m_preparing = false;
    m_source.clear();
    m_mixer.setStream(nullptr);
    m_deck->close();
}

void Engine::setPlaying(bool playing)
{
    if (playing) {
        m_idle->stop();
        m_topUp->start();
        m_output->start();
    } else if (m_output->isRunning()) {
        m_idle->start();
    }
}

} // namespace groundswell::media
