#pragma once

#include "lyrics/format.h"

namespace groundswell::lyrics::ttml {

[[nodiscard]] Result<Document> read(const QString& text, const ReadOptions& options, const LineIdMaker& ids);

} // namespace groundswell::lyrics::ttml
