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

} // namespace groundswell::sync
