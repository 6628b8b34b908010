#include "translation/source_change.h"
#include "translation/units_json.h"

#include <QJsonArray>
#include <QTest>

using namespace groundswell;
using namespace groundswell::translation;
using namespace Qt::StringLiterals;

namespace {

LineId lineId(int n)
{
    return LineId::fromString(u"01900000-0000-7000-8000-%1"_s.arg(n, 12, 10, QLatin1Char('0')));
}

lyrics::Document words(const QStringList& texts)
{
    lyrics::Document document;
    for (int i = 0; i < texts.size(); ++i) {
        lyrics::Line line;
        line.id = lineId(i);
        line.startMs = 1000 * i;
        line.text = texts[i];
        document.lines.append(line);
    }
    return document;
}

TranslationDocument sample()
{
    const auto lyricsId = LyricsId::fromString(u"01900000-0000-7000-8000-0000000000ff"_s);
    TranslationDocument document = startTranslation(u"en"_s, lyricsId, 1, words({u"夜の雨"_s, u"が降る"_s, u"ああ"_s}));
    document = withText(document, lineId(0), u"Night rain"_s, u"夜の雨"_s);
    document = withState(document, lineId(0), UnitState::Approved, u"夜の雨"_s);
    return withText(document, lineId(1), u"is falling"_s, u"が降る"_s);
}

} // namespace

class UnitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsUntranslated()
    {
        lyrics::Document source = words({u"作词 : X"_s, u"a"_s});
        source.lines[0].role = lyrics::LineRole::Credit;
        const TranslationDocument document = startTranslation(u"en"_s, LyricsId(), 4, source);
        QCOMPARE(document.baseLyricsRevision, 4);
        QCOMPARE(document.units, (QList<Unit>{{lineId(1), {}, {}, UnitState::Untranslated}}));
        QCOMPARE(progressOf(document), (Progress{.untranslated = 1}));
        QCOMPARE(progressOf(document).percent(), 0);
        QCOMPARE(Progress().percent(), 0);
    }

    void countsProgress()
    {
        QCOMPARE(progressOf(sample()), (Progress{.untranslated = 1, .translated = 1, .approved = 1}));
        QCOMPARE(progressOf(sample()).percent(), 66);
    }

    void writesTextAndState()
    {
        TranslationDocument document = sample();
        QCOMPARE(withText(document, lineId(0), u"Night rain"_s, u"夜の雨"_s), document); // the approval stays
        document = withText(document, lineId(0), u"Rain at night"_s, u"夜の雨"_s);
        QCOMPARE(document.units[0], (Unit{lineId(0), u"夜の雨"_s, u"Rain at night"_s, UnitState::Translated}));
        document = withText(document, lineId(0), QString(), u"夜の雨"_s);
        QCOMPARE(document.units[0], (Unit{lineId(0), {}, {}, UnitState::Untranslated}));
        QCOMPARE(withState(document, lineId(0), UnitState::Approved, u"夜の雨"_s), document); // nothing to approve
        document = withText(document, lineId(9), u"new"_s, u"x"_s);
        QCOMPARE(document.units.last(), (Unit{lineId(9), u"x"_s, u"new"_s, UnitState::Translated}));
    }

    void rewordingAsksForWorkAndKeepsTheOldSource()
    {
        const TranslationDocument document =
            applySourceChange(sample(), words({u"夜の雪"_s, u"が降る"_s, u"ああ"_s}), 2);
        QCOMPARE(document.baseLyricsRevision, 2);
        QCOMPARE(document.units[0], (Unit{lineId(0), u"夜の雨"_s, u"Night rain"_s, UnitState::NeedsWork}));
        QVERIFY(sourceChanged(document.units[0], u"夜の雪"));
        QCOMPARE(document.units[1], sample().units[1]);
        const TranslationDocument settled = withState(document, lineId(0), UnitState::Translated, u"夜の雪"_s);
        QVERIFY(!sourceChanged(settled.units[0], u"夜の雪"));
    }

    void retimingAndSpacesKeepTheApproval()
    {
        lyrics::Document source = words({u"夜の雨 "_s, u"が降る"_s, u"ああ"_s});
        source.lines[0].startMs = 7;
        source.lines[0].words = {{7, 9, {0, 1}}};
        TranslationDocument expected = sample();
        expected.baseLyricsRevision = 2;
        QCOMPARE(applySourceChange(sample(), source, 2), expected);
    }

    void followsInsertedMovedAndDeletedLines()
    {
        lyrics::Document source = words({u"x"_s, u"が降る"_s, u"x"_s, u"new"_s});
        source.lines.removeAt(2);
        source.lines.removeAt(0);
        source.lines.move(1, 0);
        const TranslationDocument document = applySourceChange(sample(), source, 2);
        QCOMPARE(document.units.size(), 3);
        QCOMPARE(document.units[0], (Unit{lineId(3), {}, {}, UnitState::Untranslated}));
        QCOMPARE(document.units[1], sample().units[1]);
        QCOMPARE(document.units[2], sample().units[0]); // its line is gone, its text is not
    }

    void survivesJson() { QCOMPARE(translationFromJson(toJson(sample())).value(), sample()); }

    void namesTheFieldThatIsWrong()
    {
        const auto message = [](auto change) {
            QJsonObject json = toJson(sample());
            QJsonArray units = json[u"units"_s].toArray();
            QJsonObject unit = units[1].toObject();
            change(json, unit);
            units[1] = unit;
            json[u"units"_s] = units;
            const auto read = translationFromJson(json);
            return read ? QString() : read.error().message;
        };
        const auto names = [&](const char* field, auto change) {
            return message(change).contains(u'"' + QString::fromLatin1(field) + u'"');
        };
        QVERIFY(names("lang", [](QJsonObject& json, QJsonObject&) { json[u"lang"_s] = u"?"_s; }));
        QVERIFY(names("lyrics_id", [](QJsonObject& json, QJsonObject&) { json.remove(u"lyrics_id"_s); }));
        QVERIFY(names("units[1].state", [](QJsonObject&, QJsonObject& unit) { unit[u"state"_s] = u"great"_s; }));
        QVERIFY(names("units[1].state", [](QJsonObject&, QJsonObject& unit) { unit.remove(u"text"_s); }));
        QVERIFY(names("units[1].line", [](QJsonObject&, QJsonObject& unit) { unit.remove(u"line"_s); }));
        QVERIFY(names("units[1]", [](QJsonObject&, QJsonObject& unit) { unit[u"line"_s] = lineId(0).toString(); }));
        QVERIFY(names("units[1].mood", [](QJsonObject&, QJsonObject& unit) { unit[u"mood"_s] = 1; }));
        QVERIFY(message([](QJsonObject&, QJsonObject&) {}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(UnitsTest)
#include "tst_units.moc"
