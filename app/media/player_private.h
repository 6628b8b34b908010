#pragma once

#include "media/engine.h"
#include "media/mixer.h"
#include "media/player.h"

#include <QThread>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <deque>

namespace groundswell::media {

/// What is behind Player: it keeps the queue, the engine in the sound thread and the mixer's timeline in step. GUI
/// thread.
class Player::Private
{
public:
    Private(Player& player, PlayerParts parts);
    ~Private();

    void load(qint64 ms);
    void unload(qint64 ms);
    void setState(PlayState state);
    void setDuration(qint64 ms);
    void setPosition(qint64 ms);
    void onCurrentRow();
    void onFailed(quint64 serial, const Error& error);
    void onBrokeOff(quint64 serial, const Error& error);
    void connectEngine();
    void connectQueue();
    void onSettled(quint64 serial);
    void onDecoded(quint64 serial, qint64 ms);
    void skipTo(bool moved);
    void giveUp();
    /// Too many entries in a row were not to be had: their disk or server is away, and the others may be as well.
    [[nodiscard]] bool hasGivenUp() const noexcept;
    void end();
    void tick();
    void applyGain();
    void applySettings();

    // What follows (player_next.cpp).
    void updateNext();
    void forgetNext();
    void join();
    void goOnWith(QueueEntry entry, qint64 exactMs);
    void onLoop();
    void updateGains();
    [[nodiscard]] std::optional<Loop> activeLoop() const;
    [[nodiscard]] int nextRow() const;
    [[nodiscard]] Track nextTrack(int row) const;
    [[nodiscard]] bool isInsideAlbum(int row) const;
    [[nodiscard]] float gainOf(int row) const;

    [[nodiscard]] TimelineMark heardMark(qint64 heard) const;
    [[nodiscard]] qint64 positionMs() const;

    /// Makes the decks and the output, a moment after the player or when they are first needed.
    void startEngine();
    /// Runs a call on the engine in the sound thread.
    template <class Function>
    void tell(Function&& function)
    {
        startEngine();
        QMetaObject::invokeMethod(m_engine, std::forward<Function>(function), Qt::QueuedConnection);
    }

    Player& q;
    PlayQueue m_queue;
    // The mixer's rate is the same whatever the device's is: Opus' own, most devices' default, and kept when devices
    // change.
    static constexpr int MixerRate = 48'000;
    mutable Mixer m_mixer{MixerRate}; // asking for the position takes its marks
    QThread m_thread;
    Engine* m_engine; // lives and dies in m_thread
    bool m_engineStarted = false;

    PlayState m_state = PlayState::Stopped;
    quint64 m_entry = 0; // the queue's current entry
    qint64 m_durationMs = 0;
    double m_volume = 1.0;
    bool m_muted = false;
    double m_sleepLevel = 1; // of the sleep timer's fade
    SoundSettings m_settings;
    Practice m_practice;
    SleepTimer m_sleepTimer;
    QString m_outputId;
    QString m_outputName;
    std::optional<QUrl> m_crashed; // the source that ended the program when it was last running
    QList<OutputDevice> m_devices;
    quint64 m_deviceUnderruns = 0;

    quint64 m_lastSerial = 0;
    std::atomic<quint64> m_newestLoad = 0; // lets the sound thread pass over loads that a later one has overtaken
    quint64 m_serial = 0;                  // of the present load; 0: nothing is loaded and play() loads from m_startMs
    qint64 m_startMs = 0;                  // where the load begins: the position until its first sound is heard
    bool m_settled = false;                // there is time to prepare the next one
    bool m_decoded = false;                // the duration is exact
    quint64 m_nextSerial = 0;              // of what was prepared to follow, and the entry that it is
    quint64 m_nextEntry = 0;
    bool m_nextIsLoop = false; // it is another round of the loop
    bool m_nextSettled = false;
    qint64 m_nextMs = 0;   // its length, once that is exact
    QList<quint64> m_away; // the entries that were not to be had since one was heard

    mutable std::deque<TimelineMark> m_timeline; // from the one heard now on
    mutable qint64 m_shownMs = 0;                // the position never goes back within a load
    QTimer m_tick;
    std::chrono::milliseconds m_sincePosition{0}; // was told
};

} // namespace groundswell::media
