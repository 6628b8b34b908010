#pragma once

#include <QJsonObject>
#include <QLatin1StringView>
#include <QObject>
#include <QTimer>

namespace groundswell::library {
class TrackQueries;
class TrackStore;
} // namespace groundswell::library

namespace groundswell::media {
class Player;
}

namespace groundswell::ui {

class SettingsStore;

/// What the player knows again after a restart: the queue, the place in its current entry, how loud it was and how the
/// sound is shaped. The queue and the sound are written half a second after they changed, the place every five seconds
/// while it plays: a crash loses little of either. GUI thread.
class PlayerMemory final : public QObject
{
    Q_OBJECT

public:
    /// What a memory is made of; all of it outlives the memory.
    struct Parts
    {
        media::Player& player;
        const library::TrackQueries& queries;
        library::TrackStore& tracks;
        SettingsStore& settings;
    };

    /// Gives the player back what it had. Waits for the library's readers, once for each of three rows.
    explicit PlayerMemory(const Parts& parts);

    /// Writes all of it, behind the calls made before; the store waits for it when it ends.
    void keep();

private:
    void restoreSound();
    void restoreQueue();
    void keepSound();
    void keepQueue();
    void keepPosition();
    [[nodiscard]] QJsonObject kept(QLatin1StringView key) const;

    Parts m_parts;
    QTimer m_soundTimer;
    QTimer m_queueTimer;
    QTimer m_positionTimer;
};

} // namespace groundswell::ui
