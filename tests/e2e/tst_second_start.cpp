// Real processes: a window that runs, and the program started once more, as a file manager does for a double-click.

#include "store/database.h"
#include "support/places.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <exception>
#include <signal.h>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

/// What the running window keeps of its queue, as the other process finds it on the disk.
QByteArray keptQueue(const QString& profile)
{
    auto database = store::Database::openReader(profile + u"/library.db"_s);
    if (!database) return {};
    try {
        store::Statement statement = database->prepare("SELECT value FROM setting WHERE key = 'queue'");
        return statement.step() ? statement.blob(0) : QByteArray();
    } catch (const std::exception&) {
        return {}; // not made yet
    }
}

class Player
{
public:
    explicit Player(const QString& profile, const QStringList& more = {})
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GROUNDSWELL_PLAIN_TOKENS"_s, u"1"_s);
        process.setProcessEnvironment(environment);
        process.start(test::programPath(u"groundswell"_s), QStringList{u"--silent"_s, u"--profile"_s, profile} + more);
    }
    ~Player()
    {
        if (process.state() == QProcess::NotRunning) return;
        process.kill();
        process.waitForFinished(patience);
    }
    QProcess process;
};

} // namespace

class TestSecondStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handsItsFilesToTheWindowThatRuns()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        const QString first = folder.filePath(u"first.flac"_s);
        const QString second = folder.filePath(u"second song.flac"_s);
        for (const QString& song : {first, second})
            QVERIFY(QFile::copy(test::dataPath(u"audio/tone.flac"_s), song));

        Player window(profile);
        QVERIFY(window.process.waitForStarted(patience));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(profile + u"/profile.lock"_s), patience);
        for (const QString& song : {first, second}) {
            // The folder by another way, and the file as a shell gives it.
            Player again(profile + u"/../profile/"_s, {song});
            QVERIFY(again.process.waitForFinished(patience));
            QCOMPARE(again.process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(again.process.exitCode(), 0);
            QTRY_VERIFY_WITH_TIMEOUT(keptQueue(profile).contains(QUrl::fromLocalFile(song).toEncoded()), patience);
        }
        QCOMPARE(window.process.state(), QProcess::Running);

        // One that was killed leaves nothing in the way.
        ::kill(static_cast<pid_t>(window.process.processId()), SIGKILL);
        QVERIFY(window.process.waitForFinished(patience));
        Player next(profile, {first});
        QTRY_VERIFY_WITH_TIMEOUT(keptQueue(profile).contains(QUrl::fromLocalFile(first).toEncoded()), patience);
        QCOMPARE(next.process.state(), QProcess::Running);
    }

    void saysThatAnotherProgramHasTheProfile()
    {
        QTemporaryDir folder;
        QLockFile lock(folder.filePath(u"profile.lock"_s));
        lock.setStaleLockTime(0);
        QVERIFY(lock.tryLock());
        Player window(folder.path());
        QVERIFY(window.process.waitForStarted(patience));
        window.process.setReadChannel(QProcess::StandardError);
        QVERIFY(window.process.waitForReadyRead(patience));
        QVERIFY(window.process.readAllStandardError().contains("in use"));
        QCOMPARE(window.process.state(), QProcess::Running); // it asks whether to try again
    }
};

QTEST_GUILESS_MAIN(TestSecondStart)
#include "tst_second_start.moc"
