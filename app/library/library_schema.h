#pragma once

#include "store/schema.h"

namespace groundswell::library {

/// library.db: the user's own tracks, history and settings. Copied before a migration.
[[nodiscard]] store::Schema librarySchema();

} // namespace groundswell::library
