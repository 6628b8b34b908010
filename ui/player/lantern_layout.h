#pragma once

#include <QString>

#include <vector>

namespace groundswell::ui {

class SwellCurve;

/// A comment at a moment of the song, as the swell needs it.
struct Lantern
{
    QString id;    ///< the comment's id
    qint64 ms = 0; ///< where in the song
    int likes = 0;
    QString author; ///< display name
    QString seed;   ///< the author's id, for the default avatar
    QString text;   ///< plain text
    bool operator==(const Lantern&) const = default;
};

/// One light as drawn: comments closer than 6 px become one, shown by the most loved of them.
struct LanternSpot
{
    size_t lantern = 0; ///< index of the comment it stands for
    int merged = 1;     ///< how many comments it stands for
    double x = 0;
    double y = 0;      ///< of its centre
    double radius = 2; ///< px: 2, 2.6 or 3.4 by the percentile of its likes
    bool glows = false;
};

/// Where the lights go, from left to right. Pure; formulas from design section 5.
[[nodiscard]] std::vector<LanternSpot> layOutLanterns(const std::vector<Lantern>& lanterns, qint64 durationMs,
                                                      double width, double height, const SwellCurve& curve);

} // namespace groundswell::ui
