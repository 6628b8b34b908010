// What somebody proposes for a line, beside what the line says: the words that differ are marked.

#include "ui/panel/translation/proposal_rows.h"
#include "ui/parts/marked_label.h"
#include "ui/style/look.h"

#include <QTest>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestProposalRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWordsThatDifferAreMarked();
    void whatOnlyAddsDoesNotRepeatTheLine();
    void aRewordedSourceShowsWhatItLost();

private:
    [[nodiscard]] static QStringList marked(const MarkedLabel& label)
    {
        QStringList words;
        for (const TextRange& mark : label.marks())
            words.append(label.text().mid(mark.start, mark.length));
        return words;
    }
    [[nodiscard]] static ShownProposal proposal(const QString& text)
    {
        ShownProposal shown;
        shown.proposal.text = text;
        return shown;
    }

    Look m_look{*qApp, {.scheme = LookSettings::Scheme::Dark}};
};

void TestProposalRows::theWordsThatDifferAreMarked()
{
    ProposalRows rows(m_look);
    rows.show({}, {proposal(u"I blame the sea for every blurring letter"_s)},
              u"I blame the salt for every blurring letter"_s, u"en"_s);
    const auto* words = rows.findChild<MarkedLabel*>(u"proposedWords"_s);
    const auto* present = rows.findChild<MarkedLabel*>(u"presentWords"_s);
    QVERIFY(words && present);
    QCOMPARE(marked(*words), QStringList{u"sea"_s});
    QCOMPARE(marked(*present), QStringList{u"salt"_s});

    // And they are to be seen: the same words without a mark look otherwise.
    rows.resize(420, rows.wantedHeight(420));
    rows.setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(&rows));
    auto* seen = rows.findChild<MarkedLabel*>(u"proposedWords"_s);
    const QImage with = seen->grab().toImage();
    seen->setMarks({});
    QVERIFY(with != seen->grab().toImage());
}

void TestProposalRows::whatOnlyAddsDoesNotRepeatTheLine()
{
    ProposalRows rows(m_look);
    rows.show({}, {proposal(u"I write to you again"_s)}, u"I write to you"_s, u"en"_s);
    QCOMPARE(marked(*rows.findChild<MarkedLabel*>(u"proposedWords"_s)), QStringList{u"again"_s});
    QVERIFY(!rows.findChild<MarkedLabel*>(u"presentWords"_s));
}

void TestProposalRows::aRewordedSourceShowsWhatItLost()
{
    // A script without spaces between its words, too.
    QCOMPARE(changedRanges(u"the last boat home"_s, u"the first boat home"_s), (QList<TextRange>{{4, 4}}));
    QVERIFY(!changedRanges(u"最終便の窓"_s, u"始発便の窓"_s).isEmpty());
    ProposalRows rows(m_look);
    const QString told = u"It read: the last boat"_s;
    rows.show({told, {{13, 4}}}, {}, {}, u"en"_s);
    QCOMPARE(marked(*rows.findChild<MarkedLabel*>(u"lineNote"_s)), QStringList{u"last"_s});
}

QTEST_MAIN(TestProposalRows)
#include "tst_proposal_rows.moc"
