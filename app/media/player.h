#pragma once

#include "base/error.h"
#include "media/output_device.h"
#include "media/play_queue.h"
#include "media/practice.h"
#include "media/sleep_timer.h"
#include "media/sound_settings.h"

#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace groundswell::media {

/// Stopped: silent, at the beginning of the current entry; Paused: silent, at a place in it.
enum class PlayState { Stopped, Playing, Paused };

class SourceOpener;
class SoundTap;

/// What a player is made of besides itself.
struct PlayerParts
{
    OutputKind output = OutputKind::DefaultDevice;
    SourceOpener* opener = nullptr; ///< for sources that are no local files; outlives the player
    /// A small file that tells, after a crash, which source was being opened. Empty: none is kept.
    QString crashMarkFile = {};
};

/// The player as the window sees it: a queue and what is heard now. Lives on the GUI thread and never blocks it:
/// decoding and the device have threads of their own. All signals are emitted on the GUI thread, and only on a change.
class Player final : public QObject
{
    Q_OBJECT

public:
    explicit Player(OutputKind output = OutputKind::DefaultDevice, QObject* parent = nullptr);
    explicit Player(PlayerParts parts, QObject* parent = nullptr);
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

    /// Taken at once, what is being played included: a crossfade from the next join on.
    void setSoundSettings(SoundSettings settings);
    [[nodiscard]] const SoundSettings& soundSettings() const noexcept;
    /// Speed and loop.
    [[nodiscard]] Practice& practice() noexcept;
    /// The sound being heard, at 48 kHz, for a screen to draw.
    [[nodiscard]] SoundTap& tap() noexcept;
    /// Stops after this entry or after a time.
    [[nodiscard]] SleepTimer& sleepTimer() noexcept;

    [[nodiscard]] PlayState state() const noexcept;
    /// Where the sound heard now is in the current entry, in milliseconds. It follows the audio clock, never goes back
    /// while playing on, and is cheap enough for every frame drawn.
    [[nodiscard]] qint64 positionMs() const;
    /// The exact length once the decoder knows it, before that the entry's own; 0 when unknown.
    [[nodiscard]] qint64 durationMs() const noexcept;
    /// Times sound was missing, since the start: not decoded yet, or not fetched by the device in time.
    [[nodiscard]] quint64 underruns() const noexcept;
    /// The device's name for people; empty while the silent output is used.
    [[nodiscard]] QString outputName() const;
    /// The id of the device being used; empty while the silent output is.
    [[nodiscard]] QString outputId() const;
    /// The devices that are there now, as they come and go.
    [[nodiscard]] QList<OutputDevice> outputDevices() const;

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
    void outputDevicesChanged();
    void soundSettingsChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace groundswell::media
