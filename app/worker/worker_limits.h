#pragma once

#include <chrono>

namespace groundswell::worker {

/// Takes away from this process what a reader of strangers' files does not need. On Linux: at most 2 GiB of address
/// space (with OutOfMemoryExitCode when it is not enough), no file is written, no core is dumped, no privilege is
/// gained, and it dies with its parent. On macOS the same without the address space and the parent. Elsewhere nothing.
/// Under the sanitizers, which need an address space of their own, the memory is not limited.
void limitThisProcess();

/// From now on, so much CPU time until SIGXCPU ends the process.
void limitCpuTime(std::chrono::seconds time);

} // namespace groundswell::worker
