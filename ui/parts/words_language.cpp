#include "ui/parts/words_language.h"

#include "ui/style/settings_store.h"

namespace groundswell::ui {

void setOwnWordsLanguage(SettingsStore& settings, const QString& tag)
{
    settings.setValue(words_language::own, tag); // first: a page that forgets another one turns to this at once
    if (settings.value(words_language::shown) != QLatin1StringView("none"))
        settings.setValue(words_language::shown, {});
    settings.setValue(words_language::translated, {});
}

} // namespace groundswell::ui
