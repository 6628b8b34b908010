#include "media/player.h"

#include "media/player_private.h"

#include <algorithm>
#include <utility>

namespace groundswell::media {

namespace {

constexpr qint64 PreviousRestartsAfterMs = 3000;

} // namespace

Player::Player(OutputKind output, QObject* parent)
    : Player(PlayerParts{.output = output}, parent)
{
}

Player::Player(PlayerParts parts, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(parts)))
{
}
Player::~Player() = default;

PlayQueue& Player::queue() noexcept
{
    return d->m_queue;
}
std::optional<QueueEntry> Player::current() const
{
    return d->m_queue.current();
}
double Player::volume() const noexcept
{
    return d->m_volume;
}
bool Player::isMuted() const noexcept
{
    return d->m_muted;
}
PlayState Player::state() const noexcept
{
    return d->m_state;
}
qint64 Player::positionMs() const
{
    return d->positionMs();
}
qint64 Player::durationMs() const noexcept
{
    return d->m_durationMs;
}
quint64 Player::underruns() const noexcept
{
    return d->m_mixer.underruns() + d->m_deviceUnderruns;
}
QString Player::outputName() const
{
    return d->m_outputName;
}
QString Player::outputId() const
{
    return d->m_outputId;
}
QList<OutputDevice> Player::outputDevices() const
{
    return d->m_devices;
}
const SoundSettings& Player::soundSettings() const noexcept
{
    return d->m_settings;
}
Practice& Player::practice() noexcept
{
    return d->m_practice;
}
SoundTap& Player::tap() noexcept
{
    return d->m_mixer.tap();
}
SleepTimer& Player::sleepTimer() noexcept
{
    return d->m_sleepTimer;
}

void Player::play()
{
    if (d->m_queue.currentRow() < 0 && !d->m_queue.advance(Advance::Skipped)) return;
    d->m_away.clear();
    d->setState(PlayState::Playing);
    if (d->m_serial == 0) d->load(d->m_startMs);
}

void Player::pause()
{
    if (d->m_state == PlayState::Playing) d->setState(PlayState::Paused);
}

void Player::toggle()
{
    if (d->m_state == PlayState::Playing)
        pause();
    else
        play();
}

void Player::stop()
{
    d->setState(PlayState::Stopped);
    d->unload(0);
}

void Player::seek(qint64 ms)
{
    if (d->m_queue.currentRow() < 0) return;
    ms = std::max<qint64>(0, d->m_durationMs > 0 ? std::min(ms, d->m_durationMs) : ms);
    if (d->m_serial != 0)
        d->load(ms);
    else
        d->setPosition(ms);
}

void Player::next()
{
    d->skipTo(d->m_queue.advance(Advance::Skipped));
}

void Player::previous()
{
    d->m_away.clear(); // what failed ahead says nothing of where one goes back to
    if (positionMs() > PreviousRestartsAfterMs || !d->m_queue.goBack()) seek(0);
}

void Player::playRow(int row)
{
    if (row < 0 || row >= d->m_queue.size()) return;
    d->unload(0);
    d->m_queue.jump(row);
    play();
}

void Player::playAll(QList<QueueEntry> entries, int row)
{
    d->unload(0);
    d->m_queue.set(std::move(entries), row);
    if (d->m_queue.currentRow() >= 0) play();
}

void Player::setVolume(double volume)
{
    volume = std::clamp(volume, 0.0, 1.0);
    if (std::exchange(d->m_volume, volume) == volume) return;
    d->applyGain();
    Q_EMIT volumeChanged(volume);
}

void Player::setMuted(bool muted)
{
    if (std::exchange(d->m_muted, muted) == muted) return;
    d->applyGain();
    Q_EMIT mutedChanged(muted);
}

void Player::setSoundSettings(SoundSettings settings)
{
    if (settings == d->m_settings) return;
    d->m_settings = std::move(settings);
    d->applySettings();
    Q_EMIT soundSettingsChanged();
}

QueueState Player::saveState() const
{
    QueueState state = d->m_queue.state();
    state.positionMs = positionMs();
    return state;
}

void Player::restoreState(QueueState state)
{
    stop();
    const qint64 positionMs = state.positionMs;
    if (d->m_crashed) {
        for (QueueEntry& entry : state.entries) {
            if (entry.source == *d->m_crashed)
                entry.problem =
                    tr("The program ended while this was being opened, so it is not tried again by itself.");
        }
    }
    d->m_queue.restore(std::move(state));
    if (d->m_queue.currentRow() < 0) return;
    d->setState(PlayState::Paused);
    d->setPosition(d->m_durationMs > 0 ? std::min(positionMs, d->m_durationMs) : positionMs);
}

} // namespace groundswell::media
