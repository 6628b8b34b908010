#pragma once

#include <QString>
#include <QStringList>

namespace groundswell::ui {

/// The languages that one may read or translate into, as BCP-47 tags, by their own names in the order of this locale.
[[nodiscard]] QStringList writtenLanguages();

/// Whether two tags mean the same for a reader: regions do not count, scripts of Chinese do ("zh" is written
/// "zh-Hans").
[[nodiscard]] bool isSameLanguage(const QString& a, const QString& b);

} // namespace groundswell::ui
