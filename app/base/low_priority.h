#pragma once

namespace groundswell {

/// How far a thread steps back.
enum class LowPriority {
    BehindTheWindow, ///< somebody waits for it, but less than for the window and the sound
    Leftovers,       ///< what all others leave
};

/// From now on the scheduler gives this thread, and on Linux the threads and processes it starts, less than others.
void runAtLowPriority(LowPriority priority = LowPriority::Leftovers);

} // namespace groundswell
