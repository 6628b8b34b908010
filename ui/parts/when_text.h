#pragma once

#include <QLocale>
#include <QString>

namespace groundswell::ui {

/// When something was written, as short as a list allows: "now", "9 min", "2 h", "3 Mar", "Mar 2024". Milliseconds
/// since 1970-01-01 UTC; shown in the local time zone.
[[nodiscard]] QString whenText(qint64 thenMs, qint64 nowMs, const QLocale& locale = {});

/// A place in a song: "1:47", from an hour on "1:02:03".
[[nodiscard]] QString clockText(qint64 ms);

/// The same for a screen reader: "1 minute 47".
[[nodiscard]] QString spokenClock(qint64 ms);

} // namespace groundswell::ui
