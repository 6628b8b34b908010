// Real processes: groundswelld and two profiles of groundswell-cli. What client 1 writes while the server is away, and
// a kill -9 right after, must be there when it starts again, arrive once when the server is back, and be seen by
// client 2.

#include "support/places.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <signal.h>

using namespace groundswell;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000;

/// The server, on a port of its own that it keeps when it is started again.
class Server
{
public:
    explicit Server(const QString& folder)
        : m_folder(folder)
    {
    }
    ~Server() { stop(); }

    bool start()
    {
        m_process.start(test::programPath(u"groundswelld"_s),
                        {u"--port"_s, QString::number(m_port), u"--data"_s, m_folder, u"--name"_s, u"Lantern Bay"_s});
        QByteArray said;
        while (!said.contains('\n')) {
            if (!m_process.waitForReadyRead(patience)) return false;
            said += m_process.readAllStandardOutput();
        }
        m_port = said.trimmed().split(':').last().toUShort();
        return m_port != 0;
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.terminate();
        if (!m_process.waitForFinished(patience)) m_process.kill();
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }

private:
    QString m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

struct Answer
{
    int exitCode = -1;
    QJsonDocument json;
    QByteArray error;
};

QProcessEnvironment withPlainTokens()
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"GROUNDSWELL_PLAIN_TOKENS"_s, u"1"_s);
    return environment;
}

Answer cli(const QString& profile, const QStringList& arguments)
{
    QProcess process;
    process.setProcessEnvironment(withPlainTokens());
    process.start(test::programPath(u"groundswell-cli"_s),
                  QStringList{u"--profile"_s, profile, u"--json"_s} + arguments);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, "no normal end: " + process.readAllStandardError()};
    return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()),
            process.readAllStandardError()};
}

/// Takes back what was written last and has not been sent.
bool takeBackLast(const QString& profile)
{
    const auto last = cli(profile, {u"outbox"_s}).json.array().last().toObject();
    return cli(profile, {u"outbox"_s, u"undo"_s, last.value("op"_L1).toString()}).exitCode == 0;
}

/// Runs a command that writes something and kills it at the moment that it says it is done: nothing but the disk
/// remembers. One that had come to its end before the signal is taken back and run again. False: it was never killed.
bool cliKilled(const QString& profile, const QStringList& arguments)
{
    for (int tries = 0; tries < 10; ++tries) {
        QProcess process;
        process.setProcessEnvironment(withPlainTokens());
        process.start(test::programPath(u"groundswell-cli"_s),
                      QStringList{u"--profile"_s, profile, u"--json"_s} + arguments);
        if (!process.waitForReadyRead(patience)) return false;
        ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
        if (!process.waitForFinished(patience)) return false;
        if (process.exitStatus() == QProcess::CrashExit) return process.exitCode() == SIGKILL; // QProcess: the signal
        if (process.exitCode() != 0 || !takeBackLast(profile)) return false;
    }
    return false;
}

QStringList textsOf(const QJsonDocument& comments)
{
    QStringList texts;
    const auto all = comments.array();
    for (const auto& comment : all)
        texts << comment.toObject().value("text"_L1).toString();
    return texts;
}

QString lineOf(const QJsonDocument& translation, int number)
{
    const auto units = translation.object().value("units"_L1).toArray();
    return units.at(number - 1).toObject().value("text"_L1).toString();
}

bool signUp(const QString& profile, const Server& server, const QString& name)
{
    return cli(profile, {u"account"_s, u"register"_s, u"--server"_s, server.url(), u"--name"_s, name, u"--password"_s,
                         u"lantern-bay-"_s + name})
               .exitCode == 0;
}

} // namespace

class TestTwoClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writtenWhileTheServerIsAway()
    {
        QTemporaryDir folder;
        Server server(folder.filePath(u"server"_s));
        QVERIFY(server.start());
        const auto one = folder.filePath(u"one"_s);
        const auto two = folder.filePath(u"two"_s);
        QVERIFY(signUp(one, server, u"liv"_s));
        QVERIFY(signUp(two, server, u"nao"_s));

        // A song and its words, before the server goes.
        const auto track = folder.filePath(u"tone.wav"_s);
        writeTone(track);
        const auto match = cli(one, {u"match"_s, track});
        QVERIFY2(match.exitCode == 0, match.error);
        const auto song = match.json.object().value("song"_L1).toString();
        const auto words = folder.filePath(u"words.lrc"_s);
        writeLyrics(words);
        const auto put = cli(one, {u"lyrics"_s, u"put"_s, song, words, u"--lang"_s, u"en"_s});
        QVERIFY2(put.exitCode == 0, put.error);
        QCOMPARE(put.json.object().value("state"_L1).toString(), u"sent"_s);

        // The server is away; the client is killed after each write.
        server.stop();
        QVERIFY(cliKilled(one, {u"comment"_s, song, u"Written on the ferry"_s, u"--at"_s, u"1200"_s}));
        QVERIFY(cliKilled(
            one, {u"translate"_s, u"put"_s, song, u"Nacht auf dem Wasser"_s, u"--line"_s, u"1"_s, u"--to"_s, u"de"_s}));
        const auto waiting = cli(one, {u"outbox"_s});
        QCOMPARE(waiting.exitCode, 0);
        QCOMPARE(waiting.json.array().size(), 2);
        QCOMPARE(textsOf(cli(one, {u"comments"_s, song}).json), QStringList{u"Written on the ferry"_s});
        QCOMPARE(lineOf(cli(one, {u"translate"_s, u"show"_s, song, u"--to"_s, u"de"_s}).json, 1),
                 u"Nacht auf dem Wasser"_s);
        QVERIFY(cli(one, {u"sync"_s}).exitCode != 0);

        // It comes back: both arrive, once.
        QVERIFY(server.start());
        const auto synced = cli(one, {u"sync"_s});
        QVERIFY2(synced.exitCode == 0, synced.error);
        QCOMPARE(cli(one, {u"outbox"_s}).json.array().size(), 0);
        QCOMPARE(cli(one, {u"sync"_s}).exitCode, 0);
        QCOMPARE(textsOf(cli(two, {u"comments"_s, song}).json), QStringList{u"Written on the ferry"_s});
        const auto seen = cli(two, {u"translate"_s, u"show"_s, song, u"--to"_s, u"de"_s});
        QCOMPARE(lineOf(seen.json, 1), u"Nacht auf dem Wasser"_s);
        QCOMPARE(seen.json.object().value("rev"_L1).toInteger(), 1);
    }

    /// What cannot be done says so, in one sentence and with its exit code, and leaves nothing behind.
    void wrongInputsAreTold()
    {
        QTemporaryDir folder;
        Server server(folder.filePath(u"server"_s));
        QVERIFY(server.start());
        const auto one = folder.filePath(u"one"_s);
        QVERIFY(signUp(one, server, u"liv"_s));
        const auto track = folder.filePath(u"tone.wav"_s);
        writeTone(track);
        const auto song = cli(one, {u"match"_s, track}).json.object().value("song"_L1).toString();
        QCOMPARE(cli(one, {u"comment"_s, song, u"A first one"_s}).exitCode, 0);
        const auto lyrics = folder.filePath(u"words.lrc"_s);
        writeLyrics(lyrics);
        QCOMPARE(cli(one, {u"lyrics"_s, u"put"_s, song, lyrics, u"--lang"_s, u"en"_s}).exitCode, 0);
        const QStringList translate{u"translate"_s, u"put"_s, song, u"Eins"_s, u"--line"_s, u"1"_s, u"--to"_s, u"de"_s};
        const auto nobodys = u"0190a6b0-0000-7000-8000-000000000001"_s;
        for (const QStringList& wrong :
             {QStringList{}, QStringList{u"--nonsense"_s}, QStringList{u"--profile"_s, QString()},
              QStringList{u"account"_s}, QStringList{u"tracks"_s, u"all"_s}, QStringList{u"scan"_s, u"/nowhere"_s},
              QStringList{u"scan"_s, folder.path(), u"/nowhere"_s},
              QStringList{u"comment"_s, song, u"two"_s, u"words"_s},
              QStringList{u"comment"_s, song, u"late"_s, u"--at"_s, u"99999999999"_s},
              QStringList{u"comment"_s, song, u"hi"_s, u"--reply"_s, nobodys}, QStringList{u"comments"_s, nobodys},
              QStringList{u"lyrics"_s, u"show"_s, nobodys}, QStringList{u"outbox"_s, u"undo"_s, nobodys},
              QStringList{u"react"_s, nobodys, u"like"_s}, translate + QStringList{u"--publish"_s, u"maybe"_s}}) {
            const auto told = cli(one, wrong);
            QVERIFY2(told.exitCode == 1, qPrintable(wrong.join(u' ')));
            QVERIFY2(told.error.count('\n') == 1 && !told.error.contains("args."), told.error);
        }
        QCOMPARE(cli(one, {u"outbox"_s}).json.array().size(), 0);
        QVERIFY(cli(one, {u"account"_s}).error.contains("register"));
        QVERIFY2(cli(one, {u"scan"_s}).error.contains("no folder was added"),
                 "not one of those that were named is kept");
        const auto shown = cli(one, {u"translate"_s, u"show"_s, song, u"--to"_s, u"de"_s});
        QCOMPARE(lineOf(shown.json, 1), QString());

        // Signed out, nothing is written in one's name, and nobody is told that all is in step.
        QCOMPARE(cli(one, {u"account"_s, u"logout"_s}).exitCode, 0);
        const auto refused = cli(one, {u"comment"_s, song, u"Later"_s});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.error.contains("Sign in first"), refused.error);
        QCOMPARE(cli(one, {u"outbox"_s}).json.array().size(), 0);
        const auto synced = cli(one, {u"sync"_s});
        QCOMPARE(synced.exitCode, 1);
        QVERIFY2(synced.error.contains("signed out"), synced.error);
    }

    /// A file that cannot be read is listed with its reason, and one that went is kept and said to be away.
    void theListTellsWhatIsWrongWithAFile()
    {
        QTemporaryDir folder;
        const auto profile = folder.filePath(u"one"_s);
        const auto music = folder.filePath(u"music"_s);
        QVERIFY(QDir().mkpath(music));
        writeTone(music + u"/tone.wav"_s);
        QFile noise(music + u"/noise.flac"_s);
        QVERIFY(noise.open(QIODevice::WriteOnly));
        noise.write("not a sound at all");
        noise.close();
        QCOMPARE(cli(profile, {u"scan"_s, music}).exitCode, 0);
        QVERIFY(QFile::remove(music + u"/tone.wav"_s));
        QCOMPARE(cli(profile, {u"scan"_s}).json.object().value("missing"_L1).toInt(), 1);
        QHash<QString, QJsonObject> tracks;
        const auto rows = cli(profile, {u"tracks"_s}).json.array();
        for (const auto& row : rows)
            tracks.insert(QFileInfo(row.toObject().value("path"_L1).toString()).fileName(), row.toObject());
        QCOMPARE(tracks.size(), 2);
        QVERIFY(!tracks[u"tone.wav"_s].value("online"_L1).toBool(true));
        QVERIFY(!tracks[u"tone.wav"_s].contains("error"_L1));
        QVERIFY(tracks[u"noise.flac"_s].value("online"_L1).toBool(false));
        QVERIFY(!tracks[u"noise.flac"_s].value("error"_L1).toString().isEmpty());
    }

    /// Two people translate different lines of one song, the second without having seen the first: both lines stay.
    void editsThatCrossAreMerged()
    {
        QTemporaryDir folder;
        Server server(folder.filePath(u"server"_s));
        QVERIFY(server.start());
        const auto one = folder.filePath(u"one"_s);
        const auto two = folder.filePath(u"two"_s);
        QVERIFY(signUp(one, server, u"liv"_s));
        QVERIFY(signUp(two, server, u"nao"_s));
        const auto track = folder.filePath(u"tone.wav"_s);
        writeTone(track);
        const auto song = cli(one, {u"match"_s, track}).json.object().value("song"_L1).toString();
        QFile file(folder.filePath(u"words.txt"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("One\nTwo\n");
        file.close();
        QCOMPARE(cli(one, {u"lyrics"_s, u"put"_s, song, file.fileName(), u"--lang"_s, u"en"_s}).exitCode, 0);
        QCOMPARE(cli(two, {u"lyrics"_s, u"show"_s, song}).exitCode, 0);

        const auto mine = [&](const QString& profile, const QString& text, const QString& line) {
            return cli(profile, {u"translate"_s, u"put"_s, song, text, u"--line"_s, line, u"--to"_s, u"de"_s});
        };
        server.stop();
        QCOMPARE(mine(two, u"Zwei"_s, u"2"_s).json.object().value("state"_L1).toString(), u"queued"_s);
        QVERIFY(server.start());
        QCOMPARE(mine(one, u"Eins"_s, u"1"_s).json.object().value("state"_L1).toString(), u"sent"_s);
        QCOMPARE(cli(two, {u"sync"_s}).exitCode, 0);
        const auto merged = cli(one, {u"translate"_s, u"show"_s, song, u"--to"_s, u"de"_s});
        QCOMPARE(lineOf(merged.json, 1), u"Eins"_s);
        QCOMPARE(lineOf(merged.json, 2), u"Zwei"_s);
    }

    void aDeviceIsEndedFromAnotherOne()
    {
        QTemporaryDir folder;
        Server server(folder.filePath(u"server"_s));
        QVERIFY(server.start());
        const auto one = folder.filePath(u"one"_s);
        const auto two = folder.filePath(u"two"_s);
        QVERIFY(signUp(one, server, u"liv"_s));
        QCOMPARE(cli(two, {u"account"_s, u"login"_s, u"--server"_s, server.url(), u"--name"_s, u"liv"_s,
                           u"--password"_s, u"lantern-bay-liv"_s})
                     .exitCode,
                 0);
        const auto devices = [&] {
            return cli(one, {u"account"_s, u"devices"_s}).json.object().value("devices"_L1).toArray();
        };
        const auto isSignedIn = [](const QString& profile) {
            return cli(profile, {u"account"_s, u"status"_s}).json.object().value("signed_in"_L1).toBool();
        };
        QCOMPARE(devices().size(), 2);
        QString other;
        for (const auto& device : devices()) {
            if (!device.toObject().value("current"_L1).toBool()) other = device.toObject().value("id"_L1).toString();
        }
        QVERIFY(isSignedIn(two));
        QCOMPARE(cli(one, {u"account"_s, u"end-device"_s, other}).exitCode, 0);
        QVERIFY(cli(one, {u"account"_s, u"end-device"_s, other}).exitCode != 0);
        QCOMPARE(devices().size(), 1);
        QVERIFY(!isSignedIn(two));
        QVERIFY(isSignedIn(one));
    }

private:
    static void writeLyrics(const QString& path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[00:01.00]The night is on the water\n[00:02.00]And the lamp is on the shore\n");
    }
    /// A quarter of a second of silence, as a WAV file (RIFF, 16-bit PCM); its name is its title.
    static void writeTone(const QString& path)
    {
        constexpr quint32 rate = 8000;
        constexpr quint32 bytes = rate / 4 * 2;
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QDataStream out(&file);
        out.setByteOrder(QDataStream::LittleEndian);
        out.writeRawData("RIFF", 4);
        out << quint32(36 + bytes);
        out.writeRawData("WAVEfmt ", 8);
        out << quint32(16) << quint16(1) << quint16(1) << rate << quint32(rate * 2) << quint16(2) << quint16(16);
        out.writeRawData("data", 4);
        out << bytes;
        out.writeRawData(QByteArray(bytes, '\0').constData(), bytes);
    }
};

QTEST_GUILESS_MAIN(TestTwoClients)
#include "tst_two_clients.moc"
