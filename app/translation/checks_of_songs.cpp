#include "translation/check_functions.h"

#include <QCoreApplication>
#include <QHash>

namespace groundswell::translation {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TranslationChecks)
};

} // namespace

void checkLineCount(const CheckInput& input, QList<Finding>& findings)
{
    int missing = 0;
    const auto units = unitsByLine(input.translation);
    for (const lyrics::Line& line : input.words.lines) {
        const Unit* unit = units.value(line.id);
        if (!unit) {
            if (line.role != lyrics::LineRole::Credit) ++missing;
            continue;
        }
        if (unit->text.count(u'\n') <= line.text.count(u'\n')) continue;
        Finding finding;
        finding.line = line.id;
        finding.message = Texts::tr("The translation has more lines than the original.");
        if (!line.text.contains(u'\n')) finding.fix = unit->text.simplified();
        findings.append(finding);
    }
    if (missing == 0) return;
    Finding finding;
    finding.message = Texts::tr("The translation leaves out %n line(s) of the words.", nullptr, missing);
    findings.append(finding);
}

void checkChorus(const CheckInput& input, QList<Finding>& findings)
{
    QHash<QString, const Unit*> first;
    const auto units = unitsByLine(input.translation);
    for (const lyrics::Line& line : input.words.lines) {
        const Unit* unit = units.value(line.id);
        const QString source = line.text.simplified().toCaseFolded();
        if (!unit || unit->text.trimmed().isEmpty() || source.isEmpty()) continue;
        const Unit*& earlier = first[source];
        if (!earlier) {
            earlier = unit;
        } else if (earlier->text.simplified() != unit->text.simplified()) {
            Finding finding;
            finding.line = line.id;
            finding.message = Texts::tr("The same line is translated as \u201c%1\u201d further up.").arg(earlier->text);
            finding.fix = earlier->text;
            findings.append(finding);
        }
    }
}

} // namespace groundswell::translation
