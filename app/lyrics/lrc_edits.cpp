#include "lyrics/lrc_edits.h"

#include "lyrics/line_ends.h"

namespace groundswell::lyrics::lrc {

using namespace Qt::StringLiterals;

namespace {

bool holdsOn(const QString& voice)
{
    return voice == "F"_L1 || voice == "M"_L1 || voice == "D"_L1;
}

} // namespace

bool isVoice(const QString& agent)
{
    if (holdsOn(agent)) return true;
    bool isNumber = false;
    if (agent.startsWith(u'v')) static_cast<void>(QStringView(agent).sliced(1).toUInt(&isNumber));
    return isNumber;
}

QString Edits::editedTimed(const SyntaxLine& line, const LineEdit& edit, const QString& neededVoice) const
{
    const QStringView text = line.text;
    QString result = text.first(line.stamps.first().at).toString();
    for (qsizetype i = 0; i < line.stamps.size(); ++i) {
        const Stamp& stamp = line.stamps[i];
        const qsizetype next = i + 1 < line.stamps.size() ? line.stamps[i + 1].at : stamp.end();
        const auto time = edit.stamps.constFind(i);
        if (time == edit.stamps.end())
            result += text.sliced(stamp.at, next - stamp.at);
        else if (!time->isEmpty())
            result += u'[' + *time + u']' + line.text.sliced(stamp.end(), next - stamp.end());
    }
    const qsizetype last = line.stamps.last().end();
    result += text.sliced(last, line.voiceAt - last);
    if (edit.voice)
        result += *edit.voice;
    else
        result += neededVoice + line.text.sliced(line.voiceAt, line.bodyAt - line.voiceAt);
    return result + (edit.body ? *edit.body : line.body().toString()) + line.text.sliced(line.bodyEnd);
}

QString Edits::edited(const SyntaxLine& line, const LineEdit& edit, const QString& neededVoice) const
{
    if (edit.whole) return *edit.whole;
    if (edit.value) {
        QString text = line.text;
        return text.replace(line.valueAt, line.valueLength, *edit.value);
    }
    return line.kind == LineKind::Timed ? editedTimed(line, edit, neededVoice) : line.text;
}

QString Edits::text(const QString& lineEnd) const
{
    QList<TextLine> lines;
    // F, M and D hold until the next of them: a line that inherited one keeps its singer by a marker of its own when
    // the line above it changes.
    QString heldBefore;
    QString heldNow;
    const auto insert = [&](qsizetype at) {
        for (const NewLine& line : m_inserted.value(at)) {
            lines.append({line.text, lineEnd});
            if (line.voiceAt >= 0 && holdsOn(line.agent)) heldNow = line.agent;
        }
    };
    insert(-1);
    for (qsizetype i = 0; i < m_syntax.size(); ++i) {
        const SyntaxLine& line = m_syntax[i];
        const LineEdit& edit = m_lines[i];
        if (holdsOn(line.voice)) heldBefore = line.voice;
        if (!edit.removed) {
            QString needed;
            if (line.kind == LineKind::Timed && line.voice.isEmpty() && !edit.voice && line.bodyEnd > line.bodyAt &&
                heldBefore != heldNow && !heldBefore.isEmpty()) {
                needed = heldBefore + u": "_s;
                heldNow = heldBefore;
            }
            lines.append({edited(line, edit, needed), line.end});
            const QString voice = edit.voice ? edit.agent.value_or(QString()) : line.voice;
            if (holdsOn(voice)) heldNow = voice;
        }
        insert(i);
    }
    if (lines.isEmpty()) return {};
    const bool endless = !m_syntax.isEmpty() && m_syntax.last().end.isEmpty();
    for (TextLine& line : lines) {
        if (line.end.isEmpty()) line.end = lineEnd;
    }
    if (endless) lines.last().end.clear();
    return joinLines(lines);
}

} // namespace groundswell::lyrics::lrc
