#include "languages/languages.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace groundswell {

void installLanguage(QCoreApplication& app, const QLocale& locale)
{
    if (app.findChild<QTranslator*>()) return;
    // The one installed last is asked first, so English stands below for what is not translated: its plurals.
    for (const auto& wanted : {QLocale(QLocale::English), locale}) {
        auto* translator = new QTranslator(&app);
        if (translator->load(wanted, u"groundswell"_s, u"_"_s, u":/i18n"_s))
            app.installTranslator(translator);
        else
            delete translator;
    }
}

} // namespace groundswell
