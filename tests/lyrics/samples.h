#pragma once

#include "base/clock.h"
#include "lyrics/format.h"

#include <QStringList>

namespace groundswell::lyrics::samples {

/// The n-th of a row of fixed ids.
inline LineId lineId(int n)
{
    return LineId::fromString(QStringLiteral("01900000-0000-7000-8000-%1").arg(n, 12, 10, QLatin1Char('0')));
}

/// Gives lineId(0), lineId(1) and so on.
inline LineIdMaker counting()
{
    return [n = 0]() mutable { return lineId(n++); };
}

/// One line a text, ids lineId(0)…, one second apart.
inline Document document(const QStringList& texts)
{
    Document result;
    for (int i = 0; i < texts.size(); ++i) {
        Line line;
        line.id = lineId(i);
        line.startMs = 1000 * (i + 1);
        line.text = texts[i];
        result.lines.append(line);
    }
    return result;
}

inline QStringList textsOf(const Document& document)
{
    QStringList texts;
    for (const Line& line : document.lines)
        texts.append(line.text);
    return texts;
}

} // namespace groundswell::lyrics::samples
