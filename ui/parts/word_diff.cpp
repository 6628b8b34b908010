#include "ui/parts/word_diff.h"

#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <vector>

namespace groundswell::ui {

namespace {

QStringList pieces(const QString& text)
{
    QStringList found;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    qsizetype start = 0;
    while (true) {
        const qsizetype end = finder.toNextBoundary();
        if (end < 0) break;
        if (end > start) found.append(text.mid(start, end - start));
        start = end;
    }
    return found;
}

} // namespace

QList<DiffPiece> wordDiff(const QString& text, const QString& other)
{
    const QStringList a = pieces(text);
    const QStringList b = pieces(other);
    const auto width = size_t(b.size()) + 1;
    std::vector<int> common((size_t(a.size()) + 1) * width, 0);
    const auto at = [&](qsizetype i, qsizetype j) -> int& { return common[size_t(i) * width + size_t(j)]; };
    for (qsizetype i = a.size() - 1; i >= 0; --i) {
        for (qsizetype j = b.size() - 1; j >= 0; --j)
            at(i, j) = a.at(i) == b.at(j) ? at(i + 1, j + 1) + 1 : std::max(at(i + 1, j), at(i, j + 1));
    }
    QList<DiffPiece> diff;
    const auto add = [&diff](const QString& piece, bool changed) {
        if (!diff.isEmpty() && diff.constLast().changed == changed)
            diff.last().text += piece;
        else
            diff.append({piece, changed});
    };
    qsizetype j = 0;
    for (qsizetype i = 0; i < a.size(); ++i) {
        while (j < b.size() && a.at(i) != b.at(j) && at(i, j + 1) >= at(i + 1, j))
            ++j;
        if (j < b.size() && a.at(i) == b.at(j)) {
            add(a.at(i), false);
            ++j;
        } else {
            add(a.at(i), true);
        }
    }
    // A space between two changed words belongs to the change.
    for (qsizetype i = 1; i + 1 < diff.size();) {
        if (!diff.at(i).changed && diff.at(i).text.trimmed().isEmpty()) {
            diff[i - 1].text += diff.at(i).text + diff.at(i + 1).text;
            diff.remove(i, 2);
        } else {
            ++i;
        }
    }
    return diff;
}

QList<TextRange> changedRanges(const QString& text, const QString& other)
{
    QList<TextRange> ranges;
    qsizetype start = 0;
    for (const DiffPiece& piece : wordDiff(text, other)) {
        const QString bare = piece.text.trimmed();
        if (piece.changed && !bare.isEmpty()) ranges.append({start + piece.text.indexOf(bare), bare.size()});
        start += piece.text.size();
    }
    return ranges;
}

} // namespace groundswell::ui
