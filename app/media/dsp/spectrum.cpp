#include "media/dsp/spectrum.h"

#include <algorithm>
#include <cmath>
#include <kiss_fftr.h>
#include <numbers>

namespace groundswell::media {

namespace {

constexpr int WindowFrames = 4096;
constexpr int BinCount = WindowFrames / 2 + 1;
constexpr double LowestHz = 40;
constexpr double HighestHz = 16'000;
constexpr double RangeDb = Spectrum::CeilingDb - Spectrum::FloorDb;
constexpr double RiseSeconds = 0.008;
constexpr double FallPerSecond = 40 / RangeDb;
constexpr double MarkHoldSeconds = 0.8;
constexpr double MarkFallPerSecond = 20 / 1.7 / RangeDb;

static_assert(sizeof(kiss_fft_scalar) == sizeof(float), "KissFFT in single precision");

} // namespace

void Spectrum::Free::operator()(kiss_fftr_state* plan) const noexcept
{
    kiss_fftr_free(plan);
}

Spectrum::Spectrum(int sampleRate, int bands)
    : m_plan(kiss_fftr_alloc(WindowFrames, 0, nullptr, nullptr))
    , m_recent(WindowFrames)
    , m_window(WindowFrames)
    , m_windowed(WindowFrames)
    , m_bins(std::size_t(BinCount) * 2)
    , m_powers(BinCount)
    , m_levels(std::size_t(bands))
    , m_marks(std::size_t(bands))
{
    double squares = 0;
    for (int i = 0; i < WindowFrames; ++i) {
        const double w = 0.5 - 0.5 * std::cos(2 * std::numbers::pi * i / WindowFrames);
        m_window[std::size_t(i)] = float(w);
        squares += w * w;
    }
    // So that the bins of a full-scale sine add up to a power of 1 (Parseval, one side).
    const double scale = 2 / std::sqrt(squares * WindowFrames);
    for (float& w : m_window)
        w = float(double(w) * scale);

    const double binsPerHz = double(WindowFrames) / sampleRate;
    const double highest = std::min(HighestHz, 0.5 * sampleRate);
    const auto edge = [&](int i) { return LowestHz * std::pow(highest / LowestHz, double(i) / bands) * binsPerHz; };
    for (int i = 0; i < bands; ++i)
        m_bands.push_back({.low = edge(i), .high = edge(i + 1)});
}

void Spectrum::add(std::span<const float> samples) noexcept
{
    constexpr std::size_t Most = std::size_t{WindowFrames} * ChannelCount;
    if (samples.size() > Most) samples = samples.last(Most);
    for (std::size_t i = 0; i + 1 < samples.size(); i += ChannelCount) {
        m_recent[m_at] = 0.5F * (samples[i] + samples[i + 1]);
        m_at = (m_at + 1) % WindowFrames;
    }
}

void Spectrum::transform() noexcept
{
    for (std::size_t i = 0; i < WindowFrames; ++i)
        m_windowed[i] = m_recent[(m_at + i) % WindowFrames] * m_window[i];
    // kiss_fft_cpx is two floats, real and imaginary.
    kiss_fftr(m_plan.get(), m_windowed.data(), reinterpret_cast<kiss_fft_cpx*>(m_bins.data()));
    for (std::size_t i = 0; i < m_powers.size(); ++i)
        m_powers[i] = m_bins[2 * i] * m_bins[2 * i] + m_bins[2 * i + 1] * m_bins[2 * i + 1];
}

// A bin reaches half a bin to both sides; a band counts it by the part it covers. So narrow bands at the bottom share
// bins instead of missing them.
double Spectrum::powerOf(const Band& band) const noexcept
{
    double power = 0;
    for (int bin = int(std::lround(band.low)); bin < BinCount && double(bin) - 0.5 < band.high; ++bin) {
        const double part = std::min(band.high, bin + 0.5) - std::max(band.low, bin - 0.5);
        if (part > 0) power += part * double(m_powers[std::size_t(bin)]);
    }
    return power;
}

void Spectrum::update(double seconds) noexcept
{
    transform();
    const auto rise = float(1 - std::exp(-std::max(0.0, seconds) / RiseSeconds));
    const auto fall = float(FallPerSecond * seconds);
    const auto markFall = float(MarkFallPerSecond * seconds);
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        Band& band = m_bands[i];
        const double db = 10 * std::log10(powerOf(band) + 1e-20);
        const auto now = std::isfinite(db) ? float(std::clamp((db - FloorDb) / RangeDb, 0.0, 1.0)) : 0.0F;
        float& level = m_levels[i];
        level = now > level ? level + (now - level) * rise : std::max(now, level - fall);
        float& mark = m_marks[i];
        band.heldSeconds += seconds;
        if (level >= mark) {
            mark = level;
            band.heldSeconds = 0;
        } else if (band.heldSeconds > MarkHoldSeconds) {
            mark = std::max(level, mark - markFall);
        }
    }
}

bool Spectrum::isStill() const noexcept
{
    const auto zero = [](float value) { return value == 0; };
    return std::ranges::all_of(m_marks, zero) && std::ranges::all_of(m_recent, zero);
}

void Spectrum::clear() noexcept
{
    std::ranges::fill(m_recent, 0.0F);
    std::ranges::fill(m_levels, 0.0F);
    std::ranges::fill(m_marks, 0.0F);
}

} // namespace groundswell::media
