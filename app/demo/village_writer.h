#pragma once

#include "base/error.h"
#include "demo/arrange.h"

#include <QJsonObject>

namespace groundswell::demo {

/// The seed of the demo village as village_format.md tells it, from resources/demo and the pieces.
[[nodiscard]] Result<QJsonObject> villageJson(const std::vector<Piece>& pieces, Length length);

} // namespace groundswell::demo
