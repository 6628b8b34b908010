#pragma once

#include <QString>

namespace groundswell::ui {

class SettingsStore;

/// Keys of the settings that name a language of translations; the values are BCP-47 tags, empty where none was chosen.
namespace words_language {
inline const QString own = QStringLiteral("words/language");            ///< the person's, from the settings page
inline const QString shown = QStringLiteral("lyrics/translation");      ///< under the words, or "none"
inline const QString translated = QStringLiteral("translate/language"); ///< what the editor was turned to
} // namespace words_language

/// Sets the person's language. It counts everywhere from now on, also on pages that were turned to another one; where
/// no translation is to be shown, none is.
void setOwnWordsLanguage(SettingsStore& settings, const QString& tag);

} // namespace groundswell::ui
