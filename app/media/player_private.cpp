#include "media/player_private.h"

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace groundswell::media {

namespace {

constexpr auto TickPeriod = 50ms;
constexpr int TicksPerPosition = 2;

} // namespace

Player::Private::Private(Player& player, OutputKind output)
    : q(player)
    , m_engine(new Engine(m_mixer, output))
{
    m_thread.setObjectName(QStringLiteral("sound"));
    m_engine->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_thread.start(QThread::TimeCriticalPriority);
    tell([engine = m_engine] { engine->init(); });

    QObject::connect(m_engine, &Engine::failed, &q,
                     [this](quint64 serial, const Error& error) { onFailed(serial, error); });
    QObject::connect(m_engine, &Engine::decoded, &q, [this](quint64 serial, qint64 ms) { onDecoded(serial, ms); });
    QObject::connect(m_engine, &Engine::durationKnown, &q, [this](quint64 serial, qint64 ms) {
        if (serial == m_serial && !m_decoded) setDuration(ms);
    });
    QObject::connect(m_engine, &Engine::outputChanged, &q, [this](const QString& name) {
        m_outputName = name;
        Q_EMIT q.outputChanged(name);
    });

    QObject::connect(&m_queue, &PlayQueue::currentRowChanged, &q, [this] { onCurrentRow(); });
    const auto next = [this] { updateNext(); };
    QObject::connect(&m_queue, &PlayQueue::rowsInserted, &q, next);
    QObject::connect(&m_queue, &PlayQueue::rowsRemoved, &q, next);
    QObject::connect(&m_queue, &PlayQueue::rowsMoved, &q, next);
    QObject::connect(&m_queue, &PlayQueue::entryChanged, &q, next);
    QObject::connect(&m_queue, &PlayQueue::repeatChanged, &q, next);
    QObject::connect(&m_queue, &PlayQueue::shuffleChanged, &q, next);

    m_tick.setInterval(TickPeriod);
    QObject::connect(&m_tick, &QTimer::timeout, &q, [this] { tick(); });
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
    m_decoded = false;
    forgetNext();
    setPosition(ms);
    tell([this, engine = m_engine, serial = m_serial, source = entry->source, ms] {
        if (m_newestLoad == serial) engine->load(serial, source, ms);
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
    m_mixer.setPlaying(playing);
    tell([engine = m_engine, playing] { engine->setPlaying(playing); });
    if (playing)
        m_tick.start();
    else
        m_tick.stop();
    if (std::exchange(m_state, state) != state) Q_EMIT q.stateChanged(state);
}

void Player::Private::setDuration(qint64 ms)
{
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
    m_queue.setProblem(id, error.message);
    Q_EMIT q.entryFailed(id, error);
    if (!isNext && id == m_entry && m_serial == 0) skipTo(m_queue.advance(Advance::Skipped));
}

void Player::Private::onDecoded(quint64 serial, qint64 ms)
{
    if (serial != m_serial) return;
    m_decoded = true;
    setDuration(ms);
    updateNext();
}

// After the queue was asked to move on: stops where it could not.
void Player::Private::skipTo(bool moved)
{
    if (moved) return; // onCurrentRow() has loaded it
    unload(0);
    setState(PlayState::Stopped);
}

void Player::Private::updateNext()
{
    if (m_serial == 0 || !m_decoded) return;
    const int row = m_queue.peekNext(Advance::Ended);
    const auto entry = row >= 0 ? std::optional(m_queue.entries().at(row)) : std::nullopt;
    const quint64 id = entry ? entry->id : 0;
    if (id == m_nextEntry) return;
    m_nextEntry = id;
    m_nextSerial = id != 0 ? ++m_lastSerial : 0;
    tell([engine = m_engine, after = m_serial, serial = m_nextSerial, source = entry ? entry->source : QUrl()] {
        if (serial != 0)
            engine->prepareNext(after, serial, source);
        else
            engine->dropNext(after);
    });
}

// The mixer went over to the prepared entry.
void Player::Private::join()
{
    const quint64 id = m_nextEntry;
    const int row = m_queue.peekNext(Advance::Ended);
    m_serial = m_nextSerial;
    m_newestLoad = m_serial;
    m_decoded = false;
    forgetNext();
    m_startMs = 0;
    m_shownMs = 0;
    if (row < 0 || m_queue.entries().at(row).id != id) return;
    const QueueEntry entry = m_queue.entries().at(row);
    tell([engine = m_engine, source = entry.source] { engine->joined(source); });
    const bool other = m_entry != id;
    m_entry = id; // so that onCurrentRow() loads nothing
    m_queue.advance(Advance::Ended);
    if (other) {
        setDuration(entry.durationMs);
        Q_EMIT q.currentChanged();
    }
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
    if (m_serial == 0 || mark.serial == 0) return m_startMs;
    if (mark.serial == m_nextSerial) return m_durationMs; // the next tick goes over to the next entry
    if (mark.serial != m_serial) return std::max(m_startMs, m_shownMs);
    qint64 frame = mark.streamFrame;
    if (mark.motion == TimelineMark::Motion::Moving) frame += std::max<qint64>(0, heard - mark.outputFrame);
    m_shownMs = std::max(m_shownMs, frame * 1000 / MixerRate);
    return m_shownMs;
}

void Player::Private::tick()
{
    const qint64 position = positionMs();
    const TimelineMark mark = m_timeline.empty() ? TimelineMark{} : m_timeline.front();
    if (mark.serial != 0 && mark.serial == m_nextSerial) {
        join();
        Q_EMIT q.positionChanged(positionMs());
        return;
    }
    const bool ended = mark.serial != 0 && mark.serial == m_serial && mark.motion == TimelineMark::Motion::Ended &&
                       mark.outputFrame <= m_mixer.heardFrame();
    // The mixer went over to a next entry just before it was taken back (serials grow).
    const bool strayed = m_serial != 0 && mark.serial > m_serial;
    if ((ended && m_nextSerial == 0) || strayed) {
        const quint64 before = m_entry;
        const bool moved = m_queue.advance(Advance::Ended);
        if (moved && m_entry == before)
            load(0); // the same entry again
        else
            skipTo(moved);
        return;
    }
    if (++m_ticks % TicksPerPosition == 0) Q_EMIT q.positionChanged(position);
}

void Player::Private::applyGain()
{
    m_mixer.setGain(m_muted ? 0.0F : float(m_volume * m_volume * m_volume));
}

} // namespace groundswell::media
