// Other words for an approved line: what becomes of them in the window of who wrote them and in a reviewer's.

#include "translate_desk.h"

#include "translation/units_json.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/unit_editor.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestProposals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_village.start()); }

    void oneIsToldOfAndTakenBackByItsAuthor();
    void aReviewerAcceptsOneAndNothingElse();
    void aReviewerDropsOne();
    void whatWasDroppedCanBeKept();

private:
    static constexpr int row = PanelSeed::approvedRow;

    struct Desk : TranslateDesk
    {
        using TranslateDesk::TranslateDesk;
        /// What the open line shows of other people's words, or of one's own.
        [[nodiscard]] QStringList proposed() const
        {
            QStringList texts;
            for (const auto* label : page->unitEditor().findChildren<QLabel*>(u"proposedWords"_s)) {
                if (label->isVisible()) texts.append(label->text());
            }
            return texts;
        }
        [[nodiscard]] QPushButton* act(const QString& name) const
        {
            for (auto* button : page->unitEditor().findChildren<QPushButton*>(name)) {
                if (button->isVisible()) return button;
            }
            return nullptr;
        }
        /// Writes into a line and publishes.
        void publish(int line, const QString& text) const
        {
            page->openRow(line);
            page->unitEditor().editor().selectAll();
            QTest::keyClicks(&page->unitEditor().editor(), text);
            page->publish();
        }
        [[nodiscard]] QString spoken(int line) const
        {
            return page->model().index(line).data(Qt::AccessibleTextRole).toString();
        }
    };
    [[nodiscard]] std::unique_ptr<Desk> deskOfMember(const QString& name)
    {
        auto desk = std::make_unique<Desk>(m_village);
        desk->signUp(name);
        return desk;
    }
    [[nodiscard]] std::unique_ptr<Desk> deskOfReviewer()
    {
        auto desk = std::make_unique<Desk>(m_village);
        desk->signIn(u"maren"_s);
        return desk;
    }
    [[nodiscard]] static bool isReady(const Desk& desk)
    {
        return desk.hasLines() && !desk.page->model().text(row).isEmpty() && desk.page->model().isApproved(row);
    }

    SeededVillage m_village;
};

void TestProposals::oneIsToldOfAndTakenBackByItsAuthor()
{
    const auto member = deskOfMember(u"tove"_s);
    QTRY_VERIFY(isReady(*member));
    const QString approved = member->page->model().text(row);
    member->page->openRow(row);
    QVERIFY(member->page->unitEditor().findChild<QLabel*>(u"lineNote"_s)); // told before anything is written
    member->publish(row, u"My own idea of it"_s);
    QTRY_COMPARE(member->proposed(), QStringList{u"My own idea of it"_s});
    QTRY_COMPARE(member->page->model().text(row), approved); // the line says what it said
    QVERIFY2(member->spoken(row).contains(u"My own idea of it"_s), qPrintable(member->spoken(row)));
    QCOMPARE(member->page->model().proposalCount(), 1);
    QVERIFY(!member->act(u"acceptProposal"_s));
    QVERIFY(member->act(u"dropProposal"_s));

    // With the keyboard, and the focus is not lost with the button.
    member->act(u"dropProposal"_s)->setFocus();
    QTest::keyClick(member->act(u"dropProposal"_s), Qt::Key_Space);
    QTRY_VERIFY(member->proposed().isEmpty());
    QVERIFY(member->page->unitEditor().editor().hasFocus());
    QTRY_COMPARE(member->fixture.village->status().waiting, 0);
    const auto reviewer = deskOfReviewer();
    QTRY_VERIFY(isReady(*reviewer));
    QVERIFY(awaited(reviewer->fixture.village->syncNow()));
    QCOMPARE(reviewer->page->model().proposalCount(), 0);
}

void TestProposals::aReviewerAcceptsOneAndNothingElse()
{
    const auto member = deskOfMember(u"sol"_s);
    QTRY_VERIFY(isReady(*member));
    member->publish(row, u"The better words"_s);
    QTRY_COMPARE(member->proposed(), QStringList{u"The better words"_s});

    const auto reviewer = deskOfReviewer();
    QTRY_VERIFY(isReady(*reviewer));
    TranslatePage& page = *reviewer->page;
    const QString published = page.model().text(row + 2);
    page.openRow(row + 2);
    QTest::keyClicks(&page.unitEditor().editor(), u", not ready yet"_s);
    page.openRow(row);
    QTRY_COMPARE(reviewer->proposed(), QStringList{u"The better words"_s});
    QVERIFY(!page.unitEditor().findChild<QLabel*>(u"lineNote"_s)); // a reviewer's words are the line's
    QTRY_VERIFY(reviewer->act(u"acceptProposal"_s));
    QVERIFY(reviewer->act(u"dropProposal"_s));
    QSignalSpy done(&page.keeper(), &DraftKeeper::published);
    QTest::mouseClick(reviewer->act(u"acceptProposal"_s), Qt::LeftButton);
    QCOMPARE(page.unitEditor().editor().toPlainText(), u"The better words"_s);
    QTRY_COMPARE(done.size(), 1);
    QTRY_VERIFY(reviewer->proposed().isEmpty());
    QTRY_COMPARE(reviewer->fixture.village->status().waiting, 0);
    QCOMPARE(page.model().text(row + 2), published + u", not ready yet"_s);
    QVERIFY(page.keeper().hasChanges());

    // The member's window follows by itself, and the line is approved with its new words.
    (void)awaited(member->fixture.village->syncNow());
    QTRY_COMPARE(member->page->model().text(row), u"The better words"_s);
    QTRY_VERIFY(member->proposed().isEmpty());
    QVERIFY(member->page->model().isApproved(row));
    QCOMPARE(member->page->model().text(row + 2), published);
}

void TestProposals::aReviewerDropsOne()
{
    const auto member = deskOfMember(u"una"_s);
    QTRY_VERIFY(isReady(*member));
    const QString approved = member->page->model().text(row);
    member->publish(row, u"Words that will not do"_s);
    QTRY_COMPARE(member->proposed(), QStringList{u"Words that will not do"_s});

    const auto reviewer = deskOfReviewer();
    QTRY_VERIFY(isReady(*reviewer));
    reviewer->page->openRow(row);
    QTRY_VERIFY(reviewer->act(u"dropProposal"_s));
    QTest::mouseClick(reviewer->act(u"dropProposal"_s), Qt::LeftButton);
    QTRY_VERIFY(reviewer->proposed().isEmpty());
    QTRY_COMPARE(reviewer->fixture.village->status().waiting, 0);
    (void)awaited(member->fixture.village->syncNow());
    QTRY_VERIFY(member->proposed().isEmpty());
    QCOMPARE(member->page->model().text(row), approved);
}

void TestProposals::whatWasDroppedCanBeKept()
{
    const auto member = std::make_unique<Desk>(m_village, QString(), std::chrono::minutes(10));
    member->signUp(u"vera"_s);
    QTRY_VERIFY(isReady(*member));
    const QStringList words{u"Words that are dropped by mistake"_s};
    member->publish(row, words.front());
    QTRY_COMPARE(member->proposed(), words);
    QTRY_COMPARE(member->fixture.village->status().waiting, 0);

    member->fixture.host->show();
    QTest::mouseClick(member->act(u"dropProposal"_s), Qt::LeftButton);
    QTRY_VERIFY(member->proposed().isEmpty()); // at once
    auto* keep = member->fixture.notice->findChild<QPushButton*>();
    QTRY_VERIFY(keep->isVisible());
    QTest::mouseClick(keep, Qt::LeftButton);
    QTRY_COMPARE(member->proposed(), words);
    QTRY_COMPARE(member->fixture.village->status().waiting, 0); // nothing goes out
    const auto reviewer = deskOfReviewer();
    QTRY_VERIFY(isReady(*reviewer));
    reviewer->page->openRow(row);
    QTRY_COMPARE(reviewer->proposed(), words);
}

QTEST_MAIN(TestProposals)
#include "tst_proposals.moc"
