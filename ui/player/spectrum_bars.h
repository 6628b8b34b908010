#pragma once

#include "media/dsp/spectrum.h"
#include "media/player.h"
#include "ui/style/look.h"

#include <QBasicTimer>
#include <QElapsedTimer>
#include <QWidget>

#include <vector>

namespace groundswell::ui {

/// The pitches of what is heard as bars, on the scale of ResponseCurve, which lies over it. Thirty pictures a second
/// while it is seen and something sounds; hidden, in silence or with reduced motion it costs nothing.
class SpectrumBars final : public QWidget
{
    Q_OBJECT

public:
    SpectrumBars(const Look& look, media::Player& player, QWidget* parent = nullptr);
    ~SpectrumBars() override;

    /// 0 to 1, the lowest pitch first.
    [[nodiscard]] std::span<const float> levels() const noexcept { return m_spectrum.levels(); }
    /// It is listening and drawing.
    [[nodiscard]] bool isRunning() const noexcept { return m_timer.isActive(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void run();
    void rest();

    const Look& m_look;
    media::Player& m_player;
    media::Spectrum m_spectrum;
    std::vector<float> m_samples;
    QBasicTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace groundswell::ui
