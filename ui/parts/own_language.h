#pragma once

#include <QLocale>
#include <QString>

namespace groundswell::ui {

/// The tag of the language that people of a locale read: without its region, and with the script where one language is
/// written in two, so that "zh" does not stand beside "zh-Hans".
[[nodiscard]] inline QString ownLanguage(const QLocale& locale = QLocale())
{
    const QString language = locale.bcp47Name().section(u'-', 0, 0);
    if (locale.language() != QLocale::Chinese) return language;
    return locale.script() == QLocale::TraditionalHanScript ? QStringLiteral("zh-Hant") : QStringLiteral("zh-Hans");
}

} // namespace groundswell::ui
