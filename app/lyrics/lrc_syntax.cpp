#include "lyrics/lrc_syntax.h"

#include "lyrics/line_ends.h"

#include <QRegularExpression>

namespace groundswell::lyrics::lrc {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar byteOrderMark = u'\uFEFF';

qsizetype skipSpace(QStringView line, qsizetype at)
{
    while (at < line.size() && (line[at].isSpace() || line[at] == byteOrderMark))
        ++at;
    return at;
}

/// Reads digits, at least one and at most `most`. Gives their value, or -1.
qint64 digitsAt(QStringView line, qsizetype& at, int most)
{
    const qsizetype start = at;
    qint64 value = 0;
    while (at < line.size() && at - start < most && line[at] >= u'0' && line[at] <= u'9')
        value = value * 10 + (line[at++].unicode() - u'0');
    return at == start ? -1 : value;
}

void parseTimed(SyntaxLine& line, qsizetype at)
{
    while (const auto stamp = stampAt(line.text, at, u'[', u']')) {
        line.stamps.append(*stamp);
        at = skipSpace(line.text, stamp->end());
    }
    static const QRegularExpression voice(u"\\G([FMD]|[vV]\\d+|bg):\\s*"_s);
    line.voiceAt = line.bodyAt = at;
    if (const auto match = voice.match(line.text, at); match.hasMatch()) {
        line.voice = match.captured(1);
        line.bodyAt = match.capturedEnd();
    }
    line.bodyEnd = line.text.size();
    while (line.bodyEnd > line.bodyAt && line.text[line.bodyEnd - 1].isSpace())
        --line.bodyEnd;
}

bool parseTag(SyntaxLine& line, qsizetype at)
{
    // The last bracket closes it: a value may have brackets of its own.
    static const QRegularExpression tag(u"\\G\\[([A-Za-z][\\w-]*)\\s*:\\s*(.*?)\\s*\\]\\s*$"_s,
                                        QRegularExpression::DotMatchesEverythingOption);
    const auto match = tag.match(line.text, at);
    if (!match.hasMatch()) return false;
    line.kind = LineKind::Tag;
    line.key = match.captured(1);
    line.valueAt = match.capturedStart(2);
    line.valueLength = match.capturedLength(2);
    return true;
}

} // namespace

std::optional<Stamp> stampAt(QStringView line, qsizetype at, QChar open, QChar close)
{
    Stamp stamp;
    stamp.at = at;
    if (at >= line.size() || line[at] != open) return std::nullopt;
    ++at;
    while (at < line.size() && line[at] == u' ')
        ++at;
    const qint64 minutes = digitsAt(line, at, 4);
    if (minutes < 0 || at >= line.size() || line[at] != u':') return std::nullopt;
    ++at;
    const qint64 seconds = digitsAt(line, at, 2);
    if (seconds < 0 || at >= line.size()) return std::nullopt;
    stamp.ms = (minutes * 60 + seconds) * 1000;
    stamp.style.digits = 0;
    if (line[at] == u'.' || line[at] == u':') {
        stamp.style.separator = line[at++];
        const qsizetype start = at;
        const qint64 fraction = digitsAt(line, at, 3);
        if (fraction < 0) return std::nullopt;
        stamp.style.digits = static_cast<int>(at - start);
        const qint64 unit = stamp.style.digits == 1 ? 100 : stamp.style.digits == 2 ? 10 : 1;
        stamp.ms += fraction * unit;
        if (stamp.style.separator == u':') stamp.asHoursMs = ((minutes * 60 + seconds) * 60 + fraction) * 1000;
    }
    while (at < line.size() && line[at] == u' ')
        ++at;
    if (at >= line.size() || line[at] != close) return std::nullopt;
    stamp.length = at + 1 - stamp.at;
    return stamp;
}

QList<SyntaxLine> parse(const QString& text)
{
    QList<SyntaxLine> lines;
    for (const TextLine& textLine : splitLines(text)) {
        SyntaxLine line;
        line.text = textLine.text;
        line.end = textLine.end;
        const qsizetype at = skipSpace(line.text, 0);
        if (at == line.text.size()) {
            line.kind = LineKind::Blank;
        } else if (line.text[at] == u'#') {
            line.kind = LineKind::Comment;
        } else if (stampAt(line.text, at, u'[', u']')) {
            line.kind = LineKind::Timed;
            parseTimed(line, at);
        } else if (!parseTag(line, at)) {
            line.kind = LineKind::Text;
        }
        lines.append(line);
    }
    return lines;
}

} // namespace groundswell::lyrics::lrc
