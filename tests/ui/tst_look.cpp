#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"
#include "ui/style/groundswell_style.h"
#include "ui/style/horizon.h"
#include "ui/style/look.h"
#include "ui/style/settings_store.h"

#include <QFontInfo>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QStringListModel>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace groundswell::ui;

namespace {

double luminance(const QColor& colour)
{
    const auto channel = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

/// WCAG 2.2 contrast ratio of two opaque colours.
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a), y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsReadableOnEveryGround();
    void theBundledFontsAreUsed();
    void theTextSizeScalesEverything();
    void theThemeSwitchesAtOnce();
    void iconsTakeTheirColour();
    void horizonsAreAlwaysTheSame();
    void scriptsTellTheLanguage();
    void settingsSurvive();
    void labelsNeverReadMarkup();
    void theFocusRingIsNotCutOff();
    void menusAreSquareWhereNothingBlends();
    void scrollBarsLieOverWhatScrolls();
    void pillsAreRoundAtEveryTextSize();
    void everyButtonShowsThatItIsOff();
    void aToggleThatIsOffShowsThatItWasOn();
    void aTrackBeginsWhereTheWordsAroundItDo();
    void everythingTakesAnotherTextSizeAtOnce();

private:
    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestLook::textIsReadableOnEveryGround()
{
    for (const auto& theme : {Theme::dark(), Theme::light()}) {
        for (const auto& ground : {theme.bgWindow, theme.bgBase, theme.bgPanel, theme.bgRaised, theme.bgOverlay}) {
            for (const auto& ink :
                 {theme.textPrimary, theme.textSecondary, theme.textTertiary, theme.tideBase, theme.lanternBase,
                  theme.statePending, theme.stateFailed, theme.stateConflict, theme.stateCaution})
                QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(u"%1 on %2"_s.arg(ink.name(), ground.name())));
            QVERIFY(contrast(theme.lineControl, ground) >= 3.0);
        }
        QVERIFY(contrast(theme.textPrimary, blended(theme.bgBase, theme.fillSelected)) >= 7.0);
        QVERIFY(contrast(theme.textOnTide, theme.tideBase) >= 4.5);
    }
}

void TestLook::theBundledFontsAreUsed()
{
    QCOMPARE(QFontInfo(m_look.font(Type::Body)).family(), u"Inter Groundswell"_s);
    QCOMPARE(QFontInfo(m_look.font(Type::Strong)).weight(), 600);
    QCOMPARE(QFontInfo(m_look.font(Type::Title)).family(), u"Source Serif 4 Display"_s);
    QCOMPARE(QFontInfo(m_look.font(Type::Story)).family(), u"Source Serif 4"_s);
    QVERIFY(m_look.font(Type::Lyric, u"ja"_s).families().contains(u"Noto Serif CJK JP"_s));
    QVERIFY(!m_look.font(Type::Body, u"ko"_s).families().contains(u"Noto Sans CJK JP"_s));
}

void TestLook::theTextSizeScalesEverything()
{
    const TypeScale large(130);
    QCOMPARE(large.font(Type::Body).pixelSize(), 17);
    QCOMPARE(large.px(tokens::sizeRowNormal), 42);
    QCOMPARE(large.line(Type::Body), 25);
    QCOMPARE(TypeScale(500).percent(), 130);
}

void TestLook::theThemeSwitchesAtOnce()
{
    QSignalSpy changes(&m_look, &Look::changed);
    const int before = m_look.theme().rev;
    m_look.setSettings({.scheme = LookSettings::Scheme::Light});
    QCOMPARE(changes.size(), 1);
    QVERIFY(!m_look.theme().isDark);
    QVERIFY(m_look.theme().rev > before);
    QCOMPARE(qApp->palette().color(QPalette::Window), Theme::light().bgWindow);
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
    QCOMPARE(qApp->palette().color(QPalette::Window), Theme::dark().bgWindow);
}

void TestLook::iconsTakeTheirColour()
{
    const QImage icon = m_look.icons().pixmap(u"play"_s, 18, Qt::red, 2).toImage();
    QCOMPARE(icon.size(), QSize(36, 36));
    QCOMPARE(icon.pixelColor(14, 18), QColor(Qt::red));
    QVERIFY(m_look.icons().pixmap(u"no such icon"_s, 18, Qt::red, 1).isNull());
}

void TestLook::horizonsAreAlwaysTheSame()
{
    const auto draw = [](const QString& seed) { return horizonImage({28, 28}, 2, seed, HorizonShape::Avatar); };
    QCOMPARE(draw(u"liv"_s), draw(u"liv"_s));
    QVERIFY(draw(u"liv"_s) != draw(u"nao"_s));
    QCOMPARE(draw(u"liv"_s).pixelColor(0, 0).alpha(), 0); // round
}

void TestLook::scriptsTellTheLanguage()
{
    QCOMPARE(languageOfScript(u"凪のあとの手紙"), u"ja"_s);
    QCOMPARE(languageOfScript(u"给未来的你留灯"), u"zh-Hans"_s);
    QCOMPARE(languageOfScript(u"편지를 접는 법"), u"ko"_s);
    QCOMPARE(languageOfScript(u"رسالة إلى البحر"), u"ar"_s);
    QCOMPARE(languageOfScript(u"Salt Letters"), QString());
}

void TestLook::settingsSurvive()
{
    MemorySettings store;
    const LookSettings look{LookSettings::Scheme::Light, 115, 48, LyricFace::Sans, true};
    writeLook(store, look);
    QCOMPARE(readLook(store), look);
    store.setValue(u"look/textSize"_s, u"7000"_s);
    QCOMPARE(readLook(store).textPercent, 100);
}

void TestLook::labelsNeverReadMarkup()
{
    std::unique_ptr<QLabel> label(plainLabel(m_look, u"<b>bold</b>"_s, Type::Body));
    QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestLook::theFocusRingIsNotCutOff()
{
    // A control that fills its parent to the edge, as in popovers and forms.
    QWidget window;
    window.resize(300, 200);
    auto* tight = new QWidget(&window);
    tight->setGeometry(100, 80, 60, 30);
    auto* button = new QPushButton(u"Go"_s, tight);
    button->setGeometry(0, 0, 60, 30);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    button->clearFocus();
    button->setFocus(Qt::TabFocusReason);
    const QColor ring = m_look.theme().lineFocus;
    const auto at = [&window](int x, int y) { return window.grab().toImage().pixelColor(x, y); };
    QTRY_COMPARE(at(130, 77), ring); // above
    QCOMPARE(at(130, 112), ring);    // below
    QCOMPARE(at(97, 95), ring);      // left
    QCOMPARE(at(162, 95), ring);     // right
    // A round one is whole, its slanting parts too.
    auto* round = new QToolButton(tight);
    round->setProperty("kind", u"play"_s);
    round->setProperty("ringRadius", 24.0);
    round->setFocusPolicy(Qt::TabFocus);
    tight->setGeometry(110, 80, 40, 40);
    button->hide();
    round->setGeometry(0, 0, 40, 40);
    round->show();
    round->setFocus(Qt::TabFocusReason);
    const QPointF middle(130, 100);
    const double reach = 20 + tokens::sizeControlFocusOffset + tokens::sizeControlFocusRing / 2.0;
    for (int degrees = 0; degrees < 360; degrees += 15) {
        const double angle = degrees * M_PI / 180;
        const QPointF point = middle + QPointF(std::cos(angle), std::sin(angle)) * reach;
        const QColor shown = at(int(point.x()), int(point.y()));
        QVERIFY2(std::abs(shown.green() - ring.green()) < 90,
                 qPrintable(u"%1 degrees: %2"_s.arg(degrees).arg(shown.name())));
    }
}

void TestLook::menusAreSquareWhereNothingBlends()
{
    const auto corner = [](const Look&) {
        QMenu menu;
        menu.addAction(u"Play"_s);
        menu.ensurePolished();
        menu.resize(menu.sizeHint());
        QImage picture(menu.size(), QImage::Format_ARGB32_Premultiplied);
        picture.fill(Qt::transparent);
        menu.render(&picture, {}, {}, QWidget::DrawChildren);
        return picture.pixelColor(1, 1);
    };
    QCOMPARE(corner(m_look).alpha(), 0); // the shadow's far end
    {
        const Look flat(*qApp, {.scheme = LookSettings::Scheme::Dark}, nullptr, false);
        QCOMPARE(flat.floatingMargin(), 0);
        QCOMPARE(corner(flat), flat.theme().bgOverlay);
        QMenu menu;
        menu.ensurePolished();
        QVERIFY(!menu.testAttribute(Qt::WA_TranslucentBackground));
    }
    // The other look took its style with it, and the style sheet.
    qApp->setStyle(new GroundswellStyle(m_look));
    m_look.setSettings({.scheme = LookSettings::Scheme::Light});
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
}

void TestLook::scrollBarsLieOverWhatScrolls()
{
    QStringListModel songs(QStringList(200, u"Porchlight"_s));
    QListView list;
    list.setFrameShape(QFrame::NoFrame);
    list.setModel(&songs);
    QPlainTextEdit editor(QString(200, u'\n'));
    QListView beside; // as long lists have it
    beside.setFrameShape(QFrame::NoFrame);
    beside.setModel(&songs);
    beside.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    for (QAbstractScrollArea* each : std::initializer_list<QAbstractScrollArea*>{&list, &editor, &beside}) {
        each->resize(300, 200);
        each->show();
        QVERIFY(QTest::qWaitForWindowExposed(each));
        QTRY_VERIFY(each->verticalScrollBar()->isVisible());
    }
    QCOMPARE(list.viewport()->width(), list.width());
    QCOMPARE(list.visualRect(songs.index(0)).width(), list.width());
    QVERIFY(editor.viewport()->geometry().right() < editor.verticalScrollBar()->mapTo(&editor, QPoint()).x());
    QCOMPARE(beside.viewport()->width(), beside.width() - beside.verticalScrollBar()->width());
    // It is drawn while nothing moves, too.
    const QImage picture = list.grab().toImage();
    QVERIFY(picture.pixelColor(list.width() - 5, 16) != picture.pixelColor(list.width() - 5, list.height() - 8));
}

void TestLook::pillsAreRoundAtEveryTextSize()
{
    for (const int percent : {90, 100, 115, 130}) {
        m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = percent});
        for (const ButtonKind kind : {ButtonKind::Chip, ButtonKind::WordsChip, ButtonKind::TimeChip}) {
            std::unique_ptr<QPushButton> pill(makeButton(m_look, kind, u"R\u014dmaji"_s));
            pill->setCheckable(true);
            pill->setChecked(true);
            pill->ensurePolished();
            pill->resize(pill->sizeHint());
            QImage picture(pill->size(), QImage::Format_ARGB32_Premultiplied);
            picture.fill(Qt::transparent);
            pill->render(&picture, {}, {}, {});
            const QString which = u"kind %1 at %2 %"_s.arg(int(kind)).arg(percent);
            QVERIFY2(picture.pixelColor(pill->width() / 2, 2).alpha() > 0, qPrintable(which));
            QVERIFY2(picture.pixelColor(2, 2).alpha() == 0, qPrintable(which));
        }
    }
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
}

void TestLook::everyButtonShowsThatItIsOff()
{
    for (const ButtonKind kind : {ButtonKind::Primary, ButtonKind::Standard, ButtonKind::Outline, ButtonKind::Quiet,
                                  ButtonKind::Link, ButtonKind::Danger}) {
        std::unique_ptr<QPushButton> button(makeButton(m_look, kind, u"Forget"_s));
        button->ensurePolished();
        button->resize(button->sizeHint());
        const auto picture = [&button] {
            QImage drawn(button->size(), QImage::Format_ARGB32_Premultiplied);
            drawn.fill(Qt::black);
            button->render(&drawn, {}, {}, {});
            return drawn;
        };
        const QImage on = picture();
        button->setDown(true);
        QVERIFY2(picture() != on, qPrintable(u"kind %1 pressed"_s.arg(int(kind))));
        button->setDown(false);
        button->setEnabled(false);
        QVERIFY2(picture() != on, qPrintable(u"kind %1 disabled"_s.arg(int(kind))));
    }
}

void TestLook::aToggleThatIsOffShowsThatItWasOn()
{
    const std::unique_ptr<QToolButton> toggle(makeIconButton(m_look, u"comment"_s, u"Comments"_s));
    toggle->setCheckable(true);
    toggle->ensurePolished();
    toggle->resize(30, 30);
    const auto ground = [&toggle](bool checked, bool enabled) {
        toggle->setChecked(checked);
        toggle->setEnabled(enabled);
        QImage drawn(toggle->size(), QImage::Format_ARGB32_Premultiplied);
        drawn.fill(Qt::transparent);
        toggle->render(&drawn, {}, {}, {});
        return drawn.pixelColor(15, 2).alpha();
    };
    QCOMPARE(ground(false, false), 0);
    QVERIFY(ground(true, false) > 0);
    QVERIFY(ground(true, false) < ground(true, true));
}

void TestLook::aTrackBeginsWhereTheWordsAroundItDo()
{
    QSlider slider(Qt::Horizontal);
    slider.setRange(0, 100);
    slider.resize(200, 20);
    const auto drawnAt = [&slider](int x) {
        QImage drawn(slider.size(), QImage::Format_ARGB32_Premultiplied);
        drawn.fill(Qt::transparent);
        slider.render(&drawn, {}, {}, {});
        return drawn.pixelColor(x, 10).alpha() > 0;
    };
    slider.setValue(100);
    QVERIFY(drawnAt(2));
    slider.setValue(0);
    QVERIFY(drawnAt(197));
}

void TestLook::everythingTakesAnotherTextSizeAtOnce()
{
    QWidget window;
    auto* label = plainLabel(m_look, u"3 of 12 lines done"_s, Type::Small, Tone::Primary, &window);
    auto* cap = keyCap(m_look, QKeySequence(u"Ctrl+K"_s), &window);
    auto* button = makeButton(m_look, ButtonKind::Standard, u"Share"_s, {}, &window);
    // What takes the font of the program, and what takes that of its parent.
    auto* field = new QLineEdit(&window);
    auto* choice = new QRadioButton(u"Only until I close"_s, &window);
    auto* editor = new QPlainTextEdit(&window);
    keepFontOfEditor(*editor, m_look, [this] { return m_look.font(Type::Body); });
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const int capBefore = cap->height();
    const int buttonBefore = button->sizeHint().height();
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = 130});
    QCOMPARE(QFontInfo(label->font()).pixelSize(), QFontInfo(m_look.font(Type::Small)).pixelSize());
    const int body = QFontInfo(m_look.font(Type::Body)).pixelSize();
    for (const QWidget* each : std::initializer_list<const QWidget*>{field, choice, editor, editor->viewport()})
        QVERIFY2(QFontInfo(each->font()).pixelSize() == body, each->metaObject()->className());
    QVERIFY(cap->height() > capBefore);
    QVERIFY(button->sizeHint().height() > buttonBefore);
    // As a panel does that is docked, and a sidebar that narrows: another parent, and back.
    const int small = QFontInfo(m_look.font(Type::Small)).pixelSize();
    QWidget other;
    auto* panel = new QWidget(&window);
    auto* docked = plainLabel(m_look, u"Follow the song"_s, Type::Small, Tone::Primary, panel);
    auto* pair = makeButton(m_look, ButtonKind::Standard, u"Publish"_s, {}, panel);
    panel->show();
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark, .textPercent = 130});
    for (QWidget* parent : {&other, &window}) {
        panel->setParent(parent);
        panel->show();
        QCOMPARE(QFontInfo(docked->font()).pixelSize(), small);
        QCOMPARE(QFontInfo(pair->font()).pixelSize(), body);
    }
    setStyleProperty(*pair, "kind", u"primary"_s);
    QCOMPARE(QFontInfo(pair->font()).pixelSize(), body);
    m_look.setSettings({.scheme = LookSettings::Scheme::Dark});
}

QTEST_MAIN(TestLook)
#include "tst_look.moc"
