#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

namespace groundswell::media {

/// A factor for each channel.
struct StereoGain
{
    float left = 1;
    float right = 1;

    bool operator==(const StereoGain&) const = default;
};

/// Balance from -1 (left only) over 0 (both untouched: exactly 1) to 1 (right only). The far side fades by a cosine,
/// the near side stays: nothing gets louder.
[[nodiscard]] inline StereoGain balanceGain(double balance) noexcept
{
    const auto faded = [](double amount) {
        return amount >= 1 ? 0.0F : amount <= 0 ? 1.0F : float(std::cos(amount * std::numbers::pi / 2));
    };
    return {faded(balance), faded(-balance)};
}

/// The factor of a volume as a person hears it, 0 to 1: its cube, as PulseAudio's volumes (pa_sw_volume_to_linear).
/// Half way up is -18 dB.
[[nodiscard]] constexpr double volumeGain(double volume) noexcept
{
    const double inRange = std::clamp(volume, 0.0, 1.0);
    return inRange * inRange * inRange;
}

[[nodiscard]] inline double gainFromDb(double decibels) noexcept
{
    return std::pow(10.0, decibels / 20.0);
}

/// Minus infinity for 0.
[[nodiscard]] inline double dbFromGain(double gain) noexcept
{
    return 20.0 * std::log10(gain);
}

} // namespace groundswell::media
