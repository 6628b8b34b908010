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
