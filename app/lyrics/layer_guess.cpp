#include "lyrics/layer_guess.h"

#include "lyrics/script.h"

#include <algorithm>

namespace groundswell::lyrics {

namespace {

struct Group
{
    qsizetype from = 0;
    qsizetype size = 0;
};

QList<Group> groupsOf(const QList<StampedText>& texts)
{
    QList<Group> groups;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        if (!groups.isEmpty() && texts[groups.last().from].ms == texts[i].ms)
            ++groups.last().size;
        else
            groups.append({i, 1});
    }
    return groups;
}

/// Whether the group holds one line in several languages, as far as it alone tells.
bool isStack(const QList<StampedText>& texts, const Group& group)
{
    const auto members = texts.sliced(group.from, group.size);
    return group.size > 1 && std::ranges::none_of(members, &StampedText::standsApart);
}

QString joined(const QList<StampedText>& texts, const QList<Group>& groups, bool last)
{
    QString all;
    for (const Group& group : groups)
        all += texts[group.from + (last ? group.size - 1 : 0)].text + u'\n';
    return all;
}

/// Whether the original stands last in each group.
bool originalIsLast(const QList<StampedText>& texts, const QList<Group>& stacks, const QList<Group>& alone,
                    const LayerHints& hints)
{
    if (hints.order != LayerOrder::Guess) return hints.order == LayerOrder::OriginalLast;
    const Script first = dominantScript(joined(texts, stacks, false));
    const Script last = dominantScript(joined(texts, stacks, true));
    if (first != last) {
        for (const Script wanted :
             {scriptOfLanguage(hints.lang), dominantScript(hints.title), dominantScript(joined(texts, alone, false))}) {
            if (wanted == first) return false;
            if (wanted == last) return true;
        }
    }
    const auto worded = [&](bool atEnd) {
        return std::ranges::count_if(stacks,
                                     [&](const Group& g) { return texts[g.from + (atEnd ? g.size - 1 : 0)].hasWords; });
    };
    return worded(true) > worded(false);
}

} // namespace

LayerGuess guessLayers(const QList<StampedText>& texts, const LayerHints& hints)
{
    LayerGuess guess{QList<int>(texts.size(), -1), {}};
    QList<Group> stacks;
    QList<Group> alone;
    qsizetype differing = 0;
    for (const Group& group : groupsOf(texts)) {
        if (!isStack(texts, group)) {
            alone.append(group);
            continue;
        }
        stacks.append(group);
        const Script first = dominantScript(texts[group.from].text);
        if (dominantScript(texts[group.from + group.size - 1].text) != first) ++differing;
    }
    const bool usual = stacks.size() * 2 >= stacks.size() + alone.size();
    if (stacks.isEmpty() || (!usual && differing * 2 < stacks.size() && hints.order == LayerOrder::Guess)) return guess;

    const bool last = originalIsLast(texts, stacks, alone, hints);
    QList<QString> layerTexts;
    for (const Group& group : std::as_const(stacks)) {
        int layer = 0;
        for (qsizetype i = 0; i < group.size; ++i) {
            if (i == (last ? group.size - 1 : 0)) continue;
            guess.layerOf[group.from + i] = layer;
            if (layer == layerTexts.size()) layerTexts.append(QString());
            layerTexts[layer++] += texts[group.from + i].text + u'\n';
        }
    }
    const bool japanese = dominantScript(joined(texts, stacks, last)) == Script::Japanese;
    for (const QString& text : std::as_const(layerTexts)) {
        const bool romaji = japanese && dominantScript(text) == Script::Latin && looksLikeRomaji(text);
        guess.kinds.append(romaji ? LayerKind::Pronunciation : LayerKind::Translation);
    }
    return guess;
}

} // namespace groundswell::lyrics
