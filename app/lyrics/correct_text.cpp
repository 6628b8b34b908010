#include "lyrics/correct_text.h"

#include "lyrics/merge.h"
#include "lyrics/reattach_ids.h"

#include <QHash>
#include <QSet>

namespace groundswell::lyrics {

namespace {

/// Pairs what reattachIds() left alone: rewritten lines between the same two neighbours, where none came or went.
/// `places` has the old index of each new line, -1 for none.
void pairByOrder(QList<qsizetype>& places, qsizetype oldCount)
{
    const QSet<qsizetype> taken(places.cbegin(), places.cend());
    for (qsizetype from = 0; from < places.size();) {
        if (places[from] >= 0) {
            ++from;
            continue;
        }
        qsizetype to = from;
        while (to < places.size() && places[to] < 0)
            ++to;
        const qsizetype first = from == 0 ? 0 : places[from - 1] + 1;
        const qsizetype end = to == places.size() ? oldCount : places[to];
        QList<qsizetype> free;
        for (qsizetype old = first; old < end; ++old) {
            if (!taken.contains(old)) free.append(old);
        }
        for (qsizetype i = from; i < to && free.size() == to - from; ++i)
            places[i] = free[i - from];
        from = to;
    }
}

} // namespace

Document correctedText(const Document& before, const QStringList& lines, const LineIdMaker& ids)
{
    Document written;
    for (const QString& text : lines) {
        Line line;
        line.id = ids();
        line.text = text;
        written.lines.append(line);
    }
    written = reattachIds(before, written);

    QHash<LineId, qsizetype> known;
    for (qsizetype i = 0; i < before.lines.size(); ++i)
        known.insert(before.lines[i].id, i);
    QList<qsizetype> places;
    for (const Line& line : std::as_const(written.lines))
        places.append(known.value(line.id, -1));
    pairByOrder(places, before.lines.size());

    Document result = before;
    result.lines.clear();
    const bool synced = isSynced(before);
    for (qsizetype i = 0; i < places.size(); ++i) {
        Line line = places[i] >= 0 ? before.lines[places[i]] : written.lines[i];
        const QString& text = written.lines[i].text;
        if (places[i] < 0 && synced && text.trimmed().isEmpty()) continue; // an empty line in time is a rest: not this
        line.words = fitWords(line.words, line.text, text);
        line.text = text;
        result.lines.append(line);
    }
    QSet<LineId> left;
    for (const Line& line : std::as_const(result.lines))
        left.insert(line.id);
    for (Layer& layer : result.layers)
        layer.lines.removeIf([&left](const LayerLine& line) { return !left.contains(line.line); });
    return result;
}

} // namespace groundswell::lyrics
