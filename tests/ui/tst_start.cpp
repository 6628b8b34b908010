#include "profile/profile.h"
#include "ui/application/application.h"
#include "ui/application/single_instance.h"
#include "ui/application/start_problem.h"
#include "ui/application/window_settings.h"
#include "ui/shell/main_window.h"
#include "ui/style/settings_store.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace groundswell;
using namespace groundswell::ui;

/// How the program starts: alone or beside another of the same profile, and what it says when it cannot.
class TestStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRequestComesAsItWasSent()
    {
        const StartRequest request{
            .open = {QUrl::fromLocalFile(u"/music/100 % 雨 #1.mp3"_s), QUrl(u"https://a.example/b?c=d"_s)},
            .addFolders = {u"/music/ñandú"_s},
            .activationToken = "token-1_TIME2",
            .answerTo = u"/tmp/groundswell-1"_s};
        QCOMPARE(StartRequest::fromBytes(request.toBytes()), request);
        QCOMPARE(StartRequest::fromBytes("{\"open\": 3}"), StartRequest());
        QCOMPARE(StartRequest::fromBytes(QByteArray()), StartRequest());
    }

    void oneWindowForEachProfile()
    {
        QTemporaryDir folder;
        SingleInstance one(folder.filePath(u"a"_s));
        QVERIFY(one.isFirst());
        QVERIFY(SingleInstance(folder.filePath(u"b"_s)).isFirst());
        QVERIFY(!SingleInstance(folder.filePath(u"b/../a/"_s)).isFirst());
    }

    /// The look is known although the profile is another program's.
    void theKeptLookIsReadBesideTheOneThatHasTheProfile()
    {
        QTemporaryDir folder;
        QCOMPARE(keptLook(folder.filePath(u"nothing"_s)), LookSettings());
        auto profile = Profile::open(folder.path(), {.plainTokens = true});
        QVERIFY(profile);
        QCOMPARE(keptLook(folder.path()), LookSettings());
        const LookSettings chosen{.scheme = LookSettings::Scheme::Light, .textPercent = 115};
        {
            WindowSettings settings((*profile)->tracks(), (*profile)->trackStore());
            writeLook(settings, chosen);
        }
        QCOMPARE(keptLook(folder.path()), chosen);
        const auto second = Profile::open(folder.path(), {.plainTokens = true});
        QVERIFY(!second);
        QCOMPARE(second.error().code, ErrorCode::Conflict);
    }

    /// Whoever wants to stay offline finds it so after a restart, before anything is asked.
    void whoStaysOfflineIsOfflineAfterARestart()
    {
        QTemporaryDir folder;
        ApplicationOptions options;
        options.profileFolder = folder.path();
        options.output = media::OutputKind::Silent;
        const auto begin = [&options] { return Application::start(*qApp, options).value(); };
        const auto switchOf = [](Application& program) {
            program.window().go(Place::Sync);
            return program.window().findChild<QAbstractButton*>(u"stayOffline"_s);
        };
        bool before = false;
        for (const bool stays : {true, true, false, false}) {
            const auto program = begin();
            QCOMPARE(program->profile().village().status().flightMode, before); // from the first word on
            auto* button = switchOf(*program);
            QCOMPARE(button->isChecked(), before);
            if (before != stays) button->click();
            QTRY_COMPARE(program->profile().village().status().flightMode, stays);
            before = stays;
        }
    }

    void theProblemIsToldInTheProgramsOwnLook()
    {
        for (const auto scheme : {LookSettings::Scheme::Dark, LookSettings::Scheme::Light}) {
            const Look look(*qApp, {.scheme = scheme, .reduceMotion = true});
            StartProblem problem(look, u"/home/ana/.local/share/groundswell"_s, {ErrorCode::Conflict, u"in use"_s, {}});
            problem.show();
            QVERIFY(QTest::qWaitForWindowExposed(&problem));
            QCOMPARE(problem.grab().toImage().pixelColor(4, 4), look.theme().bgWindow);
            QVERIFY(!problem.findChild<QLabel*>(u"sentence"_s)->text().contains(u'/'));
            QSignalSpy again(&problem, &QDialog::accepted);
            QTest::keyClick(&problem, Qt::Key_Return);
            QCOMPARE(again.size(), 1);
        }
    }

    void whatCanBeDoneAboutADamagedFileIsTold()
    {
        const QTemporaryDir folder;
        ApplicationOptions options;
        options.profileFolder = folder.path();
        QVERIFY(Application::start(*qApp, options).has_value());
        QFile outbox(folder.filePath(u"outbox.db"_s));
        QVERIFY(outbox.open(QIODevice::WriteOnly));
        const QByteArray noDatabase(10'000, 'x');
        outbox.write(noDatabase);
        outbox.close();
        const auto program = Application::start(*qApp, options);
        QVERIFY(!program);
        const Look look(*qApp);
        const StartProblem problem(look, folder.path(), program.error());
        const QString told = problem.findChild<QLabel*>(u"sentence"_s)->text();
        QVERIFY2(told.contains(u"outbox.db") && told.contains(u"move it to another folder"), qPrintable(told));
        QVERIFY(outbox.open(QIODevice::ReadOnly));
        QCOMPARE(outbox.readAll(), noDatabase);
    }
};

QTEST_MAIN(TestStart)
#include "tst_start.moc"
