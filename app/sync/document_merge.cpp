#include "sync/document_merge.h"

#include "lyrics/document_json.h"
#include "lyrics/merge.h"
#include "translation/merge.h"
#include "translation/units_json.h"

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

} // namespace

std::optional<QJsonObject> mergeDocuments(const QString& kind, const QJsonObject& base, const QJsonObject& mine,
                                          const QJsonObject& theirs)
{
    if (mine == theirs || base == theirs) return mine;
    if (base == mine) return theirs;
    if (kind == "lyrics.put"_L1) return mergeLyrics(base, mine, theirs);
    if (kind == "translation.put"_L1) return mergeTranslations(base, mine, theirs);
    return {};
}

} // namespace groundswell::sync
