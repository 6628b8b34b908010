#include "sync/document_merge.h"

#include "lyrics/document_json.h"
#include "lyrics/merge.h"
#include "translation/merge.h"
#include "translation/units_json.h"

#include <QHash>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

namespace {

std::optional<QJsonObject> mergeLyrics(const QJsonObject& base, const QJsonObject& mine, const QJsonObject& theirs)
{
    const auto m = lyrics::documentFromJson(mine);
    const auto t = lyrics::documentFromJson(theirs);
    const auto b = base.isEmpty() ? Result<lyrics::Document>(lyrics::Document{}) : lyrics::documentFromJson(base);
    if (!m || !t || !b) return {};
    auto result = lyrics::merge(*b, *m, *t);
    if (!result.conflicts.isEmpty()) return {};
    return lyrics::toJson(result.merged);
}

std::optional<QJsonObject> mergeTranslations(const QJsonObject& base, const QJsonObject& mine,
                                             const QJsonObject& theirs)
{
    const auto m = translation::translationFromJson(mine);
    const auto t = translation::translationFromJson(theirs);
    if (!m || !t) return {};
    auto empty = translation::TranslationDocument{m->lang, m->lyrics, 0, {}};
    const auto b = base.isEmpty() ? Result<translation::TranslationDocument>(std::move(empty))
                                  : translation::translationFromJson(base);
    if (!b) return {};
    auto result = translation::merge(*b, *m, *t);
    if (!result.conflicts.isEmpty()) return {};
    return translation::toJson(result.merged);
}

QJsonObject sharedLyrics(const QJsonObject& one, const QJsonObject& other)
{
    auto shared = lyrics::documentFromJson(one);
    const auto there = lyrics::documentFromJson(other);
    if (!shared || !there) return {};
    const lyrics::Document nothing;
    if (shared->lang != there->lang) shared->lang = nothing.lang;
    if (shared->instrumental != there->instrumental) shared->instrumental = nothing.instrumental;
    if (shared->tags != there->tags) shared->tags.clear();
    if (shared->preamble != there->preamble) shared->preamble.clear();
    QHash<LineId, lyrics::Line> lines;
    for (const auto& line : there->lines)
        lines.insert(line.id, line);
    shared->lines.removeIf([&](const lyrics::Line& line) { return lines.value(line.id) != line; });
    shared->layers.removeIf([&](const lyrics::Layer& layer) { return !there->layers.contains(layer); });
    return lyrics::toJson(*shared);
}

QJsonObject sharedTranslation(const QJsonObject& one, const QJsonObject& other)
{
    auto shared = translation::translationFromJson(one);
    const auto there = translation::translationFromJson(other);
    if (!shared || !there) return {};
    QHash<LineId, translation::Unit> units;
    for (const auto& unit : there->units)
        units.insert(unit.line, unit);
    shared->units.removeIf([&](const translation::Unit& unit) { return units.value(unit.line) != unit; });
    return translation::toJson(*shared);
}

QString joinedText(const QString& older, const QString& newer)
{
    if (older.trimmed().isEmpty() || older.trimmed() == newer.trimmed()) return newer;
    return newer.trimmed().isEmpty() ? older : older + u'\n' + newer;
}

} // namespace

QJsonObject joinTexts(const QJsonObject& older, const QJsonObject& newer)
{
    auto whole = older;
    for (auto field = newer.begin(); field != newer.end(); ++field)
        whole[field.key()] = field.value();
    whole["text"_L1] = joinedText(older.value("text"_L1).toString(), newer.value("text"_L1).toString());
    return whole;
}

std::optional<QJsonObject> joinTranslations(const QJsonObject& base, const QJsonObject& older, const QJsonObject& newer)
{
    if (older.isEmpty() || newer.isEmpty()) return newer.isEmpty() ? older : newer;
    const auto first = translation::translationFromJson(older);
    auto whole = translation::translationFromJson(newer);
    if (!first || !whole) return {};
    QHash<LineId, QString> begunOn;
    if (const auto both = translation::translationFromJson(base)) {
        for (const auto& unit : both->units)
            begunOn.insert(unit.line, unit.text);
    }
    for (const auto& unit : first->units) {
        const auto at = translation::indexOfUnit(*whole, unit.line);
        if (at < 0) {
            whole->units.append(unit);
            continue;
        }
        auto& kept = whole->units[at];
        const QString before = begunOn.value(unit.line);
        if (unit.text == before || unit.text == kept.text) continue;
        if (kept.text == before || kept.text.isEmpty()) {
            kept = unit;
            continue;
        }
        if (unit.text.isEmpty()) continue;
        kept.text = joinedText(unit.text, kept.text);
        kept.state = translation::UnitState::NeedsWork;
    }
    return translation::toJson(*whole);
}

std::optional<QJsonObject> mergeDocuments(const QString& kind, const QJsonObject& base, const QJsonObject& mine,
                                          const QJsonObject& theirs)
{
    if (mine == theirs || base == theirs) return mine;
    if (base == mine) return theirs;
    if (kind == "lyrics.put"_L1) return mergeLyrics(base, mine, theirs);
    if (kind == "translation.put"_L1) return mergeTranslations(base, mine, theirs);
    return {};
}

QJsonObject sharedPart(const QString& kind, const QJsonObject& one, const QJsonObject& other)
{
    if (one == other) return one;
    if (kind == "lyrics.put"_L1) return sharedLyrics(one, other);
    if (kind == "translation.put"_L1) return sharedTranslation(one, other);
    return {};
}

} // namespace groundswell::sync
