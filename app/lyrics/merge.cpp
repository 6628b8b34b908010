#include "lyrics/merge.h"

#include "lyrics/conflict_values.h"
#include "lyrics/merge_order.h"

#include <QHash>

#include <algorithm>

namespace groundswell::lyrics {

namespace {

/// The value that two edits of `base` make together; nothing where they conflict.
template <class T>
std::optional<T> together(const T& base, const T& mine, const T& theirs)
{
    if (mine == theirs || mine == base) return theirs;
    if (theirs == base) return mine;
    return std::nullopt;
}

/// Merges the lines' fields and gathers the conflicts.
class LineMerge
{
public:
    explicit LineMerge(QList<Conflict>& conflicts)
        : m_conflicts(conflicts)
    {
    }

    [[nodiscard]] Line merge(const Line& base, const Line& mine, const Line& theirs)
    {
        Line merged = theirs;
        field(Field::Text, &Line::text, base, mine, theirs, merged);
        field(Field::Part, &Line::part, base, mine, theirs, merged);
        field(Field::Agent, &Line::agent, base, mine, theirs, merged);
        field(Field::Role, &Line::role, base, mine, theirs, merged);
        times(base, mine, theirs, merged);
        words(base, mine, theirs, merged);
        return merged;
    }

private:
    template <class T>
    void field(Field which, T Line::* member, const Line& base, const Line& mine, const Line& theirs, Line& merged)
    {
        if (const auto value = together(base.*member, mine.*member, theirs.*member))
            merged.*member = *value;
        else
            conflict(which, base, mine, theirs);
    }

    void times(const Line& base, const Line& mine, const Line& theirs, Line& merged)
    {
        field(Field::Start, &Line::startMs, base, mine, theirs, merged);
        field(Field::End, &Line::endMs, base, mine, theirs, merged);
        // One side moved the start and the other the end until they crossed: neither meant that.
        if (merged.endMs && (!merged.startMs || *merged.endMs < *merged.startMs)) {
            merged.startMs = theirs.startMs;
            merged.endMs = theirs.endMs;
            const auto reported = [&](Field which) {
                return std::ranges::any_of(m_conflicts,
                                           [&](const Conflict& c) { return c.line == mine.id && c.field == which; });
            };
            if (mine.startMs != base.startMs && mine.startMs != theirs.startMs && !reported(Field::Start))
                conflict(Field::Start, base, mine, theirs);
            if (mine.endMs != base.endMs && mine.endMs != theirs.endMs && !reported(Field::End))
                conflict(Field::End, base, mine, theirs);
        }
    }

    void words(const Line& base, const Line& mine, const Line& theirs, Line& merged)
    {
        const auto fitted = [&](const Line& side) { return fitWords(side.words, side.text, merged.text); };
        const QList<Word> ours = fitted(mine);
        const QList<Word> others = fitted(theirs);
        // Either side's words may still be the base's, carried over to that side's own text.
        const bool mineKept = mine.words == fitWords(base.words, base.text, mine.text) || ours == fitted(base);
        const bool theirsKept = theirs.words == fitWords(base.words, base.text, theirs.text) || others == fitted(base);
        if (ours == others || (mineKept && !theirsKept)) {
            merged.words = others;
        } else if (theirsKept && !mineKept) {
            merged.words = ours;
        } else if (mineKept && theirsKept) {
            merged.words = merged.text == mine.text ? mine.words : merged.text == theirs.text ? theirs.words : others;
        } else {
            merged.words = others;
            conflict(Field::Words, base, mine, theirs);
        }
    }

    void conflict(Field which, const Line& base, const Line& mine, const Line& theirs)
    {
        m_conflicts.append({which, mine.id, {}, valueOf(which, base), valueOf(which, mine), valueOf(which, theirs)});
    }

    QList<Conflict>& m_conflicts;
};

QHash<LineId, Line> byId(const Document& document)
{
    QHash<LineId, Line> lines;
    for (const Line& line : document.lines)
        lines.insert(line.id, line);
    return lines;
}

QList<LineId> idsOf(const Document& document)
{
    QList<LineId> ids;
    for (const Line& line : document.lines)
        ids.append(line.id);
    return ids;
}

void mergeLines(const Document& base, const Document& mine, const Document& theirs, MergeResult& result)
{
    const QHash<LineId, Line> baseLines = byId(base);
    const QHash<LineId, Line> myLines = byId(mine);
    const QHash<LineId, Line> theirLines = byId(theirs);
    LineMerge lineMerge(result.conflicts);

    QHash<LineId, Line> merged;
    QSet<LineId> kept;
    const auto keep = [&](const Line& line) {
        merged.insert(line.id, line);
        kept.insert(line.id);
    };
    const auto lineOf = [](const QHash<LineId, Line>& lines, LineId id) {
        const auto found = lines.constFind(id);
        return found == lines.end() ? QJsonValue() : QJsonValue(toJson(*found));
    };
    // One deleted it: it goes, unless the other edited it since.
    const auto deletedByOne = [&](const Line& left) {
        if (left == baseLines.value(left.id)) return;
        result.conflicts.append({Field::Presence,
                                 left.id,
                                 {},
                                 lineOf(baseLines, left.id),
                                 lineOf(myLines, left.id),
                                 lineOf(theirLines, left.id)});
        keep(left);
    };
    for (const Line& line : mine.lines) {
        const auto other = theirLines.constFind(line.id);
        if (other != theirLines.end()) {
            Line nothing;
            nothing.id = line.id;
            keep(lineMerge.merge(baseLines.value(line.id, nothing), line, *other));
        } else if (baseLines.contains(line.id)) {
            deletedByOne(line);
        } else {
            keep(line);
        }
    }
    for (const Line& line : theirs.lines) {
        if (myLines.contains(line.id)) continue;
        if (baseLines.contains(line.id))
            deletedByOne(line);
        else
            keep(line);
    }
    for (const LineId id : mergeOrder(idsOf(base), idsOf(mine), idsOf(theirs), kept))
        result.merged.lines.append(merged.value(id));
}

Layer layerByKey(const Document& document, const QString& key)
{
    const auto found = std::ranges::find(document.layers, key, layerKey);
    return found == document.layers.end() ? Layer() : *found;
}

QHash<LineId, QString> textsOf(const Layer& layer)
{
    QHash<LineId, QString> texts;
    for (const LayerLine& line : layer.lines)
        texts.insert(line.line, line.text);
    return texts;
}

Layer mergeLayer(const QString& key, const Document& base, const Document& mine, const Document& theirs,
                 MergeResult& result)
{
    const Layer myLayer = layerByKey(mine, key);
    const Layer theirLayer = layerByKey(theirs, key);
    const QHash<LineId, QString> baseTexts = textsOf(layerByKey(base, key));
    const QHash<LineId, QString> myTexts = textsOf(myLayer);
    const QHash<LineId, QString> theirTexts = textsOf(theirLayer);

    Layer merged{theirLayer.lang.isEmpty() ? myLayer.kind : theirLayer.kind,
                 theirLayer.lang.isEmpty() ? myLayer.lang : theirLayer.lang,
                 {}};
    QSet<LineId> seen;
    const auto mergeText = [&](LineId id) {
        if (seen.contains(id)) return;
        seen.insert(id);
        const QString was = baseTexts.value(id);
        const QString my = myTexts.value(id);
        const QString their = theirTexts.value(id);
        const auto text = together(was, my, their);
        if (!text) result.conflicts.append({Field::LayerText, id, key, was, my, their});
        const QString chosen = text.value_or(their.isEmpty() ? my : their);
        if (!chosen.isEmpty()) merged.lines.append({id, chosen});
    };
    for (const Line& line : std::as_const(result.merged.lines))
        mergeText(line.id);
    for (const LayerLine& line : theirLayer.lines)
        mergeText(line.line);
    for (const LayerLine& line : myLayer.lines)
        mergeText(line.line);
    return merged;
}

void mergeLayers(const Document& base, const Document& mine, const Document& theirs, MergeResult& result)
{
    QList<QString> keys;
    for (const Document* side : {&theirs, &mine}) {
        for (const Layer& layer : side->layers) {
            if (!keys.contains(layerKey(layer))) keys.append(layerKey(layer));
        }
    }
    const auto has = [](const Document& side, const QString& key) {
        return std::ranges::contains(side.layers, key, layerKey);
    };
    for (const QString& key : std::as_const(keys)) {
        const Layer layer = mergeLayer(key, base, mine, theirs, result);
        const bool onBothSides = has(mine, key) && has(theirs, key);
        if (!layer.lines.isEmpty() || onBothSides || !has(base, key)) result.merged.layers.append(layer);
    }
}

template <class T>
void mergeHead(Field which, T Document::* member, const Document& base, const Document& mine, const Document& theirs,
               MergeResult& result)
{
    if (const auto value = together(base.*member, mine.*member, theirs.*member)) {
        result.merged.*member = *value;
    } else {
        result.merged.*member = theirs.*member;
        result.conflicts.append({which, {}, {}, valueOf(which, base), valueOf(which, mine), valueOf(which, theirs)});
    }
}

} // namespace

MergeResult merge(const Document& base, const Document& mine, const Document& theirs)
{
    MergeResult result;
    mergeHead(Field::Lang, &Document::lang, base, mine, theirs, result);
    mergeHead(Field::Instrumental, &Document::instrumental, base, mine, theirs, result);
    mergeHead(Field::Tags, &Document::tags, base, mine, theirs, result);
    mergeHead(Field::Preamble, &Document::preamble, base, mine, theirs, result);
    mergeLines(base, mine, theirs, result);
    mergeLayers(base, mine, theirs, result);
    return result;
}

} // namespace groundswell::lyrics
