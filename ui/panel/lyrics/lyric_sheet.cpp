#include "ui/panel/lyrics/lyric_sheet.h"

#include <QRegularExpression>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

lyrics::TextRange trimmed(const QString& text, lyrics::TextRange range)
{
    qsizetype start = std::clamp<qsizetype>(range.start, 0, text.size());
    qsizetype end = std::clamp<qsizetype>(range.end(), start, text.size());
    while (start < end && text.at(start).isSpace())
        ++start;
    while (end > start && text.at(end - 1).isSpace())
        --end;
    return {start, end - start};
}

QList<lyrics::TextRange> wordRanges(const lyrics::Line& line)
{
    QList<lyrics::TextRange> ranges;
    for (const lyrics::Word& word : line.words) {
        const lyrics::TextRange range = trimmed(line.text, word.range);
        if (range.length > 0) ranges.append(range);
    }
    return ranges;
}

QList<lyrics::TextRange> spacedRanges(const QString& text)
{
    static const QRegularExpression piece(u"[^\\s\\x{3000}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QList<lyrics::TextRange> ranges;
    for (const QRegularExpressionMatch& match : piece.globalMatch(text))
        ranges.append({match.capturedStart(), match.capturedLength()});
    return ranges;
}

QList<RomanColumn> paired(const QList<lyrics::TextRange>& ranges, const QStringList& romans)
{
    QList<RomanColumn> columns;
    for (qsizetype i = 0; i < ranges.size(); ++i)
        columns.append({ranges.at(i), romans.at(i).trimmed()});
    return columns;
}

} // namespace

QList<RomanColumn> romanColumns(const lyrics::Line& line, const QString& roman)
{
    static const QRegularExpression wide(u"\\s{2,}|\\s*[|/]\\s*|\\x{3000}"_s);
    static const QRegularExpression narrow(u"\\s+"_s);
    if (roman.trimmed().isEmpty() || line.text.trimmed().isEmpty()) return {};
    const auto words = wordRanges(line);
    const auto pieces = spacedRanges(line.text);
    const QString sound = roman.trimmed();
    // "minato no  akari ga": two spaces part the columns where one parts the words inside them.
    for (const QRegularExpression& separator : {wide, narrow}) {
        const QStringList romans = sound.split(separator, Qt::SkipEmptyParts);
        if (romans.size() > 1 && romans.size() == words.size()) return paired(words, romans);
        if (romans.size() > 1 && romans.size() == pieces.size()) return paired(pieces, romans);
    }
    return {{trimmed(line.text, {0, line.text.size()}), sound}};
}

std::optional<qint64> lineEnd(const LyricSheet& sheet, qsizetype line)
{
    const auto& lines = sheet.document.lines;
    const lyrics::Line& current = lines.at(line);
    if (!current.startMs) return std::nullopt;
    if (current.endMs) return current.endMs;
    for (qsizetype i = line + 1; i < lines.size(); ++i) {
        if (lines.at(i).startMs && *lines.at(i).startMs > *current.startMs) return lines.at(i).startMs;
    }
    return std::max(sheet.durationMs, *current.startMs + 4000);
}

qsizetype lineAt(const LyricSheet& sheet, qint64 ms)
{
    qsizetype found = -1;
    const auto& lines = sheet.document.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const lyrics::Line& line = lines.at(i);
        if (!line.startMs || line.role == lyrics::LineRole::Background) continue;
        if (*line.startMs > ms) break;
        found = i;
    }
    return found;
}

} // namespace groundswell::ui
