#include "base/language_name.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace groundswell {

QString languageName(const QString& tag)
{
    UErrorCode error = U_ZERO_ERROR;
    const auto asked = icu::Locale::forLanguageTag(tag.toStdString(), error);
    if (U_FAILURE(error) || asked.isBogus() || *asked.getLanguage() == '\0') return tag;
    const icu::Locale locale(icu::Locale(asked.getLanguage(), asked.getScript()));

    icu::UnicodeString name;
    locale.getDisplayName(locale, name);
    if (name.isEmpty()) return tag;
    QString text = QString::fromUtf16(name.getBuffer(), name.length());
    text[0] = text.at(0).toUpper();
    return text;
}

} // namespace groundswell
