#include "village_fixture.h"

#include "ui/people/community_list.h"
#include "ui/people/sign_in_dialog.h"
#include "ui/people/sign_in_form.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTcpServer>
#include <QTcpSocket>

using namespace groundswell;
using namespace groundswell::ui;
using namespace Qt::StringLiterals;

class TestSignInDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"); // a machine without a keychain
        QVERIFY(server.start());
    }

    void addressesAreUnderstood()
    {
        QCOMPARE(communityUrl(u"lanternbay.example"_s), QUrl(u"https://lanternbay.example"_s));
        QCOMPARE(communityUrl(u"localhost:8790"_s), QUrl(u"http://localhost:8790"_s));
        QCOMPARE(communityUrl(u"https://a.example/path?x=1"_s), QUrl(u"https://a.example"_s));
        QVERIFY(!communityUrl(u"ftp://a.example"_s).isValid());
        QVERIFY(!communityUrl(u"two words"_s).isValid());
    }

    void aMistypedAddressDoesNotStay()
    {
        PanelFixture fixture;
        fixture.host->resize(1200, 800);
        fixture.host->show();
        SignInDialog dialog(*fixture.look, *fixture.village, {server.url()}, fixture.host.get());
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(fixture.host.get()));
        QTRY_COMPARE(dialog.communities().rowCount(), 1);
        auto* address = dialog.findChild<QLineEdit*>(u"communityAddress"_s);
        const auto type = [address](const QString& text) {
            QTest::keyClicks(address, text);
            QTest::keyClick(address, Qt::Key_Return);
        };
        type(u"127.0.0.1:9"_s);
        QTRY_COMPARE(dialog.communities().rowCount(), 2);
        QTRY_COMPARE(dialog.communities().entry(1).reach, CommunityEntry::Reach::Silent);
        type(u"127.0.0.1:8"_s);
        QCOMPARE(dialog.communities().rowCount(), 2);
        QCOMPARE(dialog.communities().entry(1).server.port(), 8);
        auto* list = dialog.findChild<QListView*>(u"communityList"_s);
        list->setCurrentIndex(dialog.communities().index(1));
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(dialog.communities().rowCount(), 1);
        list->setCurrentIndex(dialog.communities().index(0));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(dialog.communities().rowCount(), 1); // it was offered, not typed
    }

    void aCommunityThatDoesNotAnswerIsAskedAgain()
    {
        QTcpServer busy;
        int asked = 0;
        connect(&busy, &QTcpServer::newConnection, this, [&] {
            while (QTcpSocket* caller = busy.nextPendingConnection()) {
                connect(caller, &QTcpSocket::readyRead, caller, [&asked, caller] {
                    ++asked;
                    caller->readAll();
                    caller->write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    caller->disconnectFromHost();
                });
            }
        });
        QVERIFY(busy.listen(QHostAddress::LocalHost));
        const QString address = u"127.0.0.1:%1"_s.arg(busy.serverPort());
        PanelFixture fixture;
        fixture.host->resize(1200, 800);
        fixture.host->show();
        SignInDialog dialog(*fixture.look, *fixture.village, {communityUrl(address)}, fixture.host.get());
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(fixture.host.get()));
        auto* submit = dialog.findChild<QPushButton*>(u"signInSubmit"_s);
        const QString signIn = submit->text();
        const auto isSilent = [&dialog] {
            return dialog.communities().entry(0).reach == CommunityEntry::Reach::Silent;
        };
        QTRY_VERIFY(isSilent());
        QVERIFY(submit->isEnabled() && submit->text() != signIn);
        const auto asksAgain = [&](const auto& act) {
            const int before = asked;
            act();
            return test::comesTrue([&] { return asked > before && isSilent(); });
        };
        QVERIFY(asksAgain([&] { QTest::mouseClick(submit, Qt::LeftButton); }));
        submit->setFocus(Qt::TabFocusReason);
        QVERIFY(asksAgain([&] { QTest::keyClick(submit, Qt::Key_Space); }));
        QVERIFY(submit->hasFocus()); // for the next time
        QVERIFY(asksAgain([&] { QTest::keyClick(dialog.findChild<QLineEdit*>(u"accountName"_s), Qt::Key_Return); }));
        QVERIFY(asksAgain([&] {
            auto* field = dialog.findChild<QLineEdit*>(u"communityAddress"_s);
            QTest::keyClicks(field, address);
            QTest::keyClick(field, Qt::Key_Return);
        }));

        // One that answers is signed in to.
        dialog.communities().add(server.url());
        QTRY_COMPARE(dialog.communities().entry(1).reach, CommunityEntry::Reach::Reachable);
        QTRY_COMPARE(submit->text(), signIn);
        QVERIFY(!submit->isEnabled()); // nothing is typed yet
    }

    void theCardStandsInTheMiddleOfTheRoomAboveThePlayer()
    {
        PanelFixture fixture;
        fixture.host->resize(1440, 900);
        fixture.host->show(); // what is hidden hears of a new size later
        SignInDialog dialog(*fixture.look, *fixture.village, {}, fixture.host.get());
        const QWidget* card = dialog.findChild<QLineEdit*>(u"communityAddress"_s)->parentWidget()->parentWidget();
        QCOMPARE(card->parentWidget(), &dialog);
        dialog.setFloor(112);
        QCOMPARE(card->geometry(), QRect(280, 114, 880, 560));
        fixture.host->resize(880, 560); // too little above the player: over it, with the least edge
        QTRY_COMPARE(card->geometry(), QRect(16, 16, 848, 528));
    }

    void largeTextHasItsRoom()
    {
        PanelFixture fixture({}, {.textPercent = 130});
        fixture.host->resize(1440, 900);
        fixture.host->show();
        SignInDialog dialog(*fixture.look, *fixture.village, {}, fixture.host.get());
        dialog.open();
        dialog.findChild<QTabBar*>()->setCurrentIndex(1);
        auto* form = dialog.findChild<SignInForm*>();
        form->findChild<QWidget*>(u"keepSession"_s)->show();
        for (const QSize window : {QSize(1440, 900), QSize(880, 560)}) {
            fixture.host->resize(window);
            QTRY_COMPARE(dialog.size(), window);
            QTRY_VERIFY2(form->height() >= form->minimumSizeHint().height(), "its parts lie over each other");
            QTRY_COMPARE(form->width(), form->parentWidget()->width());
        }
    }

    void withoutTheLastCommunityItSaysThatNoneIsKnown()
    {
        PanelFixture fixture;
        fixture.host->resize(1200, 800);
        fixture.host->show();
        SignInDialog dialog(*fixture.look, *fixture.village, {}, fixture.host.get());
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(fixture.host.get()));
        const auto* none = dialog.findChild<QLabel*>(u"noCommunity"_s);
        QVERIFY(none->isVisible());
        auto* address = dialog.findChild<QLineEdit*>(u"communityAddress"_s);
        QTest::keyClicks(address, u"127.0.0.1:9"_s);
        QTest::keyClick(address, Qt::Key_Return);
        QCOMPARE(dialog.communities().rowCount(), 1);
        QVERIFY(!none->isVisible());
        auto* list = dialog.findChild<QListView*>(u"communityList"_s);
        list->setFocus();
        QTRY_VERIFY(list->hasFocus());
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(dialog.communities().rowCount(), 0);
        QVERIFY(none->isVisible());
        QVERIFY(!dialog.findChild<QLineEdit*>(u"accountName"_s)->isEnabled());
    }

    void createsAnAccountAndSignsInAgain()
    {
        PanelFixture fixture;
        fixture.host->resize(1200, 800);
        fixture.host->show();
        SignInDialog dialog(*fixture.look, *fixture.village, {}, fixture.host.get());
        dialog.open();
        auto* address = dialog.findChild<QLineEdit*>(u"communityAddress"_s);
        QVERIFY2(!dialog.findChild<QLineEdit*>(u"accountName"_s)->isEnabled(), "a name, but where?");
        QVERIFY(dialog.findChild<QLabel*>(u"noCommunity"_s)->isVisible());
        QTest::keyClicks(address, server.url().authority());
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_COMPARE(dialog.communities().rowCount(), 1);
        QVERIFY(dialog.findChild<QLineEdit*>(u"accountName"_s)->isEnabled());
        QVERIFY(!dialog.findChild<QLabel*>(u"noCommunity"_s)->isVisible());
        QTRY_COMPARE(dialog.communities().entry(0).reach, CommunityEntry::Reach::Reachable);
        QCOMPARE(dialog.communities().entry(0).name, u"Lantern Bay"_s);

        dialog.findChild<QTabBar*>()->setCurrentIndex(1);
        auto* name = dialog.findChild<QLineEdit*>(u"accountName"_s);
        auto* password = dialog.findChild<QLineEdit*>(u"password"_s);
        auto* submit = dialog.findChild<QPushButton*>(u"signInSubmit"_s);
        QTest::keyClicks(name, u"Liv"_s);
        QVERIFY(!submit->isEnabled()); // capitals are no name
        name->clear();
        QTest::keyClicks(name, u"liv"_s);
        QTRY_VERIFY(dialog.findChild<QLabel*>(u"nameNote"_s)->text().contains(u"Free"_s));
        QTest::keyClicks(password, u"short"_s);
        QVERIFY(!submit->isEnabled());
        QTest::keyClicks(password, u" but long enough"_s);
        QTRY_VERIFY(submit->isEnabled());
        QSignalSpy signedIn(&dialog, &SignInDialog::signedIn);
        QTest::mouseClick(submit, Qt::LeftButton);
        QTRY_COMPARE(signedIn.size(), 1);
        QVERIFY(!dialog.isVisible());
        QVERIFY(fixture.village->account().current()->signedIn);

        // The name is taken now, and a wrong password is told in words.
        PanelFixture other;
        other.host->resize(1200, 800);
        other.host->show();
        SignInDialog second(*other.look, *other.village, {server.url()}, other.host.get());
        second.open();
        QTRY_COMPARE(second.communities().entry(0).reach, CommunityEntry::Reach::Reachable);
        QTest::keyClicks(second.findChild<QLineEdit*>(u"accountName"_s), u"liv"_s);
        QTest::keyClicks(second.findChild<QLineEdit*>(u"password"_s), u"not the password at all"_s);
        QTRY_VERIFY(second.findChild<QPushButton*>(u"signInSubmit"_s)->isEnabled());
        QTest::keyClick(second.findChild<QLineEdit*>(u"password"_s), Qt::Key_Return);
        QTRY_VERIFY(!second.findChild<QLabel*>(u"signInProblem"_s)->text().isEmpty());
        QVERIFY(second.isVisible());
        second.findChild<QTabBar*>()->setCurrentIndex(1);
        QTRY_VERIFY(second.findChild<QLabel*>(u"nameNote"_s)->text().contains(u"already"_s));
        QTest::keyClick(&second, Qt::Key_Escape);
        QVERIFY(!second.isVisible());
    }

    void theFormGoesWithTheKeyboardAlone()
    {
        PanelFixture fixture(QString(), {}, sync::keychainVault(QDir::tempPath() + u"/no-such-tokens"_s));
        fixture.host->resize(1200, 800);
        fixture.host->show();
        QVERIFY(QTest::qWaitForWindowActive(fixture.host.get()));
        SignInDialog dialog(*fixture.look, *fixture.village, {server.url()}, fixture.host.get());
        dialog.open();
        auto* keep = dialog.findChild<QWidget*>(u"keepSession"_s);
        QTRY_VERIFY(keep->isVisible());
        QTRY_COMPARE(dialog.communities().entry(0).reach, CommunityEntry::Reach::Reachable);
        dialog.findChild<QTabBar*>()->setCurrentIndex(1);
        auto* name = dialog.findChild<QLineEdit*>(u"accountName"_s);
        auto* password = dialog.findChild<QLineEdit*>(u"password"_s);
        name->setFocus();
        const auto focused = [] { return QApplication::focusWidget(); };
        const auto press = [&focused](Qt::Key key) { QTest::keyClick(focused(), key); };
        QTest::keyClicks(focused(), u"key-hand"_s);
        press(Qt::Key_Tab);
        QCOMPARE(focused(), password);
        QTest::keyClicks(focused(), u"long enough for this"_s);
        press(Qt::Key_Tab);
        QCOMPARE(focused()->objectName(), u"passwordEye"_s);
        press(Qt::Key_Space);
        QCOMPARE(password->echoMode(), QLineEdit::Normal);
        press(Qt::Key_Space);
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        press(Qt::Key_Tab);
        QVERIFY(qobject_cast<QRadioButton*>(focused()));
        QTRY_VERIFY(dialog.findChild<QPushButton*>(u"signInSubmit"_s)->isEnabled());
        QSignalSpy signedIn(&dialog, &SignInDialog::signedIn);
        press(Qt::Key_Return);
        QTRY_COMPARE(signedIn.size(), 1);
    }

    void withoutAKeychainItAsksWhatBecomesOfTheSession()
    {
        QTemporaryDir folder;
        const QString tokens = folder.filePath(u"tokens.json"_s);
        PanelFixture fixture(folder.path(), {}, sync::keychainVault(tokens));
        fixture.host->resize(1200, 800);
        fixture.host->show();
        SignInDialog dialog(*fixture.look, *fixture.village, {server.url()}, fixture.host.get());
        dialog.open();
        auto* keep = dialog.findChild<QWidget*>(u"keepSession"_s);
        QTRY_VERIFY(keep->isVisible());
        QTRY_COMPARE(dialog.communities().entry(0).reach, CommunityEntry::Reach::Reachable);
        dialog.findChild<QTabBar*>()->setCurrentIndex(1);
        QTest::keyClicks(dialog.findChild<QLineEdit*>(u"accountName"_s), u"keeper"_s);
        QTest::keyClicks(dialog.findChild<QLineEdit*>(u"password"_s), u"long enough for this"_s);
        dialog.findChild<QRadioButton*>(u"keepInFile"_s)->click();
        QSignalSpy signedIn(&dialog, &SignInDialog::signedIn);
        auto* submit = dialog.findChild<QPushButton*>(u"signInSubmit"_s);
        QTRY_VERIFY(submit->isEnabled());
        QTest::mouseClick(submit, Qt::LeftButton);
        QTRY_COMPARE(signedIn.size(), 1);
        QVERIFY(QFile::exists(tokens));
    }

private:
    ServerProcess server;
};

QTEST_MAIN(TestSignInDialog)
#include "tst_sign_in_dialog.moc"
