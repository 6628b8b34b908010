#include "base/language_name.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestLanguageName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesALanguageInItself_data();
    void namesALanguageInItself();
};

void TestLanguageName::namesALanguageInItself_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QString>("name");
    QTest::newRow("English") << u"en"_s << u"English"_s;
    QTest::newRow("region is left out") << u"pt-BR"_s << u"Português"_s;
    QTest::newRow("Spanish") << u"es"_s << u"Español"_s;
    QTest::newRow("no capitals") << u"ja"_s << u"日本語"_s;
    QTest::newRow("right to left") << u"ar"_s << u"العربية"_s;
    QTest::newRow("undetermined") << u"und"_s << u"und"_s;
    QTest::newRow("nonsense") << u"!!"_s << u"!!"_s;
}

void TestLanguageName::namesALanguageInItself()
{
    QFETCH(QString, tag);
    QTEST(groundswell::languageName(tag), "name");
}

QTEST_GUILESS_MAIN(TestLanguageName)
#include "tst_language_name.moc"
