#pragma once

#include <QObject>

#include <optional>

namespace groundswell::media {

/// A part of a track that is played again and again.
struct Loop
{
    qint64 fromMs = 0;
    qint64 toMs = 0;      ///< exclusive; more than fromMs
    qint64 preRollMs = 0; ///< each round begins this much before fromMs

    bool operator==(const Loop&) const = default;
    /// Where a round begins.
    [[nodiscard]] qint64 startMs() const noexcept { return preRollMs < fromMs ? fromMs - preRollMs : 0; }
};

/// How the player plays for practising: slower or faster with the pitch kept, and one part over and over. Owned by the
/// player; GUI thread.
class Practice final : public QObject
{
    Q_OBJECT

public:
    static constexpr double Slowest = 0.5;
    static constexpr double Fastest = 2.0;
    static constexpr qint64 ShortestLoopMs = 100;

    using QObject::QObject;

    [[nodiscard]] double speed() const noexcept { return m_speed; }
    /// Clamped to 0.5 to 2. At 1 the sound is untouched, bit for bit.
    void setSpeed(double speed);
    [[nodiscard]] const std::optional<Loop>& loop() const noexcept { return m_loop; }
    /// Of the current entry: it is forgotten when another one becomes current. A loop shorter than 100 ms is ignored.
    /// Playing goes to its beginning when it stands outside.
    void setLoop(std::optional<Loop> loop);

Q_SIGNALS:
    void speedChanged(double speed);
    void loopChanged();

private:
    double m_speed = 1;
    std::optional<Loop> m_loop;
};

} // namespace groundswell::media
