#pragma once

#include "base/error.h"
#include "media/play_queue.h"

#include <QObject>

#include <memory>

namespace groundswell::media {

/// Where the sound goes. Silent keeps the pace of a device and makes no sound; it is also used where there is none.
enum class OutputKind { DefaultDevice, Silent };

enum class PlayState { Stopped, Playing, Paused };

/// The player as the window sees it: a queue and what is heard now. Lives on the GUI thread and never blocks it:
/// decoding and the device have threads of their own. All signals are emitted on the GUI thread, and only on a change.
class Player final : public QObject
{
    Q_OBJECT

public:
    explicit Player(OutputKind output = OutputKind::DefaultDevice, QObject* parent = nullptr);
    ~Player() override;

    /// Owned by the player. Change it freely: removing the current entry goes on with the one after it.
    [[nodiscard]] PlayQueue& queue() noexcept;
    /// The entry being played or paused; none when stopped with an empty queue.
    [[nodiscard]] std::optional<QueueEntry> current() const;

    /// Plays or goes on; starts with the queue's first entry when there is no current one.
    void play();
    void pause();
    void toggle();
    /// Silence, and back to the beginning of the current entry.
    void stop();
    /// Goes to a place in the current entry, to the nearest frame; milliseconds, clamped to its length.
    void seek(qint64 ms);
    void next();
    /// The beginning of this entry when more than 3 s of it were heard, else the entry before.
    void previous();
    /// Plays this row of the queue from its beginning.
    void playRow(int row);
    /// Replaces the queue and plays from `row` on.
    void playAll(QList<QueueEntry> entries, int row = 0);

    /// 0 to 1 as a person hears it: the gain is its cube, as in PulseAudio's volumes.
    void setVolume(double volume);
    [[nodiscard]] double volume() const noexcept;
    void setMuted(bool muted);
    [[nodiscard]] bool isMuted() const noexcept;

    [[nodiscard]] PlayState state() const noexcept;
    /// Where the sound heard now is in the current entry, in milliseconds. It follows the audio clock, never goes back
    /// while playing on, and is cheap enough for every frame drawn.
    [[nodiscard]] qint64 positionMs() const;
    /// The exact length once the decoder knows it, before that the entry's own; 0 when unknown.
    [[nodiscard]] qint64 durationMs() const noexcept;
    /// Times the device asked for sound that was not decoded yet, since the start.
    [[nodiscard]] quint64 underruns() const noexcept;
    /// The device's name for people; empty while the silent output is used.
    [[nodiscard]] QString outputName() const;

    /// The queue with the position, for the profile to keep.
    [[nodiscard]] QueueState saveState() const;
    /// Puts a kept queue back, paused at its position; nothing is opened until play().
    void restoreState(QueueState state);

Q_SIGNALS:
    void stateChanged(PlayState state);
    /// Another entry is current (or none).
    void currentChanged();
    /// At most ten times a second while playing, and at once after a seek.
    void positionChanged(qint64 ms);
    void durationChanged(qint64 ms);
    void volumeChanged(double volume);
    void mutedChanged(bool muted);
    /// An entry cannot be played; it is marked in the queue and the next one was tried.
    void entryFailed(quint64 id, const Error& error);
    void outputChanged(const QString& name);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace groundswell::media
