#pragma once

#include <QByteArray>

#include <cstdio>
#include <cstdlib>

namespace groundswell::fuzz {

/// Ends the fuzzer, which keeps the input, where something that always holds does not.
inline void require(bool condition, const char* what)
{
    if (condition) return;
    std::fprintf(stderr, "fuzz: %s\n", what);
    std::abort();
}

[[nodiscard]] inline QByteArray bytesOf(const uint8_t* data, size_t size)
{
    return {reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)};
}

} // namespace groundswell::fuzz
