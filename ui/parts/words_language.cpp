#include "ui/parts/words_language.h"

#include "ui/style/settings_store.h"

namespace groundswell::ui {

void setOwnWordsLanguage(SettingsStore& settings, const QString& tag)
{
    if (settings.value(words_language::shown) != QLatin1StringView("none"))
        settings.setValue(words_language::shown, {});
    settings.setValue(words_language::translated, {});
    settings.setValue(words_language::own, tag);
}

} // namespace groundswell::ui
