#pragma once

namespace groundswell {

/// From now on the scheduler gives this thread, and on Linux the threads and processes it starts, what the others
/// leave.
void runAtLowPriority();

} // namespace groundswell
