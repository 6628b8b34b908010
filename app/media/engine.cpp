#include "media/engine.h"

#include "media/output_devices.h"

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto TopUpPeriod = 100ms;
constexpr auto IdleAfter = 2s;
constexpr auto GoodAfter = 3s;

} // namespace

Engine::Engine(Mixer& mixer, PlayerParts parts)
    : m_mixer(mixer)
    , m_parts(std::move(parts))
    , m_mark(m_parts.crashMarkFile)
{
}

Engine::~Engine()
{
    m_decks.reset();
    m_mark.clear();
}

void Engine::init()
{
    m_output =
        std::make_unique<Output>(m_mixer, m_parts.output == OutputKind::Silent ? nullptr : systemDevices(m_mixer));
    m_decks = std::make_unique<Decks>(m_mixer, m_parts.opener);
    m_topUp = std::make_unique<QTimer>();
    m_topUp->setInterval(TopUpPeriod);
    m_idle = std::make_unique<QTimer>();
    m_idle->setSingleShot(true);
    m_idle->setInterval(IdleAfter);
    m_good = std::make_unique<QTimer>();
    m_good->setSingleShot(true);
    m_good->setInterval(GoodAfter);

    connect(m_topUp.get(), &QTimer::timeout, m_decks.get(), &Decks::topUp);
    connect(m_good.get(), &QTimer::timeout, this, [this] { m_mark.clear(); });
    connect(m_idle.get(), &QTimer::timeout, this, [this] {
        m_topUp->stop();
        m_output->stop();
    });
    connect(m_decks.get(), &Decks::durationKnown, this, &Engine::durationKnown);
    connect(m_decks.get(), &Decks::settled, this, &Engine::settled);
    connect(m_decks.get(), &Decks::decoded, this, &Engine::decoded);
    connect(m_decks.get(), &Decks::failed, this, &Engine::failed);
    connect(m_decks.get(), &Decks::brokeOff, this, &Engine::brokeOff);
    connect(m_output.get(), &Output::deviceChanged, this, &Engine::outputChanged);
    connect(m_output.get(), &Output::devicesChanged, this, &Engine::devicesChanged);
    connect(m_output.get(), &Output::underran, this, &Engine::underran);
    Q_EMIT devicesChanged(m_output->devices());
}

void Engine::mark(const QUrl& source)
{
    m_mark.set(source);
    m_good->start();
}

void Engine::load(quint64 serial, const Track& track)
{
    mark(track.source);
    m_decks->load(serial, track);
}

void Engine::prepareNext(quint64 after, quint64 serial, const Track& track)
{
    mark(track.source);
    m_decks->prepareNext(after, serial, track);
}

void Engine::clear()
{
    m_decks->clear();
    m_mark.clear();
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
