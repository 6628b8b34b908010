#pragma once

#include "media/analysis/waveform.h"

#include <QPainterPath>

#include <vector>

namespace groundswell::ui {

/// The line of the swell: heights from 0 to 1, one each `tokens::swellStep` px, and the smooth curve through them.
/// Formulas from design section 5. Pure.
class SwellCurve
{
public:
    /// A flat 8 % swell, for a track not measured yet and for none: low waves about that height.
    [[nodiscard]] static SwellCurve flat(double width);
    /// The crest follows the peaks, the body the loudness.
    [[nodiscard]] static SwellCurve of(const media::Waveform& waveform, double width);

    /// The curve in a box of this height, from its left to its right edge; `growth` from 0 (flat) to 1.
    [[nodiscard]] QPainterPath crestLine(double height, double growth = 1) const;
    [[nodiscard]] QPainterPath bodyLine(double height, double growth = 1) const;
    /// The y of the highest crest within `reach` px of x.
    [[nodiscard]] double crestTop(double x, double reach, double height) const;

private:
    [[nodiscard]] QPainterPath line(const std::vector<double>& heights, double height, double growth) const;

    double m_width = 0;
    std::vector<double> m_rest; ///< the flat swell that a crest grows from
    std::vector<double> m_crest;
    std::vector<double> m_body;
};

} // namespace groundswell::ui
