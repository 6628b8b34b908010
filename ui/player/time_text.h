#pragma once

#include <QString>

namespace groundswell::ui {

/// A running time: "4:02", "1:04:02".
[[nodiscard]] QString timeText(qint64 ms);

/// The same for a screen reader: "1 minute 47 seconds".
[[nodiscard]] QString spokenTime(qint64 ms);

} // namespace groundswell::ui
