#pragma once

#include "store/schema.h"

namespace groundswell::sync {

/// outbox.db: the person's own words. Every commit is on the disk; a damaged file is never set aside.
[[nodiscard]] store::Schema outboxSchema();
/// cache.db: what the village said; begun anew when damaged.
[[nodiscard]] store::Schema cacheSchema();

} // namespace groundswell::sync
