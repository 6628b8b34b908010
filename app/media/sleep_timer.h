#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace groundswell::media {

/// When the player is to stop by itself. Owned by the player, which it fades out and pauses; GUI thread.
class SleepTimer final : public QObject
{
    Q_OBJECT

public:
    enum class Mode {
        Off,
        AtTrackEnd, ///< after the entry being played
        AfterTime
    };
    /// The last of the time that is spent getting quieter.
    static constexpr std::chrono::milliseconds FadeTime{10'000};

    explicit SleepTimer(QObject* parent = nullptr);

    [[nodiscard]] Mode mode() const noexcept { return m_mode; }
    /// What is left with AfterTime; 0 otherwise.
    [[nodiscard]] std::chrono::milliseconds remaining() const;
    void sleepAfter(std::chrono::milliseconds time);
    void sleepAtTrackEnd();
    void cancel();

Q_SIGNALS:
    void modeChanged();
    /// The level that goes with the time left, 1 to 0, while AfterTime fades.
    void fade(double level);
    /// The time is over.
    void due();

private:
    void setMode(Mode mode);
    void tick();

    Mode m_mode = Mode::Off;
    QDeadlineTimer m_deadline;
    QTimer m_tick;
};

} // namespace groundswell::media
