#pragma once

#include "base/error.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

namespace groundswell::media {
class Player;
}

namespace groundswell::listening {

/// Tells of songs that cannot be played, once for as many as fail one after the other: a disk that is away is one
/// trouble, not one for each of its songs. The queue's rows say of each what is wrong with it. GUI thread.
class PlaybackTrouble final : public QObject
{
    Q_OBJECT

public:
    /// `player` must outlive it. The first failure waits so long for others that come with it.
    explicit PlaybackTrouble(const media::Player& player,
                             std::chrono::milliseconds gather = std::chrono::milliseconds(400),
                             QObject* parent = nullptr);

Q_SIGNALS:
    /// One or two sentences for a person.
    void told(const QString& text);

private:
    void onFailed(quint64 entry, const Error& error);
    void onHeard(qint64 ms);
    void onStopped();
    void tellFirst();

    const media::Player& m_player;
    QTimer m_gather;
    QString m_first;         ///< what the first failure since a song was heard says
    quint64 m_heardThen = 0; ///< the entry that was heard at that time; 0 for none
    int m_failed = 0;        ///< since then
};

} // namespace groundswell::listening
