#include "media/extrapolate.h"

#include "media/dsp/stereo.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace groundswell::media {

namespace {

constexpr std::size_t Order = 32;
constexpr std::size_t MostFrames = 1025;
constexpr double Silence = 1e-12; // of a prediction's error: there is nothing left to predict

using Coefficients = std::array<double, Order + 1>;
using Errors = std::array<double, MostFrames>;

// The coefficients a with x[n] close to -sum a[k] x[n-k].
Coefficients burg(std::span<const double> x) noexcept
{
    const std::size_t count = x.size();
    Coefficients a{};
    a[0] = 1;
    Errors forward{};
    std::ranges::copy(x, forward.begin());
    Errors backward = forward;
    double power = 0;
    for (const double sample : x)
        power += 2 * sample * sample;
    power -= x.front() * x.front() + x.back() * x.back();
    for (std::size_t k = 0; k < std::min(Order, count / 2) && power > Silence; ++k) {
        double mu = 0;
        for (std::size_t n = 0; n + k + 1 < count; ++n)
            mu += forward[n + k + 1] * backward[n];
        mu *= -2 / power;
        for (std::size_t n = 0; n <= (k + 1) / 2; ++n) {
            const double low = a[n];
            const double high = a[k + 1 - n];
            a[n] = low + mu * high;
            a[k + 1 - n] = high + mu * low;
        }
        for (std::size_t n = 0; n + k + 1 < count; ++n) {
            const double ahead = forward[n + k + 1];
            const double behind = backward[n];
            forward[n + k + 1] = ahead + mu * behind;
            backward[n] = behind + mu * ahead;
        }
        power =
            (1 - mu * mu) * power - forward[k + 1] * forward[k + 1] - backward[count - k - 2] * backward[count - k - 2];
    }
    return a;
}

} // namespace

void extrapolate(std::span<const float> known, std::span<float> beyond) noexcept
{
    const std::size_t count = std::min(known.size() / ChannelCount, MostFrames);
    const auto last = known.last(count * ChannelCount);
    for (std::size_t channel = 0; channel < ChannelCount; ++channel) {
        Errors x{};
        for (std::size_t i = 0; i < count; ++i)
            x[i] = double(last[i * ChannelCount + channel]);
        const Coefficients a = count >= 2 ? burg({x.data(), count}) : Coefficients{};
        std::array<double, Order> recent{}; // the newest first
        for (std::size_t k = 0; k < std::min(Order, count); ++k)
            recent[k] = x[count - 1 - k];
        for (std::size_t i = channel; i < beyond.size(); i += ChannelCount) {
            double next = 0;
            for (std::size_t k = 0; k < Order; ++k)
                next -= a[k + 1] * recent[k];
            std::shift_right(recent.begin(), recent.end(), 1);
            recent[0] = next;
            beyond[i] = float(next);
        }
    }
}

} // namespace groundswell::media
