#pragma once

#include <atomic>
#include <cstddef>

// Counts what a piece of code takes from the heap, C libraries included, by standing before glibc's malloc. Include it
// in one source file of a program. The sanitizers have an allocator of their own, and other systems another libc:
// there nothing is counted and canCount() is false.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define GROUNDSWELL_COUNTS_ALLOCATIONS 1
#endif

namespace groundswell::test {

inline std::atomic<long> allocations = 0; // NOLINT: the hooks below have no other place to count

[[nodiscard]] constexpr bool canCount() noexcept
{
#ifdef GROUNDSWELL_COUNTS_ALLOCATIONS
    return true;
#else
    return false;
#endif
}

} // namespace groundswell::test

#ifdef GROUNDSWELL_COUNTS_ALLOCATIONS
extern "C" {
void* __libc_malloc(std::size_t size);                    // NOLINT
void* __libc_calloc(std::size_t count, std::size_t size); // NOLINT
void* __libc_realloc(void* pointer, std::size_t size);    // NOLINT

inline __attribute__((used)) void* malloc(std::size_t size) noexcept
{
    ++groundswell::test::allocations;
    return __libc_malloc(size);
}

inline __attribute__((used)) void* calloc(std::size_t count, std::size_t size) noexcept
{
    ++groundswell::test::allocations;
    return __libc_calloc(count, size);
}

inline __attribute__((used)) void* realloc(void* pointer, std::size_t size) noexcept
{
    ++groundswell::test::allocations;
    return __libc_realloc(pointer, size);
}
}
#endif
