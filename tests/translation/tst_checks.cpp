#include "translation/checks.h"
#include "translation/source_change.h"

#include <QSet>
#include <QTest>

using namespace groundswell;
using namespace groundswell::translation;
using namespace Qt::StringLiterals;

namespace {

LineId lineId(qsizetype n)
{
    return LineId::fromString(u"01900000-0000-7000-8000-%1"_s.arg(n, 12, 10, QLatin1Char('0')));
}

struct Song
{
    lyrics::Document words;
    TranslationDocument translation;
};

/// A song of these lines: source, translation.
Song song(const QString& lang, const QList<std::pair<QString, QString>>& lines)
{
    Song result;
    result.translation.lang = lang;
    for (const auto& [source, text] : lines) {
        lyrics::Line line;
        line.id = lineId(result.words.lines.size());
        line.text = source;
        result.words.lines.append(line);
        const UnitState state = text.isEmpty() ? UnitState::Untranslated : UnitState::Translated;
        result.translation.units.append({line.id, source, text, state});
    }
    return result;
}

QList<Finding> findings(const Song& song)
{
    return runChecks({song.words, song.translation});
}

/// The ids of what is found in one line.
QStringList found(const QString& source, const QString& text, const QString& lang = u"en"_s)
{
    QStringList ids;
    for (const Finding& finding : findings(song(lang, {{source, text}})))
        ids.append(finding.check);
    return ids;
}

Finding only(const QString& source, const QString& text, const QString& lang = u"en"_s)
{
    const QList<Finding> all = findings(song(lang, {{source, text}}));
    return all.size() == 1 ? all.first() : Finding();
}

} // namespace

class ChecksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreUniqueAndEachHasASentence()
    {
        QSet<QLatin1StringView> ids;
        for (const Check& check : allChecks())
            ids.insert(check.id);
        QCOMPARE(ids.size(), static_cast<qsizetype>(allChecks().size()));
    }

    void aGoodTranslationHasNoFindings()
    {
        QVERIFY(findings(song(u"en"_s, {{u"夜の雨が降る"_s, u"Night rain is falling"_s},
                                        {u"あなたは、どこ？"_s, u"Where are you?"_s},
                                        {u"ああ"_s, QString()}}))
                    .isEmpty());
    }

    void findsEmptyDoneLines()
    {
        Song s = song(u"en"_s, {{u"夜"_s, QString()}});
        s.translation.units[0].state = UnitState::Approved;
        s.translation.units[0].text = u"  "_s;
        const QList<Finding> all = findings(s);
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0].check, "empty-done"_L1);
        QVERIFY(hasErrors(all));
        QVERIFY(!all[0].message.isEmpty());
    }

    void findsMissingLinesAndTooManyLineBreaks()
    {
        Song s = song(u"en"_s, {{u"夜"_s, u"night"_s}, {u"雨"_s, u"ra\nin"_s}, {u"作词 : X"_s, QString()}});
        s.translation.units.removeAt(2);
        s.words.lines[2].role = lyrics::LineRole::Credit;
        QCOMPARE(findings(s).size(), 1); // a credit may be left out
        QCOMPARE(findings(s)[0].fix, std::optional(u"ra in"_s));
        QCOMPARE(findings(s)[0].line, lineId(1));
        s.translation.units.removeAt(0);
        QCOMPARE(findings(s)[0].check, "line-count"_L1);
        QVERIFY(findings(s)[0].line.isNull());
        QVERIFY(hasErrors(findings(s)));
    }

    void findsWhatWasNotTranslated()
    {
        QCOMPARE(found(u"Night rain"_s, u"night  RAIN"_s, u"es"_s),
                 (QStringList{u"same-as-source"_s, u"double-space"_s}));
        QVERIFY(found(u"La la, oh yeah"_s, u"La la, oh yeah"_s, u"es"_s).isEmpty());
        QVERIFY(found(u"1 2 3"_s, u"1 2 3"_s, u"es"_s).isEmpty());
    }

    void findsTheSourcesScript()
    {
        const Finding finding = only(u"夜の雨"_s, u"Night の雨 falls"_s);
        QCOMPARE(finding.check, "source-script"_L1);
        QCOMPARE(finding.range, (lyrics::TextRange{6, 1}));
        QCOMPARE(only(u"夜の雨"_s, u"Night 雨"_s).range, (lyrics::TextRange{6, 1}));
        QVERIFY(found(u"夜雨"_s, u"夜の雨"_s, u"ja"_s).isEmpty());           // Japanese uses Han
        QVERIFY(found(u"Dear Anna"_s, u"亲爱的 Anna"_s, u"zh"_s).isEmpty()); // names may stay
        QCOMPARE(found(u"Dear Anna"_s, u"dear my Anna"_s, u"zh"_s), QStringList{u"source-script"_s});
        QCOMPARE(found(u"夜の雨"_s, u"夜的雨の"_s, u"zh"_s),
                 QStringList{u"source-script"_s}); // kana is at home in Japanese alone
    }

    void findsUnbalancedMarks()
    {
        QCOMPARE(found(u"(夜)"_s, u"(night"_s), QStringList{u"unbalanced"_s});
        QCOMPARE(found(u"「夜」"_s, u"\u201cnight"_s), QStringList{u"unbalanced"_s});
        QVERIFY(found(u"「夜"_s, u"\u201cnight"_s).isEmpty()); // goes on in the next line
        QVERIFY(found(u"「夜」"_s, u"\u201eNacht\u201c"_s, u"de"_s).isEmpty());
    }

    void comparesNumbers()
    {
        QCOMPARE(found(u"24時間"_s, u"42 hours"_s), QStringList{u"numbers"_s});
        QVERIFY(found(u"24時間"_s, u"24 hours"_s).isEmpty());
        QVERIFY(found(u"24 hours"_s, u"٢٤ ساعة"_s, u"ar"_s).isEmpty());
    }

    void comparesTheEnd()
    {
        const Finding question = only(u"どこ？"_s, u"Where"_s);
        QCOMPARE(question.check, "end-punctuation"_L1);
        QCOMPARE(question.fix, std::optional(u"Where?"_s));
        QCOMPARE(only(u"Where?"_s, u"在哪里"_s, u"zh"_s).fix, std::optional(u"在哪里？"_s));
        QCOMPARE(only(u"Where?"_s, u"أين"_s, u"ar"_s).fix, std::optional(u"أين؟"_s));
        QCOMPARE(only(u"どこ？"_s, u"Where!"_s).fix, std::nullopt);
        QVERIFY(found(u"「どこ？」"_s, u"\u201cWhere?\u201d"_s).isEmpty());
        QVERIFY(found(u"どこ、"_s, u"Where"_s).isEmpty()); // commas are free
    }

    void findsSpaces()
    {
        const Finding inner = only(u"夜の雨"_s, u"Night   rain"_s);
        QCOMPARE(inner.check, "double-space"_L1);
        QCOMPARE(inner.range, (lyrics::TextRange{5, 3}));
        QCOMPARE(inner.fix, std::optional(u"Night rain"_s));
        const Finding outer = only(u"夜の雨"_s, u"Night rain "_s);
        QCOMPARE(outer.check, "outer-space"_L1);
        QCOMPARE(outer.range, (lyrics::TextRange{10, 1}));
        QCOMPARE(outer.fix, std::optional(u"Night rain"_s));
        QCOMPARE(only(u"夜の雨"_s, u" Night rain"_s).range, (lyrics::TextRange{0, 1}));
    }

    void findsAddresses()
    {
        QCOMPARE(found(u"夜の雨"_s, u"Night rain (by www.lyrics.example)"_s), QStringList{u"address"_s});
        QCOMPARE(only(u"夜の雨"_s, u"Night rain @translator"_s).range, (lyrics::TextRange{11, 11}));
        QVERIFY(found(u"Sign in to example.com"_s, u"Melde dich an bei example.com"_s, u"de"_s)
                    .isEmpty()); // the song says so
        QVERIFY(found(u"夜の雨"_s, u"Night.rain falls"_s).isEmpty());
    }

    void findsAChorusTranslatedTwoWays()
    {
        const QList<Finding> all = findings(song(u"en"_s, {{u"夜の雨"_s, u"Night rain"_s},
                                                           {u"あ"_s, u"x"_s},
                                                           {u"夜の雨 "_s, u"Rain at night"_s},
                                                           {u"夜の雨"_s, u"Night rain"_s},
                                                           {u"夜の雨"_s, QString()}}));
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0].check, "chorus"_L1);
        QCOMPARE(all[0].line, lineId(2));
        QCOMPARE(all[0].fix, std::optional(u"Night rain"_s));
        QVERIFY(all[0].message.contains(u"Night rain"_s));
        QVERIFY(!hasErrors(all));
    }

    void fixesSettleTheirFinding()
    {
        for (const auto& [source, text] : {std::pair(u"どこ？"_s, u"Where"_s), std::pair(u"夜の雨"_s, u"a  b"_s),
                                           std::pair(u"夜の雨"_s, u" a "_s)}) {
            const Finding finding = only(source, text);
            QVERIFY(finding.fix.has_value());
            QVERIFY(found(source, *finding.fix).isEmpty());
        }
    }

    void sortsByLineAndTellsOfOneLine()
    {
        Song s = song(u"en"_s, {{u"夜 2"_s, u"night  3"_s}, {u"雨"_s, u"rain "_s}});
        s.translation.units.append({lineId(9), {}, {}, UnitState::Approved});
        const QList<Finding> all = findings(s);
        QStringList order;
        for (const Finding& finding : all)
            order.append(finding.check);
        QCOMPARE(order, (QStringList{u"empty-done"_s, u"numbers"_s, u"double-space"_s, u"outer-space"_s}));
        QCOMPARE(runChecks({s.words, s.translation}, lineId(1)), all.sliced(3));
    }
};

QTEST_GUILESS_MAIN(ChecksTest)
#include "tst_checks.moc"
