#pragma once

#include <QString>

namespace groundswell::lyrics {

/// How a file writes its times: digits after the second, and what stands before them.
struct StampStyle
{
    int digits = 2; ///< 0..3
    QChar separator = u'.';

    bool operator==(const StampStyle&) const = default;
};

/// "01:02.34" of 62,340 ms. Minutes have two digits or more; a file without a fraction gets one where it is needed.
[[nodiscard]] QString formatStamp(qint64 ms, const StampStyle& style);

} // namespace groundswell::lyrics
