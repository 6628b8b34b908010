#include "listening/playback_trouble.h"

#include "media/player.h"

#include <utility>

namespace groundswell::listening {

PlaybackTrouble::PlaybackTrouble(const media::Player& player, std::chrono::milliseconds gather, QObject* parent)
    : QObject(parent)
    , m_player(player)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gather);
    connect(&m_gather, &QTimer::timeout, this, &PlaybackTrouble::tellFirst);
    connect(&player, &media::Player::entryFailed, this, &PlaybackTrouble::onFailed);
    connect(&player, &media::Player::positionChanged, this, &PlaybackTrouble::onHeard);
    connect(&player, &media::Player::stateChanged, this, [this](media::PlayState state) {
        if (state == media::PlayState::Stopped) onStopped();
    });
}

void PlaybackTrouble::onFailed(quint64 entry, const Error& error)
{
    if (++m_failed > 1) return;
    const auto current = m_player.current();
    m_heardThen = current && current->id != entry ? current->id : 0;
    m_first = error.message;
    m_gather.start();
}

void PlaybackTrouble::tellFirst()
{
    Q_EMIT told(m_first);
}

// What was heard already when the next ones failed says nothing of them.
void PlaybackTrouble::onHeard(qint64 ms)
{
    if (m_failed == 0 || ms <= 0) return;
    const auto current = m_player.current();
    if (current && current->id != m_heardThen && current->problem.isEmpty()) m_failed = 0;
}

void PlaybackTrouble::onStopped()
{
    const int failed = std::exchange(m_failed, 0);
    const bool isUntold = m_gather.isActive();
    m_gather.stop();
    if (failed > 1)
        Q_EMIT told(tr("Several songs in a row cannot be played, so the player stopped. %1").arg(m_first));
    else if (isUntold)
        tellFirst();
}

} // namespace groundswell::listening
