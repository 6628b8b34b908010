#pragma once

#include "media/dsp/equaliser.h"
#include "ui/style/look.h"

#include <QWidget>

namespace groundswell::ui {

/// What an equaliser's curve does to each pitch, drawn over the octaves: 20 Hz to 20 kHz, 15 dB up and down. It has no
/// ground of its own.
class ResponseCurve final : public QWidget
{
    Q_OBJECT

public:
    explicit ResponseCurve(const Look& look, QWidget* parent = nullptr);

    /// An equaliser that is off is drawn quietly.
    void setCurve(const media::EqualiserCurve& curve, bool on);
    /// Where a pitch stands: 0 at the left edge, 1 at the right one.
    [[nodiscard]] static double placeOf(double hz) noexcept;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    media::EqualiserCurve m_curve;
    bool m_on = false;
};

} // namespace groundswell::ui
