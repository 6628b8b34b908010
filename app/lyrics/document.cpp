#include "lyrics/document.h"

#include <QStringList>

#include <algorithm>

namespace groundswell::lyrics {

bool hasContent(const Document& document) noexcept
{
    const auto isWritten = [](QChar c) { return !c.isSpace(); };
    return document.instrumental || std::ranges::any_of(document.lines, [&](const Line& line) {
               return std::ranges::any_of(line.text, isWritten);
           });
}

bool isSynced(const Document& document) noexcept
{
    return std::ranges::any_of(document.lines, [](const Line& line) { return line.startMs.has_value(); });
}

bool hasWordTiming(const Document& document) noexcept
{
    return std::ranges::any_of(document.lines, [](const Line& line) { return !line.words.isEmpty(); });
}

qsizetype indexOfLine(const Document& document, LineId id) noexcept
{
    const auto found = std::ranges::find(document.lines, id, &Line::id);
    return found == document.lines.end() ? -1 : found - document.lines.begin();
}

const Line* findLine(const Document& document, LineId id) noexcept
{
    const qsizetype index = indexOfLine(document, id);
    return index < 0 ? nullptr : &document.lines[index];
}

QString tagValue(const Document& document, QStringView key)
{
    const auto found = std::ranges::find(document.tags, key, &Tag::key);
    return found == document.tags.end() ? QString() : found->value;
}

QString textOf(const Layer& layer, LineId id)
{
    const auto found = std::ranges::find(layer.lines, id, &LayerLine::line);
    return found == layer.lines.end() ? QString() : found->text;
}

const Layer* findLayer(const Document& document, LayerKind kind, QStringView lang) noexcept
{
    const auto found = std::ranges::find_if(document.layers, [&](const Layer& layer) {
        return layer.kind == kind && (lang.isEmpty() || layer.lang.compare(lang, Qt::CaseInsensitive) == 0);
    });
    return found == document.layers.end() ? nullptr : &*found;
}

QString plainText(const Document& document)
{
    QStringList texts;
    for (const Line& line : document.lines) {
        if (line.role != LineRole::Credit) texts.append(line.text);
    }
    return texts.join(u'\n');
}

} // namespace groundswell::lyrics
