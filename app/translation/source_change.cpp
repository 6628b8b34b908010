#include "translation/source_change.h"

#include <QHash>

namespace groundswell::translation {

TranslationDocument startTranslation(const QString& lang, LyricsId lyrics, qint64 revision,
                                     const lyrics::Document& words)
{
    return applySourceChange({lang, lyrics, revision, {}}, words, revision);
}

TranslationDocument applySourceChange(const TranslationDocument& translation, const lyrics::Document& words,
                                      qint64 revision)
{
    QHash<LineId, Unit> left;
    for (const Unit& unit : translation.units)
        left.insert(unit.line, unit);

    TranslationDocument result = translation;
    result.baseLyricsRevision = revision;
    result.units.clear();
    for (const lyrics::Line& line : words.lines) {
        // A credit is not translated unasked, but what somebody wrote under it stays.
        if (line.role == lyrics::LineRole::Credit && !left.contains(line.id)) continue;
        Unit unit = left.take(line.id);
        unit.line = line.id;
        if (sourceChanged(unit, line.text)) unit.state = UnitState::NeedsWork;
        result.units.append(unit);
    }
    for (const Unit& unit : translation.units) {
        if (left.contains(unit.line) && !unit.text.isEmpty()) result.units.append(unit);
    }
    return result;
}

TranslationDocument withText(TranslationDocument translation, LineId line, const QString& text,
                             const QString& sourceNow)
{
    qsizetype index = indexOfUnit(translation, line);
    if (index < 0) {
        index = translation.units.size();
        translation.units.append({line, {}, {}, UnitState::Untranslated});
    }
    Unit& unit = translation.units[index];
    if (unit.text == text) return translation;
    unit.text = text;
    unit.state = text.isEmpty() ? UnitState::Untranslated : UnitState::Translated;
    unit.sourceText = text.isEmpty() ? QString() : sourceNow;
    return translation;
}

TranslationDocument withState(TranslationDocument translation, LineId line, UnitState state, const QString& sourceNow)
{
    const qsizetype index = indexOfUnit(translation, line);
    const bool done = state == UnitState::Translated || state == UnitState::Approved;
    if (index < 0 || (done && translation.units[index].text.isEmpty())) return translation;
    translation.units[index].state = state;
    if (done) translation.units[index].sourceText = sourceNow;
    return translation;
}

} // namespace groundswell::translation
