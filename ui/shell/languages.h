#pragma once

class QCoreApplication;
class QLocale;

namespace groundswell::ui {

/// Lets the program speak the person's language where there is a translation, else English. Before the first
/// window; a second call changes nothing. The translators belong to the application.
void installLanguage(QCoreApplication& app, const QLocale& locale);

} // namespace groundswell::ui
