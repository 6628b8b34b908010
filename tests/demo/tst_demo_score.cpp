#include "demo/arrange.h"
#include "demo/lrc_text.h"
#include "demo/syllables.h"
#include "demo/synth.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace groundswell::demo;
using namespace Qt::StringLiterals;

/// The pieces as notes and words: what they promise before a sample is made.
class TestDemoScore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPieceCanBePlayed();
    void wordsFollowEachOther();
    void enoughWordsInEnoughLanguages();
    void sameScoreTwice();
    void wordsAreSplitAsTheyAreSung_data();
    void wordsAreSplitAsTheyAreSung();
    void lrcStampsIncrease();
    void mistakesAreNamedWithTheirLine();

private:
    std::vector<Piece> m_pieces;
};

void TestDemoScore::initTestCase()
{
    auto pieces = builtInPieces();
    QVERIFY2(pieces, pieces ? "" : qPrintable(pieces.error().message));
    m_pieces = std::move(*pieces);
    QCOMPARE(m_pieces.size(), size_t{10});
}

void TestDemoScore::everyPieceCanBePlayed()
{
    for (const auto& piece : m_pieces) {
        const auto score = arrange(piece);
        QVERIFY2(score.seconds >= 45 && score.seconds <= 100, qPrintable(piece.id));
        for (const auto& part : score.parts) {
            QVERIFY2(isInstrument(part.instrument), qPrintable(piece.id + u' ' + part.instrument));
            QVERIFY2(!part.notes.empty(), qPrintable(piece.id + u" has a silent "_s + part.instrument));
            for (const auto& note : part.notes) {
                QVERIFY(note.startS >= 0 && note.lengthS > 0 && note.startS + note.lengthS < score.seconds);
                QVERIFY(note.velocity > 0 && note.velocity <= 1);
                QVERIFY(isUnpitched(part.instrument) || (note.pitch >= 26 && note.pitch <= 96));
            }
        }
    }
}

void TestDemoScore::wordsFollowEachOther()
{
    for (const auto& piece : m_pieces) {
        qint64 time = 0;
        for (const auto& line : arrange(piece).lines) {
            QVERIFY(!line.words.empty());
            QCOMPARE(line.words.front().startMs, line.startMs);
            qsizetype at = 0;
            for (const auto& word : line.words) {
                QVERIFY2(word.startMs >= time && word.endMs > word.startMs, qPrintable(piece.id + u": "_s + line.text));
                QVERIFY(word.start >= at && word.length > 0 && word.start + word.length <= line.text.size());
                at = word.start + word.length;
                time = word.endMs;
            }
            QCOMPARE(line.endMs, time);
        }
    }
}

void TestDemoScore::enoughWordsInEnoughLanguages()
{
    QSet<QString> languages;
    int instrumental = 0;
    for (const auto& piece : m_pieces) {
        const auto lines = arrange(piece).lines.size();
        if (lines == 0) {
            ++instrumental;
            continue;
        }
        QVERIFY(lines >= 14 && lines <= 28);
        languages << piece.lang;
    }
    QCOMPARE(instrumental, 3);
    QVERIFY(languages.size() >= 5);
    QVERIFY(languages.contains(u"ar"_s) && languages.contains(u"ja"_s));
}

void TestDemoScore::sameScoreTwice()
{
    const auto once = arrange(m_pieces[1]);
    const auto again = arrange(m_pieces[1]);
    QCOMPARE(once.parts.size(), again.parts.size());
    for (size_t i = 0; i < once.parts.size(); ++i)
        QVERIFY(
            std::ranges::equal(once.parts[i].notes, again.parts[i].notes, [](const NoteEvent& a, const NoteEvent& b) {
                return a.startS == b.startS && a.pitch == b.pitch && a.velocity == b.velocity;
            }));
}

void TestDemoScore::wordsAreSplitAsTheyAreSung_data()
{
    QTest::addColumn<QString>("lang");
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("words");
    QTest::addColumn<int>("syllables");
    QTest::newRow("english, silent e") << u"en"_s << u"before the page was laid"_s << 5 << 6;
    QTest::newRow("spanish accents") << u"es"_s << u"todavía, Ay"_s << 2 << 4;
    QTest::newRow("chinese keeps punctuation with the character") << u"zh"_s << u"雨停，了"_s << 3 << 3;
    QTest::newRow("japanese long vowels are two morae") << u"ja"_s << u"封を{fū_o}"_s << 1 << 3;
    QTest::newRow("korean blocks") << u"ko"_s << u"편지를 접어요"_s << 2 << 6;
    QTest::newRow("nothing to sing still has a note") << u"en"_s << u"hmm"_s << 1 << 1;
}

void TestDemoScore::wordsAreSplitAsTheyAreSung()
{
    QFETCH(QString, lang);
    QFETCH(QString, line);
    const auto words = splitWords(line, lang);
    QTEST(static_cast<int>(words.size()), "words");
    qsizetype syllables = 0;
    for (const auto& word : words)
        syllables += word.vowels.size();
    QTEST(static_cast<int>(syllables), "syllables");
}

void TestDemoScore::lrcStampsIncrease()
{
    static const QRegularExpression stamp(u"<(\\d\\d):(\\d\\d)\\.(\\d\\d)>"_s);
    for (const auto& piece : m_pieces) {
        const auto score = arrange(piece);
        int last = -1, stamps = 0;
        for (auto matches = stamp.globalMatch(lrcText(piece, score)); matches.hasNext(); ++stamps) {
            const auto match = matches.next();
            const int time =
                (match.captured(1).toInt() * 60 + match.captured(2).toInt()) * 100 + match.captured(3).toInt();
            QVERIFY2(time >= last, qPrintable(piece.id));
            last = time;
        }
        QVERIFY(score.lines.empty() ? stamps == 0 : stamps > 60);
    }
}

void TestDemoScore::mistakesAreNamedWithTheirLine()
{
    for (const auto& [text, line] : {std::pair("title x\nkey H major\n", 2), std::pair("grid 8\ntune a 1:3\n", 2),
                                     std::pair("section a C Xm7\n", 1), std::pair("colour red\n", 1),
                                     std::pair("sing a words before any section\n", 1)}) {
        const auto piece = parsePiece(text, u"test"_s);
        QVERIFY(!piece);
        QVERIFY2(piece.error().message.contains(u"line %1"_s.arg(line)), qPrintable(piece.error().message));
    }
}

QTEST_GUILESS_MAIN(TestDemoScore)
#include "tst_demo_score.moc"
