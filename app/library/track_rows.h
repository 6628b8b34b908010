#pragma once

#include "library/track.h"
#include "store/database.h"

namespace groundswell::library {

/// Rows of these ids in their order, without those that are gone; within a job.
[[nodiscard]] QList<TrackRow> rowsOf(store::Database& database, const TrackIds& ids);

} // namespace groundswell::library
