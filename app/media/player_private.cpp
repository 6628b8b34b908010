#include "media/player_private.h"

#include <algorithm>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto TickPeriod = 50ms;
// A short track leaves little time to open the one after the next.
constexpr auto ShortTickPeriod = 10ms;
constexpr qint64 ShortMs = 1000;
constexpr auto PositionPeriod = 100ms;
// The window comes up first: loading the decoders' backend takes as long as a good part of it.
constexpr auto EngineStartsAfter = 500ms;

// So many songs of a disk that is away are tried one after the other.
constexpr qsizetype MostAway = 3;

/// The song itself may be sound: others beside it are likely to fail as well.
bool isAway(const Error& error)
{
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::Io || error.code == ErrorCode::Network;
}

} // namespace

Player::Private::Private(Player& player, PlayerParts parts)
    : q(player)
    , m_engine(new Engine(m_mixer, parts))
    , m_crashed(CrashMark::left(parts.crashMarkFile))
{
    m_thread.setObjectName(QStringLiteral("sound"));
    m_engine->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_thread.start(QThread::TimeCriticalPriority);
    connectEngine();
    connectQueue();
    applySettings();

    QObject::connect(&m_practice, &Practice::speedChanged, &q, [this] { applySettings(); });
    QObject::connect(&m_practice, &Practice::loopChanged, &q, [this] { onLoop(); });
    QObject::connect(&m_sleepTimer, &SleepTimer::modeChanged, &q, [this] { updateNext(); });
    QObject::connect(&m_sleepTimer, &SleepTimer::due, &q, [this] { q.pause(); });
    QObject::connect(&m_sleepTimer, &SleepTimer::fade, &q, [this](double level) {
        m_sleepLevel = level;
        applyGain();
    });
    m_tick.setInterval(TickPeriod);
    QObject::connect(&m_tick, &QTimer::timeout, &q, [this] { tick(); });
    QTimer::singleShot(EngineStartsAfter, &q, [this] { startEngine(); });
}

void Player::Private::startEngine()
{
    if (std::exchange(m_engineStarted, true)) return;
    tell([engine = m_engine, device = m_settings.deviceId] {
        engine->init();
        engine->output().setDevice(device);
    });
}

void Player::Private::connectEngine()
{
    QObject::connect(m_engine, &Engine::failed, &q,
                     [this](quint64 serial, const Error& error) { onFailed(serial, error); });
    QObject::connect(m_engine, &Engine::brokeOff, &q,
                     [this](quint64 serial, const Error& error) { onBrokeOff(serial, error); });
    QObject::connect(m_engine, &Engine::settled, &q, [this](quint64 serial) { onSettled(serial); });
    QObject::connect(m_engine, &Engine::decoded, &q, [this](quint64 serial, qint64 ms) { onDecoded(serial, ms); });
    QObject::connect(m_engine, &Engine::durationKnown, &q, [this](quint64 serial, qint64 ms) {
        if (serial == m_serial && !m_decoded) setDuration(ms);
    });
    QObject::connect(m_engine, &Engine::outputChanged, &q, [this](const QString& id, const QString& name) {
        m_outputId = id;
        m_outputName = name;
        applySettings(); // this output's own curve
        Q_EMIT q.outputChanged(name);
    });
    QObject::connect(m_engine, &Engine::devicesChanged, &q, [this](const QList<OutputDevice>& devices) {
        if (std::exchange(m_devices, devices) != devices) Q_EMIT q.outputDevicesChanged();
    });
    QObject::connect(m_engine, &Engine::underran, &q, [this] { ++m_deviceUnderruns; });
}

void Player::Private::onSettled(quint64 serial)
{
    if (serial == m_nextSerial && serial != 0) m_nextSettled = true;
    if (serial != m_serial) return;
    m_settled = true;
    m_away.clear();
    updateNext();
}

void Player::Private::onDecoded(quint64 serial, qint64 ms)
{
    if (serial == m_nextSerial && serial != 0) m_nextMs = ms;
    if (serial != m_serial) return;
    m_decoded = true;
    setDuration(ms);
}

void Player::Private::connectQueue()
{
    QObject::connect(&m_queue, &PlayQueue::currentRowChanged, &q, [this] { onCurrentRow(); });
    const auto next = [this] { updateNext(); };
    QObject::connect(&m_queue, &PlayQueue::rowsInserted, &q, next);
    QObject::connect(&m_queue, &PlayQueue::rowsRemoved, &q, next);
    QObject::connect(&m_queue, &PlayQueue::rowsMoved, &q, next);
    QObject::connect(&m_queue, &PlayQueue::repeatChanged, &q, next);
    QObject::connect(&m_queue, &PlayQueue::shuffleChanged, &q, next);
    QObject::connect(&m_queue, &PlayQueue::shuffleByChanged, &q, next);
    QObject::connect(&m_queue, &PlayQueue::entryChanged, &q, [this] {
        updateNext();
        updateGains();
    });
}

Player::Private::~Private()
{
    m_mixer.setPlaying(false);
    m_thread.quit();
    m_thread.wait();
}

void Player::Private::load(qint64 ms)
{
    const auto entry = m_queue.current();
    if (!entry) return;
    m_serial = ++m_lastSerial;
    m_newestLoad = m_serial;
    m_decoded = m_settled = false;
    forgetNext();
    Track track{.source = entry->source, .fromMs = ms, .gain = gainOf(m_queue.currentRow())};
    if (const auto loop = m_practice.loop(); loop && ms < loop->toMs) track.endMs = loop->toMs;
    setPosition(ms);
    tell([this, engine = m_engine, serial = m_serial, track] {
        if (m_newestLoad == serial) engine->load(serial, track);
    });
}

void Player::Private::unload(qint64 ms)
{
    if (m_serial != 0) {
        m_serial = 0;
        m_newestLoad = 0;
        forgetNext();
        tell([engine = m_engine] { engine->clear(); });
    }
    setPosition(ms);
}

void Player::Private::setPosition(qint64 ms)
{
    const bool changed = positionMs() != ms;
    m_startMs = ms;
    m_shownMs = ms;
    if (changed) Q_EMIT q.positionChanged(ms);
}

void Player::Private::setState(PlayState state)
{
    const bool playing = state == PlayState::Playing;
    if (playing && m_sleepTimer.mode() != SleepTimer::Mode::AfterTime && std::exchange(m_sleepLevel, 1) != 1)
        applyGain();
    m_mixer.setPlaying(playing);
    if (playing || m_engineStarted) tell([engine = m_engine, playing] { engine->setPlaying(playing); });
    if (playing)
        m_tick.start();
    else
        m_tick.stop();
    if (std::exchange(m_state, state) != state) Q_EMIT q.stateChanged(state);
}

void Player::Private::setDuration(qint64 ms)
{
    m_tick.setInterval(ms > 0 && ms < ShortMs ? ShortTickPeriod : TickPeriod);
    if (std::exchange(m_durationMs, ms) != ms) Q_EMIT q.durationChanged(ms);
}

void Player::Private::onCurrentRow()
{
    const auto entry = m_queue.current();
    const quint64 id = entry ? entry->id : 0;
    if (id == m_entry) {
        updateNext();
        return;
    }
    m_entry = id;
    m_practice.setLoop({});
    if (!entry) {
        unload(0);
        setState(PlayState::Stopped);
    } else if (m_state == PlayState::Playing) {
        load(0);
    } else {
        unload(0);
    }
    setDuration(entry ? entry->durationMs : 0);
    Q_EMIT q.currentChanged();
}

void Player::Private::onFailed(quint64 serial, const Error& error)
{
    if (serial == 0 || (serial != m_serial && serial != m_nextSerial)) return;
    const bool isNext = serial == m_nextSerial;
    const quint64 id = isNext ? m_nextEntry : m_entry;
    if (isNext)
        forgetNext();
    else
        m_serial = 0;
    if (isAway(error)) m_away.append(id);
    m_queue.setProblem(id, error.message);
    Q_EMIT q.entryFailed(id, error);
    if (!isNext && id == m_entry && m_serial == 0) {
        if (hasGivenUp())
            giveUp();
        else
            skipTo(m_queue.advance(Advance::Skipped));
    }
}

bool Player::Private::hasGivenUp() const noexcept
{
    return m_away.size() >= MostAway;
}

// Stops at the first of the entries that were not to be had: play() begins there when they are back.
void Player::Private::giveUp()
{
    unload(0);
    setState(PlayState::Stopped);
    const QList<quint64> away = std::exchange(m_away, {});
    for (const quint64 id : away)
        m_queue.setProblem(id, {});
    for (const quint64 id : away) {
        const int row = m_queue.rowOf(id);
        if (row < 0) continue; // taken out meanwhile
        m_queue.jump(row);
        return;
    }
}

// What is decoded of the present entry is still heard. A next one that fails so early is not begun.
void Player::Private::onBrokeOff(quint64 serial, const Error& error)
{
    if (serial == 0 || serial != m_serial) {
        onFailed(serial, error);
        return;
    }
    m_queue.setProblem(m_entry, error.message);
    Q_EMIT q.entryFailed(m_entry, error);
}

// After the queue was asked to move on: stops where it could not.
void Player::Private::skipTo(bool moved)
{
    if (moved) return; // onCurrentRow() has loaded it
    unload(0);
    setState(PlayState::Stopped);
}

TimelineMark Player::Private::heardMark(qint64 heard) const
{
    while (const auto mark = m_mixer.takeMark())
        m_timeline.push_back(*mark);
    while (m_timeline.size() > 1 && m_timeline[1].outputFrame <= heard)
        m_timeline.pop_front();
    return m_timeline.empty() ? TimelineMark{} : m_timeline.front();
}

qint64 Player::Private::positionMs() const
{
    const qint64 heard = m_mixer.heardFrame();
    const TimelineMark mark = heardMark(heard);
    if (m_serial == 0 || mark.place.serial == 0) return m_startMs;
    if (mark.place.serial == m_nextSerial)
        return m_nextIsLoop ? m_shownMs : m_durationMs; // the next tick goes over to the next entry
    if (mark.place.serial != m_serial || mark.place.sampleRate == 0) return std::max(m_startMs, m_shownMs);
    const double frame = mark.frameAt(std::max(heard, mark.outputFrame));
    m_shownMs = std::max(m_shownMs, qint64(frame * 1000 / mark.place.sampleRate));
    return m_shownMs;
}

void Player::Private::tick()
{
    const qint64 position = positionMs();
    const TimelineMark mark = m_timeline.empty() ? TimelineMark{} : m_timeline.front();
    const quint64 serial = mark.place.serial;
    if (serial != 0 && serial == m_nextSerial) {
        join();
        Q_EMIT q.positionChanged(positionMs());
        return;
    }
    const bool ended = serial != 0 && serial == m_serial && mark.motion == TimelineMark::Motion::Ended &&
                       mark.outputFrame <= m_mixer.heardFrame();
    // The mixer went over to a next entry just before it was taken back (serials grow).
    const bool strayed = m_serial != 0 && serial > m_serial;
    if ((ended && m_nextSerial == 0) || strayed) {
        end();
        return;
    }
    m_sincePosition += m_tick.intervalAsDuration();
    if (m_sincePosition < PositionPeriod) return;
    m_sincePosition = 0ms;
    Q_EMIT q.positionChanged(position);
}

// The entry is over and nothing was prepared to follow it.
void Player::Private::end()
{
    if (const auto loop = activeLoop()) {
        load(loop->startMs());
        return;
    }
    if (m_sleepTimer.mode() == SleepTimer::Mode::AtTrackEnd) {
        m_sleepTimer.cancel();
        unload(0);
        setState(PlayState::Stopped);
        m_queue.advance(Advance::Ended);
        return;
    }
    if (hasGivenUp()) {
        giveUp();
        return;
    }
    const quint64 before = m_entry;
    const bool moved = m_queue.advance(Advance::Ended);
    if (moved && m_entry == before)
        load(0); // the same entry again
    else
        skipTo(moved);
}

void Player::Private::applyGain()
{
    m_mixer.setGain(m_muted ? 0.0F : float(volumeGain(m_volume) * m_sleepLevel));
}

void Player::Private::applySettings()
{
    const EqualiserSetting equaliser = m_settings.equaliserFor(m_outputId);
    m_mixer.setSettings({.curve = equaliser.on ? equaliser.curve : EqualiserCurve{},
                         .balance = m_settings.balance,
                         .limiter = m_settings.limiter,
                         .speed = m_practice.speed()});
    if (m_engineStarted)
        tell([engine = m_engine, device = m_settings.deviceId] { engine->output().setDevice(device); });
    updateGains();
}

} // namespace groundswell::media
