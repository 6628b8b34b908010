#pragma once

#include "base/error.h"

#include <QString>

namespace groundswell::server {

class Village;

/// Loads a demo village (format: app/demo/village_format.md) into an empty one, all of it or nothing. False when the
/// village has people already: then the file is not read. Blocks; people with a password cost a hash each.
[[nodiscard]] Result<bool> seedVillage(Village& village, const QString& path);

} // namespace groundswell::server
