#pragma once

#include <QString>

namespace groundswell {

/// What a language is called in itself, with a capital where its script has them: "ja" gives 日本語, "pt-BR" Português,
/// "zh-Hant" 中文（繁體）. A region is left out, a script is not. The tag itself where nobody knows it.
[[nodiscard]] QString languageName(const QString& tag);

} // namespace groundswell
