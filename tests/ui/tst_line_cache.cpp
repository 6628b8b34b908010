// Lines that are kept shaped look as QPainter::drawText has them.
#include "ui/style/line_cache.h"
#include "ui/style/type_scale.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestLineCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { loadBundledFonts(); }
    void paintsAsThePainterDoes_data();
    void paintsAsThePainterDoes();
    void isShortenedAsThePainterDoes_data();
    void isShortenedAsThePainterDoes();
    void widthIsThatOfTheText();

private:
    template <class Draw>
    static QImage painted(Qt::LayoutDirection direction, Draw draw)
    {
        QImage image(260, 40, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setLayoutDirection(direction);
        painter.setPen(Qt::black);
        draw(painter);
        return image;
    }
};

void TestLineCache::paintsAsThePainterDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("short") << u"Harbour lights"_s;
    QTest::newRow("shortened") << u"Harbour lights that went out one by one while nobody was looking"_s;
    QTest::newRow("Japanese") << u"\u591c\u306e\u96e8\u3001\u6e2f\u306e\u706f\u308a"_s;
    QTest::newRow("Arabic") << u"\u0644\u0627 \u0623\u0641\u0647\u0645 \u0627\u0644\u0643\u0644\u0645\u0627\u062a"_s;
    QTest::newRow("number") << u"1,234"_s;
    QTest::newRow("the last letter hangs over") << u"13 Mar"_s;
}

void TestLineCache::paintsAsThePainterDoes()
{
    QFETCH(const QString, text);
    const TypeScale scale;
    const QRect place(7, 3, 180, 31);
    LineCache lines;
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const Qt::Alignment side :
             {Qt::AlignLeft | Qt::AlignVCenter, Qt::AlignRight | Qt::AlignVCenter, Qt::AlignHCenter | Qt::AlignVCenter,
              Qt::AlignRight | Qt::AlignVCenter | Qt::AlignAbsolute}) {
            for (const QFont& font : {scale.font(Type::Body), scale.tabular(Type::Small)}) {
                const QImage expected = painted(direction, [&](QPainter& painter) {
                    painter.setFont(font);
                    painter.drawText(place, static_cast<int>(side),
                                     painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
                });
                for (int time = 0; time < 2; ++time) { // made, and kept
                    const QImage shown =
                        painted(direction, [&](QPainter& painter) { lines.draw(painter, place, side, text, font); });
                    QCOMPARE(shown, expected);
                }
            }
        }
    }
}

void TestLineCache::isShortenedAsThePainterDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("Latin") << u"Harbour lights, (Tides) & waves to shore; AVA office"_s;
    QTest::newRow("number") << u"1,234,567,890"_s;
    QTest::newRow("spaces") << u"Harbour      lights    out   "_s;
    QTest::newRow("one letter") << u"W"_s;
    QTest::newRow("Arabic") << u"\u0644\u0627 \u0623\u0641\u0647\u0645 \u0627\u0644\u0643\u0644\u0645\u0627\u062a"_s;
    QTest::newRow("Hebrew in Latin") << u"Song \u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd live 1999"_s;
    QTest::newRow("Latin in Hebrew") << u"\u05e9\u05dc\u05d5\u05dd Song \u05e2\u05d5\u05dc\u05dd 12"_s;
    QTest::newRow("isolated Hebrew") << u"\u2068\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd\u2069"_s;
    QTest::newRow("Japanese") << u"\u591c\u306e\u96e8\u3001\u6e2f\u306e\u706f\u308a\u3068\u98a8"_s;
    QTest::newRow("emoji")
        << u"Sea \U0001f30a\U0001f1ef\U0001f1f5 \U0001f44d\U0001f3fd \U0001f468\u200d\U0001f469\u200d\U0001f467"_s;
    QTest::newRow("combining marks") << u"e\u0301te\u0301 a\u0308\u0323o\u0302\u0303 n\u0303 z\u0301\u0301\u0301"_s;
    QTest::newRow("Devanagari")
        << u"\u0939\u093f\u0928\u094d\u0926\u0940 \u0917\u093e\u0928\u093e \u0915\u094d\u0937\u0947\u0924\u094d\u0930"_s;
    QTest::newRow("two lines") << u"Harbour lights\u2028that went out"_s;
}

/// At each width, so that each place in the text is cut.
void TestLineCache::isShortenedAsThePainterDoes()
{
    QFETCH(const QString, text);
    const TypeScale scale;
    LineCache lines;
    for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
        for (const QFont& font : {scale.font(Type::Body, languageOfScript(text)), scale.tabular(Type::Small)}) {
            const int width = static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
            for (int room = 0; room <= std::min(width, 230); ++room) {
                const QRect place(7, 3, room, 31);
                constexpr int side = Qt::AlignLeft | Qt::AlignVCenter;
                const QImage expected = painted(direction, [&](QPainter& painter) {
                    painter.setFont(font);
                    const QString whole = text.section(QChar::LineSeparator, 0, 0);
                    const bool fits = QFontMetricsF(font).horizontalAdvance(whole) <= room;
                    painter.drawText(place, side | Qt::TextDontClip,
                                     fits ? whole : QFontMetricsF(font).elidedText(text, Qt::ElideRight, room));
                });
                const QImage shown = painted(
                    direction, [&](QPainter& painter) { lines.draw(painter, place, Qt::Alignment(side), text, font); });
                QVERIFY2(shown == expected, qPrintable(u"%1 px, %2"_s.arg(room).arg(int(direction))));
            }
        }
    }
}

void TestLineCache::widthIsThatOfTheText()
{
    const TypeScale scale;
    LineCache lines;
    const QFont font = scale.font(Type::Strong);
    const QString text = u"Harbour lights"_s;
    QVERIFY(std::abs(lines.width(text, font, Qt::LeftToRight) - QFontMetricsF(font).horizontalAdvance(text)) < 0.5);
    QCOMPARE(lines.width({}, font, Qt::LeftToRight), 0);
}

QTEST_MAIN(TestLineCache)
#include "tst_line_cache.moc"
