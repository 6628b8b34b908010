// What a person is told of what they published: that it is on its way, and that it is published once the community has
// it, which is not when somebody else was faster.

#include "translate_desk.h"

#include "translation/units_json.h"
#include "ui/panel/lyrics/lyrics_page.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/panel/parts/delivery.h"
#include "ui/panel/translation/unit_editor.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestPublishing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_village.start()); }

    void aTranslationIsPublishedOnceTheCommunityHasIt();
    void aTranslationThatCrossedAnotherIsNot();
    void aTranslationThatIsTakenBackIsNot();
    void wordsArePublishedOnceTheCommunityHasThem();

private:
    /// Everything that a notice, or the note beside the button, says from now on.
    class Listener : public QObject
    {
    public:
        explicit Listener(const PanelFixture& fixture, const QWidget* page)
            : m_labels(fixture.notice->findChildren<QLabel*>() + page->findChildren<QLabel*>(u"savedNote"_s))
        {
            for (QLabel* label : std::as_const(m_labels))
                label->installEventFilter(this);
        }
        [[nodiscard]] bool heardOf(const QString& words) const
        {
            return std::ranges::any_of(m_said, [&](const QString& said) { return said.contains(words); });
        }
        bool eventFilter(QObject* label, QEvent*) override
        {
            const QString text = static_cast<QLabel*>(label)->text();
            if (!text.isEmpty() && !m_said.contains(text)) m_said.append(text);
            return false;
        }

    private:
        QList<QLabel*> m_labels;
        QStringList m_said;
    };

    static QString noteOf(const TranslateDesk& desk) { return desk.page->findChild<QLabel*>(u"savedNote"_s)->text(); }
    static void write(const TranslateDesk& desk, int row, const QString& text)
    {
        desk.page->openRow(row);
        desk.page->unitEditor().editor().selectAll();
        QTest::keyClicks(&desk.page->unitEditor().editor(), text);
        desk.page->publish();
    }
    static void goOffline(const TranslateDesk& desk)
    {
        desk.fixture.village->setOnline(false);
        QTRY_VERIFY(desk.fixture.village->status().flightMode);
    }

    static constexpr int row = 11;
    const QString m_offline = u"Sends when you\u2019re back online"_s;
    SeededVillage m_village;
};

void TestPublishing::aTranslationIsPublishedOnceTheCommunityHasIt()
{
    const auto desk = openDesk(m_village, u"first"_s);
    const Listener listener(desk->fixture, desk->page.get());
    goOffline(*desk);
    write(*desk, row, u"I will be home by then"_s);
    QTRY_COMPARE(noteOf(*desk), m_offline);
    QTRY_COMPARE(desk->fixture.village->status().waiting, 1);
    QVERIFY(!listener.heardOf(u"Published"_s));
    desk->fixture.village->setOnline(true);
    QTRY_VERIFY2(noteOf(*desk).startsWith(u"Published"_s), qPrintable(noteOf(*desk)));
    QTRY_VERIFY(listener.heardOf(u"Thank you"_s));
    QCOMPARE(desk->fixture.village->status().waiting, 0);
}

void TestPublishing::aTranslationThatCrossedAnotherIsNot()
{
    const auto slow = openDesk(m_village, u"slow"_s);
    const auto fast = openDesk(m_village, u"fast"_s);
    const Listener listener(slow->fixture, slow->page.get());
    goOffline(*slow);
    write(*slow, row, u"The slower one's words"_s);
    QTRY_COMPARE(slow->fixture.village->status().waiting, 1);
    write(*fast, row, u"The faster one's words"_s);
    QTRY_VERIFY2(noteOf(*fast).startsWith(u"Published"_s), qPrintable(noteOf(*fast)));
    slow->fixture.village->setOnline(true);
    QTRY_COMPARE(slow->page->publishButton().text(), u"Two edits crossed"_s);
    QTRY_COMPARE(noteOf(*slow), QString());
    QVERIFY(!listener.heardOf(u"Published"_s));
}

void TestPublishing::aTranslationThatIsTakenBackIsNot()
{
    const auto desk = openDesk(m_village, u"hesitant"_s);
    const Listener listener(desk->fixture, desk->page.get());
    goOffline(*desk);
    write(*desk, row, u"Not these words after all"_s);
    QTRY_COMPARE(noteOf(*desk), m_offline);
    const auto items = awaited(desk->fixture.village->outbox().items()).value();
    QCOMPARE(items.size(), size_t(1));
    QVERIFY(awaited(desk->fixture.village->outbox().undo(items.front().id)));
    QTRY_VERIFY(noteOf(*desk) != m_offline); // a draft again
    QVERIFY(!listener.heardOf(u"Published"_s));
}

void TestPublishing::wordsArePublishedOnceTheCommunityHasThem()
{
    const auto desk = openDesk(m_village, u"corrector"_s);
    LyricsPage page(desk->fixture.context(), desk->words);
    page.resize(408, 740);
    page.QWidget::show();
    const Listener listener(desk->fixture, &page);
    goOffline(*desk);
    page.editWords();
    QTRY_VERIFY(page.sheet().isVisible());
    QTest::keyClicks(&page.sheet().editor(), u"!"_s);
    QTest::mouseClick(&page.sheet().publishButton(), Qt::LeftButton);
    QTRY_VERIFY(!page.sheet().isVisible());
    QTRY_VERIFY(listener.heardOf(m_offline));
    QVERIFY(!listener.heardOf(u"Published"_s));
    desk->fixture.village->setOnline(true);
    QTRY_VERIFY(listener.heardOf(u"Published. Thank you for the words."_s));
    QCOMPARE(desk->fixture.village->status().waiting, 0);
}

QTEST_MAIN(TestPublishing)
#include "tst_publishing.moc"
