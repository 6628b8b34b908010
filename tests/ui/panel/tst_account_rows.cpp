// Where somebody is signed in, as their settings show it; with the real server.

#include "village_fixture.h"

#include "ui/shell/account_rows.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestAccountRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<ServerProcess>();
        QVERIFY(m_server->start());
    }
    void cleanupTestCase() { m_server.reset(); }

    void anotherDeviceIsEnded();
    void withoutConnectionItSaysSoAndAsksAgain();
    void nobodyIsAskedToSignIn();

private:
    struct Open
    {
        explicit Open(PanelFixture& fixture)
            : rows(*fixture.look, fixture.clock, *fixture.village)
        {
            rows.resize(720, 400);
            rows.show();
        }
        [[nodiscard]] QList<QPushButton*> ends() const
        {
            auto found = rows.findChildren<QPushButton*>(u"endDevice"_s);
            found.removeIf([](const QPushButton* button) { return !button->isVisible(); });
            return found;
        }
        [[nodiscard]] int devices() const
        {
            int count = 0;
            for (const auto* row : rows.findChildren<QWidget*>(u"settingRow"_s))
                count += row->isVisible() && row->accessibleName().contains(u"since"_s) ? 1 : 0;
            return count;
        }
        [[nodiscard]] QString sentence() const
        {
            for (const auto* label : rows.findChildren<QLabel*>(u"devicesSentence"_s)) {
                if (label->isVisible()) return label->text();
            }
            return {};
        }

        AccountRows rows;
    };

    std::unique_ptr<ServerProcess> m_server;
};

void TestAccountRows::anotherDeviceIsEnded()
{
    PanelFixture here;
    PanelFixture there;
    (void)here.signUp(m_server->url(), u"two-homes"_s, u"Two Homes"_s);
    (void)awaited(there.village->account().signIn(m_server->url(), u"two-homes"_s, u"a lantern on the pier"_s)).value();
    Open open(here);
    QVERIFY(QTest::qWaitForWindowActive(&open.rows));
    QTRY_COMPARE(open.devices(), 2);
    QCOMPARE(open.ends().size(), 1); // this device is left by signing out
    QVERIFY(open.ends().first()->accessibleName().size() > open.ends().first()->text().size());
    open.ends().first()->setFocus();
    QTest::keyClick(open.ends().first(), Qt::Key_Space);
    QTRY_COMPARE(open.devices(), 1);
    QVERIFY(open.ends().isEmpty());
    QVERIFY2(open.rows.findChild<QPushButton*>(u"lookForDevices"_s)->hasFocus(), "the focus went with the button");
    QTRY_VERIFY((awaited(there.village->syncNow()), !there.village->account().current()->signedIn));

    QTest::mouseClick(open.rows.findChild<QPushButton*>(u"accountAct"_s), Qt::LeftButton);
    QTRY_VERIFY(!here.village->account().current()->signedIn);
    QTRY_COMPARE(open.devices(), 0);
}

void TestAccountRows::withoutConnectionItSaysSoAndAsksAgain()
{
    PanelFixture fixture;
    (void)fixture.signUp(m_server->url(), u"ferry-rider"_s, u"Ferry Rider"_s);
    fixture.village->setOnline(false);
    Open open(fixture);
    QTRY_VERIFY(open.sentence().contains(u"no connection"_s));
    QCOMPARE(open.devices(), 0);
    fixture.village->setOnline(true);
    QTRY_COMPARE(open.devices(), 1);
    QCOMPARE(open.sentence(), QString());
}

void TestAccountRows::nobodyIsAskedToSignIn()
{
    PanelFixture fixture;
    Open open(fixture);
    QSignalSpy asked(&open.rows, &AccountRows::signInRequested);
    QTest::mouseClick(open.rows.findChild<QPushButton*>(u"accountAct"_s), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QVERIFY(!open.rows.findChild<QPushButton*>(u"lookForDevices"_s)->isVisible());
}

QTEST_MAIN(TestAccountRows)
#include "tst_account_rows.moc"
