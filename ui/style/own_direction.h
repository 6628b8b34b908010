#pragma once

#include <QString>

namespace groundswell::ui {

/// A text to be painted in words that run in `around`: one of another direction keeps its own, so that its numbers, its
/// full stop and its ellipsis stand where its reader looks for them. Unicode's bidirectional algorithm (UAX 9), first
/// strong isolate.
[[nodiscard]] inline QString inOwnDirection(const QString& text, Qt::LayoutDirection around)
{
    if (text.isRightToLeft() == (around == Qt::RightToLeft)) return text;
    return QChar(0x2068) + text + QChar(0x2069);
}

} // namespace groundswell::ui
