#pragma once

namespace groundswell {

/// Gives the system what this process has freed but still holds. glibc keeps freed memory for the next one who asks in
/// the same threads, for ever where a later allocation lies above it; other C libraries need no telling. Takes some
/// milliseconds, in which other threads' allocations may wait. Any thread, but none that must not wait.
void giveBackFreedMemory() noexcept;

} // namespace groundswell
