#pragma once

#include <QRectF>

namespace groundswell::ui {

class Look;

/// Where the columns of the translation table stand, for closed rows, the open row and the header alike. px. Where two
/// columns would be too narrow to read, the translation stands under its source.
struct UnitColumns
{
    static constexpr qreal leastForTwo = 520;

    bool stacked = false; ///< the translation stands under the source
    qreal dot = 0;        ///< centre of the state's shape
    qreal number = 0;     ///< left of the number
    qreal source = 0;     ///< left of the source
    qreal sourceWidth = 0;
    qreal target = 0;      ///< left of the translation's text
    qreal targetWidth = 0; ///< in the open row, beside its button
    qreal closedWidth = 0; ///< in the closed rows, beside the time
    qreal right = 0;       ///< right edge of the time

    [[nodiscard]] static UnitColumns forWidth(qreal width) noexcept
    {
        UnitColumns columns;
        columns.dot = 21;
        columns.number = 36;
        columns.source = 60;
        columns.stacked = width < leastForTwo;
        columns.right = width - 16;
        columns.target = columns.stacked ? columns.source : width * 0.46 + 2;
        columns.targetWidth = columns.right - 52 - columns.target;
        columns.closedWidth = columns.right - 40 - columns.target;
        columns.sourceWidth = columns.stacked ? columns.closedWidth : columns.target - columns.source - 16;
        return columns;
    }
};

} // namespace groundswell::ui
