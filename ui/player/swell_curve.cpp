#include "ui/player/swell_curve.h"

#include "ui/style/tokens.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace groundswell::ui {

namespace {

constexpr double flatHeight = 0.08;
constexpr double floorHeight = 0.03; // silence still shows where the water is

size_t pointCount(double width)
{
    return static_cast<size_t>(std::max(2.0, std::ceil(width / tokens::swellStep) + 1));
}

/// Linear between the middles of the buckets, 0 to 1.
std::vector<double> resampled(const media::Waveform::Buckets& buckets, size_t count)
{
    std::vector<double> result(count);
    for (size_t i = 0; i < count; ++i) {
        const double at = static_cast<double>(i) / static_cast<double>(count - 1) * (buckets.size() - 1);
        const auto low = static_cast<size_t>(at);
        const auto high = std::min(low + 1, buckets.size() - 1);
        const double part = at - static_cast<double>(low);
        result[i] = (buckets[low] * (1 - part) + buckets[high] * part) / 255.0;
    }
    return result;
}

/// Gauss with a radius in points, sigma = radius / 2; the ends repeat.
std::vector<double> smoothed(const std::vector<double>& values, int radius)
{
    std::vector<double> kernel;
    double sum = 0;
    for (int k = -radius; k <= radius; ++k) {
        kernel.push_back(std::exp(-0.5 * std::pow(2.0 * k / radius, 2)));
        sum += kernel.back();
    }
    std::vector<double> result(values.size());
    const int last = static_cast<int>(values.size()) - 1;
    for (int i = 0; i <= last; ++i) {
        double value = 0;
        for (int k = -radius; k <= radius; ++k)
            value += values[static_cast<size_t>(std::clamp(i + k, 0, last))] * kernel[static_cast<size_t>(k + radius)];
        result[static_cast<size_t>(i)] = value / sum;
    }
    return result;
}

/// Water that nothing moves: a long and a short wave, whose lengths in px have no common measure, so that nothing
/// repeats in sight.
std::vector<double> restingSwell(size_t count)
{
    constexpr double longWave = 463;
    constexpr double shortWave = 149;
    std::vector<double> heights(count);
    for (size_t i = 0; i < count; ++i) {
        const double turns = static_cast<double>(i) * tokens::swellStep * 2 * std::numbers::pi;
        heights[i] = flatHeight * (1 + 0.4 * std::sin(turns / longWave) + 0.2 * std::sin(turns / shortWave));
    }
    return heights;
}

} // namespace

SwellCurve SwellCurve::flat(double width)
{
    SwellCurve curve;
    curve.m_width = width;
    curve.m_rest = restingSwell(pointCount(width));
    curve.m_crest = curve.m_rest;
    for (const double height : curve.m_crest)
        curve.m_body.push_back(height * tokens::swellBodyScale);
    return curve;
}

SwellCurve SwellCurve::of(const media::Waveform& waveform, double width)
{
    SwellCurve curve;
    curve.m_width = width;
    curve.m_rest = restingSwell(pointCount(width));
    curve.m_crest = smoothed(resampled(waveform.peak, pointCount(width)), tokens::swellPeakSmooth);
    curve.m_body = smoothed(resampled(waveform.rms, pointCount(width)), tokens::swellBodySmooth);
    // RMS is far below the peaks: lift the loudest place to the highest crest, so that the two shapes can be compared.
    const double top = *std::ranges::max_element(curve.m_crest);
    const double loudest = *std::ranges::max_element(curve.m_body);
    for (size_t i = 0; i < curve.m_crest.size(); ++i) {
        curve.m_crest[i] = std::max(floorHeight, curve.m_crest[i]);
        const double body = loudest > 0 ? curve.m_body[i] / loudest * top * tokens::swellBodyScale : 0.0;
        curve.m_body[i] = std::min(body, curve.m_crest[i] * 0.9);
    }
    return curve;
}

QPainterPath SwellCurve::line(const std::vector<double>& heights, double height, double growth) const
{
    const auto point = [&](int i) {
        const auto n = static_cast<size_t>(std::clamp(i, 0, static_cast<int>(heights.size()) - 1));
        const double value = m_rest[n] + (heights[n] - m_rest[n]) * growth;
        return QPointF(std::min(m_width, static_cast<double>(i) * tokens::swellStep),
                       height - value * height * tokens::swellAmplitude);
    };
    QPainterPath path(point(0));
    for (int i = 0; i + 1 < static_cast<int>(heights.size()); ++i) {
        // Catmull-Rom as a cubic Bezier: control points a sixth of the neighbours' distance away.
        const QPointF p0 = point(std::max(0, i - 1)), p1 = point(i), p2 = point(i + 1),
                      p3 = point(std::min(i + 2, static_cast<int>(heights.size()) - 1));
        path.cubicTo(p1 + (p2 - p0) / 6, p2 - (p3 - p1) / 6, p2);
    }
    return path;
}

QPainterPath SwellCurve::crestLine(double height, double growth) const
{
    return line(m_crest, height, growth);
}

QPainterPath SwellCurve::bodyLine(double height, double growth) const
{
    return line(m_body, height, growth);
}

double SwellCurve::crestTop(double x, double reach, double height) const
{
    double highest = 0;
    const int first = static_cast<int>(std::floor((x - reach) / tokens::swellStep));
    const int last = static_cast<int>(std::ceil((x + reach) / tokens::swellStep));
    for (int i = std::max(0, first); i <= last && i < static_cast<int>(m_crest.size()); ++i)
        highest = std::max(highest, m_crest[static_cast<size_t>(i)]);
    return height - highest * height * tokens::swellAmplitude;
}

} // namespace groundswell::ui
