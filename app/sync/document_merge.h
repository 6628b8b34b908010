#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace groundswell::sync {

/// Three-way merge of an operation's document by the words' own rules (lyrics/merge.h, translation/merge.h). None when
/// a field was changed differently on both sides, or when a document cannot be read: then a person decides. Pure.
/// `kind` is lyrics.put or translation.put; an empty base means that there was none.
[[nodiscard]] std::optional<QJsonObject> mergeDocuments(const QString& kind, const QJsonObject& base,
                                                        const QJsonObject& mine, const QJsonObject& theirs);

/// What two documents have in common: the lines, fields and tags that are the same in both. Empty where one is empty or
/// cannot be read. Pure.
[[nodiscard]] QJsonObject sharedPart(const QString& kind, const QJsonObject& one, const QJsonObject& other);

/// Makes one draft of two that one person wrote of one text without seeing them together, {"text": ...} beside other
/// fields: all words of both, the older ones first. Pure.
[[nodiscard]] QJsonObject joinTexts(const QJsonObject& older, const QJsonObject& newer);
/// The same of two translation::TranslationDocuments, both begun on `base` (empty: on nothing): a line that only one of
/// them changed is as that one has it, one that both changed has both and needs work. None where one of them cannot be
/// read. Pure.
[[nodiscard]] std::optional<QJsonObject> joinTranslations(const QJsonObject& base, const QJsonObject& older,
                                                          const QJsonObject& newer);

} // namespace groundswell::sync
