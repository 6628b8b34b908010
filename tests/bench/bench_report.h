#pragma once

#include <QString>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace groundswell::bench {

/// The middle one; of an even number, the lower of the two.
[[nodiscard]] inline double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[(values.size() - 1) / 2];
}

/// The value that 99 of 100 do not pass.
[[nodiscard]] inline double p99(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[(values.size() * 99 + 99) / 100 - 1];
}

/// One figure as one JSON line.
inline void report(const char* bench, const char* metric, double value, const char* unit, size_t n)
{
    std::printf("{\"bench\":\"%s\",\"metric\":\"%s\",\"value\":%.4g,\"unit\":\"%s\",\"n\":%zu}\n", bench, metric, value,
                unit, n);
    std::fflush(stdout);
}

/// Why a bench cannot go on.
struct Stop
{
    QString why;
};

/// Ends the bench; what it started ends with it.
[[noreturn]] inline void stop(const QString& why)
{
    throw Stop{why};
}

/// What main() does for a bench that may stop: its exit code.
template <class Bench>
[[nodiscard]] int run(const char* name, Bench bench)
{
    try {
        return bench();
    } catch (const Stop& stopped) {
        std::fprintf(stderr, "bench_%s: %s\n", name, qUtf8Printable(stopped.why));
        return 1;
    }
}

} // namespace groundswell::bench
