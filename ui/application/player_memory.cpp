#include "ui/application/player_memory.h"

#include "library/track_queries.h"
#include "library/track_store.h"
#include "media/player.h"
#include "ui/style/settings_store.h"

#include <QJsonDocument>

#include <algorithm>
#include <chrono>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto queueKey = "queue"_L1;
constexpr auto positionKey = "position"_L1;
constexpr auto soundKey = "sound"_L1;
constexpr auto volumeKey = "player/volume"_L1;
constexpr auto mutedKey = "player/muted"_L1;

} // namespace

PlayerMemory::PlayerMemory(const Parts& parts)
    : m_parts(parts)
{
    restoreSound();
    restoreQueue();
}

void PlayerMemory::keep()
{
    if (m_soundTimer.isActive()) keepSound();
    keepQueue();
    keepPosition();
}

QJsonObject PlayerMemory::kept(QLatin1StringView key) const
{
    const auto text = m_parts.queries.setting(key).takeResult();
    return text && *text ? QJsonDocument::fromJson(**text).object() : QJsonObject();
}

void PlayerMemory::restoreSound()
{
    auto& [player, queries, tracks, settings] = m_parts;
    if (auto sound = media::SoundSettings::fromJson(kept(soundKey))) player.setSoundSettings(*sound);
    if (const QString volume = settings.value(volumeKey); !volume.isEmpty())
        player.setVolume(std::clamp(volume.toDouble(), 0.0, 1.0));
    player.setMuted(settings.value(mutedKey) == u"yes"_s);
    m_soundTimer.setSingleShot(true);
    m_soundTimer.setInterval(500ms);
    m_soundTimer.callOnTimeout(this, &PlayerMemory::keepSound);
    connect(&player, &media::Player::soundSettingsChanged, &m_soundTimer, qOverload<>(&QTimer::start));
    connect(&player, &media::Player::volumeChanged, this,
            [this](double volume) { m_parts.settings.setValue(volumeKey, QString::number(volume)); });
    connect(&player, &media::Player::mutedChanged, this,
            [this](bool muted) { m_parts.settings.setValue(mutedKey, muted ? u"yes"_s : u"no"_s); });
}

void PlayerMemory::restoreQueue()
{
    media::Player& player = m_parts.player;
    if (auto state = media::QueueState::fromJson(kept(queueKey))) {
        const QJsonObject position = kept(positionKey);
        const bool current = state->currentRow >= 0 && state->currentRow < state->entries.size() &&
                             state->entries.at(state->currentRow).id == quint64(position["entry"_L1].toInteger());
        if (current) state->positionMs = position["ms"_L1].toInteger();
        player.restoreState(std::move(*state));
    }

    m_queueTimer.setSingleShot(true);
    m_queueTimer.setInterval(500ms);
    m_queueTimer.callOnTimeout(this, &PlayerMemory::keepQueue);
    m_positionTimer.setInterval(5s);
    m_positionTimer.callOnTimeout(this, &PlayerMemory::keepPosition);
    const auto later = [this] { m_queueTimer.start(); };
    auto& queue = player.queue();
    connect(&queue, &media::PlayQueue::rowsInserted, this, later);
    connect(&queue, &media::PlayQueue::rowsRemoved, this, later);
    connect(&queue, &media::PlayQueue::rowsMoved, this, later);
    connect(&queue, &media::PlayQueue::wasReset, this, later);
    connect(&queue, &media::PlayQueue::currentRowChanged, this, later);
    connect(&queue, &media::PlayQueue::repeatChanged, this, later);
    connect(&queue, &media::PlayQueue::shuffleChanged, this, later);
    connect(&queue, &media::PlayQueue::shuffleByChanged, this, later);
    connect(&player, &media::Player::stateChanged, this, [this](media::PlayState state) {
        if (state == media::PlayState::Playing)
            m_positionTimer.start();
        else
            m_positionTimer.stop();
        keepPosition();
    });
}

void PlayerMemory::keepSound()
{
    m_soundTimer.stop();
    m_parts.tracks.setSetting(soundKey,
                              QJsonDocument(m_parts.player.soundSettings().toJson()).toJson(QJsonDocument::Compact));
}

void PlayerMemory::keepQueue()
{
    m_queueTimer.stop();
    // Of a long queue it takes longer than a frame to write it down.
    m_parts.tracks.setSetting(queueKey, [state = m_parts.player.saveState()] {
        return QJsonDocument(state.toJson()).toJson(QJsonDocument::Compact);
    });
}

void PlayerMemory::keepPosition()
{
    const auto entry = m_parts.player.current();
    if (!entry) return;
    const QJsonObject position{{"entry"_L1, qint64(entry->id)}, {"ms"_L1, m_parts.player.positionMs()}};
    m_parts.tracks.setSetting(positionKey, QJsonDocument(position).toJson(QJsonDocument::Compact));
}

} // namespace groundswell::ui
