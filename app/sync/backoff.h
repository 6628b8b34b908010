#pragma once

#include <QtTypes>

#include <algorithm>

namespace groundswell::sync {

/// The longest pause between two tries.
inline constexpr qint64 longestBackoffMs = 300'000;

/// How long to wait before the next try after `failures` in a row (from 1): full jitter, that is a random part of a
/// window that doubles, rand(0, min(300 s, 1 s x 2^failures)). `random` is any number. Source: "Exponential Backoff And
/// Jitter", AWS Architecture Blog, 2015.
[[nodiscard]] constexpr qint64 fullJitter(int failures, quint32 random) noexcept
{
    const qint64 window =
        failures >= 9 ? longestBackoffMs : std::min(longestBackoffMs, 1000LL << std::max(0, failures));
    return static_cast<qint64>(random) * window / 0xffffffffLL;
}

} // namespace groundswell::sync
