#include "base/language_name.h"
#include "ui/parts/labels.h"
#include "ui/parts/menu_button.h"
#include "ui/parts/search_field.h"
#include "ui/parts/tab_strip.h"
#include "ui/parts/text_block.h"
#include "ui/parts/written_languages.h"
#include "ui/style/kept_font.h"
#include "ui/style/look.h"
#include "ui/style/own_direction.h"

#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTest>
#include <QTextLayout>
#include <QToolButton>

#include <cmath>
#include <memory>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;

namespace {

/// Where pixels of this colour are in a picture.
QRect extentOf(const QImage& picture, const QColor& colour)
{
    QRect extent;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixelColor(x, y) == colour) extent |= QRect(x, y, 1, 1);
        }
    }
    return extent;
}

} // namespace

/// What is written: how far its lines are apart, where it ends, and how large what stands beside it is.
class TestTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void languagesStandWhereTheirReadersLookForThem()
    {
        QLocale::setDefault(QLocale::c()); // as LANG=C.UTF-8 has it
        QStringList names;
        for (const QString& tag : writtenLanguages())
            names.append(groundswell::languageName(tag));
        const auto placeOf = [&names](QStringView name) { return names.indexOf(name); };
        QVERIFY(placeOf(u"Català") < placeOf(u"Čeština"));
        QVERIFY(placeOf(u"Čeština") < placeOf(u"Dansk"));
        QVERIFY(placeOf(u"Indonesia") < placeOf(u"Íslenska"));
        QVERIFY(placeOf(u"Íslenska") < placeOf(u"Italiano"));
    }

    void wrappedTextHasTheLineHeightOfItsStyle();
    void aWordIsUnderlinedOnEachOfItsLines();
    void iconsGrowWithTheText();
    void theFirstTabsRingGoesAroundItsWords();
    void aTextKeepsItsOwnDirection();
    void theProgramsWordsStandWhereReadingBegins();
    void theCurrentTabIsUnderlinedAsFarAsItIsWritten();
    void aChainOfWordsHasRoomForItsArrows();
    void scriptsThatOurFacesLackAreNotComplainedOf();

private:
    void setPercent(int percent) { m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = percent}); }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestTexts::wrappedTextHasTheLineHeightOfItsStyle()
{
    const std::unique_ptr<QLabel> label(wrappingLabel(m_look, u"one\ntwo\nthree"_s, Type::Body));
    QCOMPARE(label->heightForWidth(300), 3 * 19);
    keepFont(*label, m_look, [this] { return m_look.type().font(Type::Body, 15, 400); });
    QVERIFY2(label->heightForWidth(300) >= 3 * 22, "larger letters stand as close as the small ones");
    setPercent(130);
    const std::unique_ptr<QLabel> large(wrappingLabel(m_look, u"one\ntwo\nthree"_s, Type::Body));
    QCOMPARE(large->heightForWidth(300), 3 * 25);
    setPercent(100);
}

void TestTexts::aWordIsUnderlinedOnEachOfItsLines()
{
    const QString text = u"aaaa bbbb cccc"_s;
    const QFont font = m_look.font(Type::Body);
    const qreal narrow = QFontMetricsF(font).horizontalAdvance(u"aaaa bbb"_s);
    const TextBlock block(text, font, narrow, 19);
    QCOMPARE(block.height(), 3 * 19);
    const auto second = block.underlines(5, 4);
    QCOMPARE(second.size(), 1);
    QVERIFY(second.front().y1() > 19 && second.front().y1() < 2 * 19 + 3);
    QCOMPARE(block.underlines(0, text.size()).size(), 3);
    const TextBlock folded(text, font, narrow, 19, 1);
    QVERIFY(folded.isFolded());
    QVERIFY2(folded.underlines(5, 4).isEmpty(), "what is not there any more is underlined");
}

void TestTexts::iconsGrowWithTheText()
{
    const std::unique_ptr<QToolButton> button(makeIconButton(m_look, u"queue"_s, u"Queue"_s));
    const std::unique_ptr<QPushButton> words(makeButton(m_look, ButtonKind::Standard, u"Play"_s, u"play"_s));
    const auto painted = [this] {
        QImage picture(60, 60, QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        m_look.icons().paint(painter, picture.rect(), u"play"_s, Qt::red, 18);
        painter.end();
        return extentOf(picture, Qt::red);
    };
    QCOMPARE(button->iconSize(), QSize(18, 18));
    const QRect before = painted();
    setPercent(130);
    QCOMPARE(button->iconSize(), QSize(23, 23));
    QCOMPARE(words->iconSize().height(), 21);
    QVERIFY2(painted().height() > before.height() + 2, "an icon keeps its size beside larger words");
    SearchField field(m_look, u"Search"_s);
    field.resize(300, field.sizeHint().height());
    QVERIFY(field.sizeHint().height() < m_look.px(tokens::sizeHeaderHeight));
    setPercent(100);
}

void TestTexts::theCurrentTabIsUnderlinedAsFarAsItIsWritten()
{
    TabStrip tabs(m_look);
    tabs.addTab(u"Comments"_s);
    tabs.addTab(u"Lyrics"_s);
    tabs.setCount(0, 52);
    tabs.resize(tabs.sizeHint());
    const QRect line = extentOf(tabs.grab().toImage(), m_look.theme().tideBase);
    const qreal written = QFontMetricsF(m_look.font(Type::Strong)).horizontalAdvance(u"Comments"_s) + 8 +
                          QFontMetricsF(m_look.type().tabular(Type::Small)).horizontalAdvance(u"52"_s);
    QVERIFY2(std::abs(line.left() - TabStrip::lead) <= 2, "what is below the tabs begins where their words begin");
    QVERIFY2(std::abs(line.right() - TabStrip::lead - written) <= 3,
             qPrintable(u"%1, %2 written"_s.arg(line.right()).arg(written)));
}

void TestTexts::theFirstTabsRingGoesAroundItsWords()
{
    TabStrip tabs(m_look);
    tabs.addTab(u"Comments"_s);
    tabs.addTab(u"Lyrics"_s);
    tabs.show();
    QVERIFY(QTest::qWaitForWindowActive(&tabs));
    tabs.setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(tabs.hasFocus());
    const QRect ring = extentOf(tabs.grab().toImage(), m_look.theme().lineFocus);
    QVERIFY2(ring.left() <= 1, "the ring runs through the words");
}

void TestTexts::aTextKeepsItsOwnDirection()
{
    const auto placeOf = [](const QString& text, const QString& part) {
        QTextLayout layout(text);
        QTextOption option;
        option.setTextDirection(Qt::RightToLeft);
        layout.setTextOption(option);
        layout.beginLayout();
        QTextLine line = layout.createLine();
        line.setLineWidth(1000);
        layout.endLayout();
        return line.cursorToX(int(text.indexOf(part)) + 1); // at a run's first letter it is the run's edge
    };
    const QString span = u"0:24 to 0:28"_s;
    QVERIFY2(placeOf(span, u"0:24"_s) > placeOf(span, u"0:28"_s), "as it was without");
    const QString kept = inOwnDirection(span, Qt::RightToLeft);
    QVERIFY(placeOf(kept, u"0:24"_s) < placeOf(kept, u"0:28"_s));
    QCOMPARE(inOwnDirection(span, Qt::LeftToRight), span);
    const QString arabic = u"\u0631\u0633\u0627\u0644\u0629"_s;
    QCOMPARE(inOwnDirection(arabic, Qt::RightToLeft), arabic);
    QCOMPARE_NE(inOwnDirection(arabic, Qt::LeftToRight), arabic);
}

void TestTexts::theProgramsWordsStandWhereReadingBegins()
{
    const auto inkOf = [](QLabel* label) {
        const std::unique_ptr<QLabel> kept(label);
        kept->resize(400, 60);
        kept->ensurePolished();
        QImage picture(kept->size(), QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        kept->render(&picture, {}, {}, {});
        QRect ink; // letters may stand between two pixels, where none has their colour
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixelColor(x, y).alpha() > 60) ink |= QRect(x, y, 1, 1);
            }
        }
        return ink;
    };
    for (const QRect& left : {inkOf(plainLabel(m_look, u"Text size"_s, Type::Label)),
                              inkOf(wrappingLabel(m_look, u"Lines and rows grow."_s, Type::Body))}) {
        QVERIFY(left.left() < 10);
        QVERIFY(left.right() > 20 && left.right() < 200);
    }
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    const QRect plain = inkOf(plainLabel(m_look, u"Text size"_s, Type::Label));
    const QRect wrapped = inkOf(wrappingLabel(m_look, u"Lines and rows grow."_s, Type::Body));
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    QVERIFY(plain.right() > 390);
    QVERIFY(wrapped.right() > 390);
}

void TestTexts::aChainOfWordsHasRoomForItsArrows()
{
    MenuButton button(m_look, ButtonKind::Standard);
    button.setChain({u"Japanese"_s});
    const int one = button.sizeHint().width();
    button.setChain({u"Japanese"_s, u"English"_s});
    const int english = button.fontMetrics().horizontalAdvance(u"English"_s);
    QVERIFY(button.sizeHint().width() >= one + english + 14);
    button.resize(button.sizeHint());
    const QImage shown = button.grab().toImage();
    button.setChain({u"Japanese"_s, u"Spanish"_s});
    QVERIFY2(button.grab().toImage() != shown, "its words are not painted");
}

namespace {
QStringList heard;
void hear(QtMsgType, const QMessageLogContext&, const QString& message)
{
    heard.append(message);
}
} // namespace

void TestTexts::scriptsThatOurFacesLackAreNotComplainedOf()
{
    const auto before = qInstallMessageHandler(hear);
    for (const auto& text :
         {u"\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35"_s, u"\u0928\u092e\u0938\u094d\u0924\u0947"_s}) // Thai, Devanagari
        (void)TextBlock(text, m_look.font(Type::Body), 300, 19).naturalWidth();
    qInstallMessageHandler(before);
    QCOMPARE(heard.filter(u"OpenType"_s), QStringList());
}

QTEST_MAIN(TestTexts)
#include "tst_texts.moc"
