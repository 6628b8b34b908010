#include "media/dsp/equaliser.h"

#include "media/dsp/levels.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace groundswell::media {

namespace {

// Of an octave: between the points of half gain in dB, far below half the rate (the cookbook's Q for 1 octave).
constexpr double Q = std::numbers::sqrt2;
// The whole range of a slider takes this long.
constexpr double MoveSeconds = 0.05;
// The lowest band (31.25 Hz) loses 60 dB in 0.1 s.
constexpr double RingSeconds = 0.2;
// A centre above this part of the rate has no room for its bell.
constexpr double HighestCentre = 0.45;

double moved(double from, double to, double step) noexcept
{
    return std::abs(to - from) <= step ? to : from + std::copysign(step, to - from);
}

double clamped(double gainDb) noexcept
{
    return std::clamp(gainDb, -EqualiserMostGainDb, EqualiserMostGainDb);
}

} // namespace

QJsonArray EqualiserCurve::toJson() const
{
    QJsonArray json;
    for (const double gain : gainsDb)
        json.append(gain);
    json.append(preampDb);
    return json;
}

std::optional<EqualiserCurve> EqualiserCurve::fromJson(const QJsonArray& json)
{
    if (json.size() != EqualiserBandCount + 1) return {};
    if (!std::ranges::all_of(json, [](const QJsonValue& value) { return value.isDouble(); })) return {};
    EqualiserCurve curve;
    for (int band = 0; band < EqualiserBandCount; ++band)
        curve.gainsDb.at(std::size_t(band)) = clamped(json.at(band).toDouble());
    curve.preampDb = clamped(json.at(EqualiserBandCount).toDouble());
    return curve;
}

Equaliser::Equaliser(int sampleRate) noexcept
    : m_stepDb(2 * EqualiserMostGainDb / (MoveSeconds * sampleRate))
    , m_ringFrames(int(RingSeconds * sampleRate))
{
    std::ranges::transform(EqualiserBandsHz, m_bands.begin(), [=](double hz) { return makeBand(hz, sampleRate); });
}

Equaliser::Band Equaliser::makeBand(double hz, int sampleRate) noexcept
{
    if (hz > HighestCentre * sampleRate) return {};
    const double omega = 2 * std::numbers::pi * hz / sampleRate;
    Band band;
    band.cosine = std::cos(omega);
    band.alpha = std::sin(omega) / (2 * Q);
    return band;
}

Equaliser::Coefficients Equaliser::peaking(const Band& band, double gainDb) noexcept
{
    const double a = std::pow(10.0, gainDb / 40.0);
    const double raised = band.alpha * a;
    const double lowered = band.alpha / a;
    const double a0 = 1 + lowered;
    const double middle = -2 * band.cosine / a0;
    return {.b0 = (1 + raised) / a0, .b1 = middle, .b2 = (1 - raised) / a0, .a1 = middle, .a2 = (1 - lowered) / a0};
}

void Equaliser::process(std::span<float> samples) noexcept
{
    std::array<Band*, EqualiserBandCount> heard{};
    std::size_t count = 0;
    bool isMoving = false;
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        const double target = clamped(m_target.gainsDb.at(i));
        Band& band = m_bands.at(i);
        const bool rests = band.gainDb == 0 && target == 0 && band.ringing == 0;
        if (band.alpha == 0 || rests) continue;
        band.targetDb = target;
        isMoving = isMoving || band.gainDb != target;
        heard.at(count++) = &band;
    }
    const auto bands = std::span(heard).first(count);
    if (isMoving)
        std::ranges::for_each(bands, [&](Band* band) { move(*band, samples); });
    else
        filter(bands, samples);
    for (Band* band : bands)
        settle(*band, int(samples.size() / ChannelCount));
    if (m_preampDb != 0 || m_target.preampDb != 0) amplify(samples);
}

// Transposed direct form II: it stays calm while its coefficients move (the cookbook's note on topologies).
Equaliser::Sample Equaliser::Filter::operator()(const Sample& in) noexcept
{
    Sample out;
    for (std::size_t channel = 0; channel < ChannelCount; ++channel) {
        out[channel] = c.b0 * in[channel] + first[channel];
        first[channel] = (c.b1 * in[channel] + second[channel]) - c.a1 * out[channel];
        second[channel] = c.b2 * in[channel] - c.a2 * out[channel];
    }
    return out;
}

// The coefficients are worked out for every frame of a move, so that the move is as smooth as the samples are.
void Equaliser::move(Band& band, std::span<float> samples) const noexcept
{
    Band now = band; // so that the loop works in registers
    for (std::size_t i = 0; i + 1 < samples.size(); i += ChannelCount) {
        if (now.gainDb != now.targetDb) {
            now.gainDb = moved(now.gainDb, now.targetDb, m_stepDb);
            now.filter.c = peaking(now, now.gainDb);
            now.ringing = m_ringFrames;
        }
        const Sample out = now.filter({double(samples[i]), double(samples[i + 1])});
        samples[i] = float(out[0]);
        samples[i + 1] = float(out[1]);
    }
    band = now;
}

// As many bands at a time as the processor has registers for.
void Equaliser::filter(std::span<Band* const> bands, std::span<float> samples) noexcept
{
    while (bands.size() >= 5) {
        pass<5>(bands.first<5>(), samples);
        bands = bands.subspan(5);
    }
    switch (bands.size()) {
    case 4: return pass<4>(bands.first<4>(), samples);
    case 3: return pass<3>(bands.first<3>(), samples);
    case 2: return pass<2>(bands.first<2>(), samples);
    case 1: return pass<1>(bands.first<1>(), samples);
    default: return;
    }
}

// Each frame through all the bands, rather than each band over all the frames: a filter waits for its own last result,
// and the processor does the others' work meanwhile.
template <std::size_t Count>
void Equaliser::pass(std::span<Band* const, Count> bands, std::span<float> samples) noexcept
{
    std::array<Filter, Count> filters;
    std::ranges::transform(bands, filters.begin(), [](const Band* band) { return band->filter; });
    for (std::size_t i = 0; i + 1 < samples.size(); i += ChannelCount) {
        Sample sample{double(samples[i]), double(samples[i + 1])};
        for (Filter& filter : filters)
            sample = filter(sample);
        samples[i] = float(sample[0]);
        samples[i + 1] = float(sample[1]);
    }
    for (std::size_t i = 0; i < Count; ++i)
        bands[i]->filter = filters[i];
}

void Equaliser::settle(Band& band, int frames) noexcept
{
    if (band.gainDb == 0) band.ringing = std::max(0, band.ringing - frames);
    // A sample that was not a number would stay in the memories for ever.
    const bool isSound = std::isfinite(band.filter.first[0] + band.filter.first[1]);
    if (band.ringing == 0 || !isSound) band.filter.first = band.filter.second = {};
}

void Equaliser::amplify(std::span<float> samples) noexcept
{
    const double target = clamped(m_target.preampDb);
    double factor = gainFromDb(m_preampDb);
    for (std::size_t i = 0; i + 1 < samples.size(); i += ChannelCount) {
        if (m_preampDb != target) {
            m_preampDb = moved(m_preampDb, target, m_stepDb);
            factor = gainFromDb(m_preampDb);
        }
        for (std::size_t channel = 0; channel < ChannelCount; ++channel)
            samples[i + channel] = float(double(samples[i + channel]) * factor);
    }
}

void Equaliser::clear() noexcept
{
    for (int i = 0; i < EqualiserBandCount; ++i) {
        Band& band = m_bands.at(std::size_t(i));
        band.gainDb = clamped(m_target.gainsDb.at(std::size_t(i)));
        band.filter = {.c = peaking(band, band.gainDb)};
        band.ringing = band.gainDb == 0 ? 0 : m_ringFrames;
    }
    m_preampDb = clamped(m_target.preampDb);
}

double equaliserResponseDb(const EqualiserCurve& curve, int sampleRate, double hz) noexcept
{
    const std::complex<double> z = std::polar(1.0, -2 * std::numbers::pi * hz / sampleRate); // z^-1
    double sum = clamped(curve.preampDb);
    for (int i = 0; i < EqualiserBandCount; ++i) {
        const auto at = std::size_t(i);
        const auto band = Equaliser::makeBand(EqualiserBandsHz.at(at), sampleRate);
        const double gain = clamped(curve.gainsDb.at(at));
        if (band.alpha == 0 || gain == 0) continue;
        const auto c = Equaliser::peaking(band, gain);
        sum += 20 * std::log10(std::abs((c.b0 + z * (c.b1 + z * c.b2)) / (1.0 + z * (c.a1 + z * c.a2))));
    }
    return sum;
}

} // namespace groundswell::media
