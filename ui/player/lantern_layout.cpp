#include "ui/player/lantern_layout.h"

#include "ui/player/swell_curve.h"
#include "ui/style/tokens.h"

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

namespace {

constexpr double mergeDistance = 6;
constexpr double crestReach = 6;

/// The share of values below this one, 0 to 1.
double percentile(const std::vector<int>& sorted, int value)
{
    const auto below = std::ranges::lower_bound(sorted, value) - sorted.begin();
    return static_cast<double>(below) / static_cast<double>(sorted.size());
}

} // namespace

std::vector<LanternSpot> layOutLanterns(const std::vector<Lantern>& lanterns, qint64 durationMs, double width,
                                        double height, const SwellCurve& curve)
{
    std::vector<LanternSpot> spots;
    if (durationMs <= 0 || lanterns.empty()) return spots;
    std::vector<int> likes;
    std::vector<size_t> order;
    for (size_t i = 0; i < lanterns.size(); ++i) {
        likes.push_back(lanterns[i].likes);
        if (lanterns[i].ms >= 0 && lanterns[i].ms <= durationMs) order.push_back(i);
    }
    std::ranges::sort(likes);
    std::ranges::stable_sort(order, {}, [&](size_t i) { return lanterns[i].ms; });
    for (const size_t i : order) {
        const double x = static_cast<double>(lanterns[i].ms) / static_cast<double>(durationMs) * width;
        if (!spots.empty() && x - spots.back().x < mergeDistance) {
            auto& spot = spots.back();
            ++spot.merged;
            if (lanterns[i].likes > lanterns[spot.lantern].likes) spot.lantern = i;
            continue;
        }
        spots.push_back({.lantern = i, .x = x});
    }
    for (auto& spot : spots) {
        const double rank = percentile(likes, lanterns[spot.lantern].likes);
        const size_t size = rank < 0.6 ? 0 : rank < 0.9 ? 1 : 2;
        spot.radius = tokens::swellLanternRadius[size];
        spot.glows = size > 0;
        const double floating = curve.crestTop(spot.x, crestReach, height) - tokens::swellLanternGap - spot.radius;
        spot.y = std::max(spot.radius + 2, floating);
    }
    return spots;
}

} // namespace groundswell::ui
