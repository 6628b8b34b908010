#pragma once

class QCoreApplication;
class QLocale;

namespace groundswell {

/// Lets the program speak the person's language where there is a translation, else English. Before the first sentence;
/// a second call changes nothing. The translators belong to the application. Main thread.
void installLanguage(QCoreApplication& app, const QLocale& locale);

} // namespace groundswell
