// Real processes: a window that runs, and the program started once more, as a file manager does for a double-click.

#include "store/database.h"
#include "support/places.h"

#include <QDir>
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

struct Said
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

Said commandLine(const QString& profile, const QStringList& words)
{
    QProcess cli;
    cli.start(test::programPath(u"groundswell-cli"_s), QStringList{u"--profile"_s, profile} + words);
    if (!cli.waitForFinished(patience)) return {};
    return {cli.exitCode(), cli.readAllStandardOutput(), cli.readAllStandardError()};
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

    /// A message that nobody reads is no answer: the second start says so instead of ending without a word.
    void oneThatHangsIsNotTakenForAnAnswer()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        Player window(profile);
        QVERIFY(window.process.waitForStarted(patience));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(profile + u"/profile.lock"_s), patience);
        ::kill(static_cast<pid_t>(window.process.processId()), SIGSTOP);
        Player again(profile);
        again.process.setReadChannel(QProcess::StandardError);
        QVERIFY(again.process.waitForReadyRead(patience));
        QVERIFY(again.process.readAllStandardError().contains("in use"));
        QCOMPARE(again.process.state(), QProcess::Running);
        again.process.kill();
        QVERIFY(again.process.waitForFinished(patience));

        // Where that one ends while an answer is waited for, the second start is the first.
        const QString song = folder.filePath(u"tone.flac"_s);
        QVERIFY(QFile::copy(test::dataPath(u"audio/tone.flac"_s), song));
        Player heir(profile, {song});
        QVERIFY(heir.process.waitForStarted(patience));
        ::kill(static_cast<pid_t>(window.process.processId()), SIGKILL);
        QVERIFY(window.process.waitForFinished(patience));
        QTRY_VERIFY_WITH_TIMEOUT(keptQueue(profile).contains(QUrl::fromLocalFile(song).toEncoded()), patience);
        QCOMPARE(heir.process.state(), QProcess::Running);
    }

    /// What cannot be done is said in one sentence, in a person's words, and nothing else is.
    void theCommandLineSaysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("named");
        const QString song = u"00000000-0000-4000-8000-000000000000"_s;
        QTest::newRow("no file") << QStringList{u"play"_s, u"/nowhere.mp3"_s} << QByteArray("nowhere.mp3");
        QTest::newRow("no server") << QStringList{u"account"_s, u"login"_s, u"--server"_s,   u"nonsense"_s,
                                                  u"--name"_s,  u"liv"_s,   u"--password"_s, u"a lantern"_s}
                                   << QByteArray("--server");
        QTest::newRow("no language") << QStringList{u"translate"_s, u"show"_s, song, u"--to"_s, u"%%"_s}
                                     << QByteArray("--to");
        QTest::newRow("no lyrics' language")
            << QStringList{u"lyrics"_s, u"show"_s, song, u"--lang"_s, u"%%"_s} << QByteArray("--lang");
    }
    void theCommandLineSaysWhatIsWrong()
    {
        QFETCH(const QStringList, words);
        QFETCH(const QByteArray, named);
        QTemporaryDir folder;
        const Said said = commandLine(folder.filePath(u"profile"_s), words);
        QCOMPARE(said.exitCode, 1);
        QCOMPARE(said.out, QByteArray());
        QCOMPARE(said.error.count('\n'), 1);
        QVERIFY2(said.error.contains(named), said.error);
        for (const char* internal : {"args.", "/v1/", "field"})
            QVERIFY2(!said.error.contains(internal), said.error);
    }

    void theCommandLineReadsBesideTheWindow()
    {
        QTemporaryDir folder;
        const QString profile = folder.filePath(u"profile"_s);
        const QString music = folder.filePath(u"music"_s);
        const QString song = music + u"/tone.flac"_s;
        QVERIFY(QDir().mkpath(music));
        QVERIFY(QFile::copy(test::dataPath(u"audio/tone.flac"_s), song));
        QCOMPARE(commandLine(profile, {u"scan"_s, music}).exitCode, 0);
        const auto alone = commandLine(profile, {u"tracks"_s});
        QVERIFY(alone.out.contains(song.toUtf8()));

        Player window(profile, {song});
        QTRY_VERIFY_WITH_TIMEOUT(keptQueue(profile).contains(QUrl::fromLocalFile(song).toEncoded()), patience);
        QCOMPARE(commandLine(profile, {u"tracks"_s}).out, alone.out);
        QCOMPARE(commandLine(profile, {u"search"_s, u"tone"_s}).exitCode, 0);
        QCOMPARE(commandLine(profile, {u"render"_s, song, u"--out"_s, folder.filePath(u"out.wav"_s)}).exitCode, 0);
        // What would change it is refused, in one sentence.
        const auto refused = commandLine(profile, {u"scan"_s, music});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.error.contains("in use"), refused.error.constData());
        QCOMPARE(refused.error.count('\n'), 1);
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
