#include "lyrics/line_ends.h"

#include <algorithm>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

QList<TextLine> splitLines(const QString& text)
{
    QList<TextLine> lines;
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'\n' && text[i] != u'\r') continue;
        const bool pair = text[i] == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n';
        lines.append({text.sliced(start, i - start), text.sliced(i, pair ? 2 : 1)});
        if (pair) ++i;
        start = i + 1;
    }
    if (start < text.size()) lines.append({text.sliced(start), {}});
    return lines;
}

QString joinLines(const QList<TextLine>& lines)
{
    QString text;
    for (const TextLine& line : lines)
        text += line.text + line.end;
    return text;
}

QString usualLineEnd(const QString& text)
{
    const qsizetype pairs = text.count("\r\n"_L1);
    const qsizetype feeds = text.count(u'\n') - pairs;
    const qsizetype returns = text.count(u'\r') - pairs;
    if (pairs > 0 && pairs >= feeds && pairs >= returns) return u"\r\n"_s;
    return returns > feeds ? u"\r"_s : u"\n"_s;
}

} // namespace groundswell::lyrics
