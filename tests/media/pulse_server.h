#pragma once

#include "support/patience.h"

#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <QString>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace groundswell::media::test {

/// A PulseAudio server of a test's own, with null sinks for devices. This process and its children use it from start()
/// on; nobody else's sound is touched.
class PulseServer
{
public:
    PulseServer() = default;
    PulseServer(const PulseServer&) = delete;
    PulseServer& operator=(const PulseServer&) = delete;
    ~PulseServer() { stop(); }

    [[nodiscard]] static bool isInstalled()
    {
        return !QStandardPaths::findExecutable(QStringLiteral("pulseaudio")).isEmpty() &&
               !QStandardPaths::findExecutable(QStringLiteral("pactl")).isEmpty();
    }

    [[nodiscard]] bool start()
    {
        const QString socket = m_folder.filePath(QStringLiteral("native"));
        qputenv("PULSE_SERVER", "unix:" + socket.toUtf8());
        qputenv("PULSE_COOKIE", m_folder.filePath(QStringLiteral("cookie")).toUtf8());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_folder.path());
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("pulseaudio"),
                        {QStringLiteral("-n"), QStringLiteral("--daemonize=no"), QStringLiteral("--use-pid-file=no"),
                         QStringLiteral("--exit-idle-time=-1"), QStringLiteral("--log-level=error"),
                         QStringLiteral("-L"),
                         QStringLiteral("module-native-protocol-unix auth-anonymous=1 socket=") + socket});
        return m_process.waitForStarted() &&
               groundswell::test::comesTrue([] { return pactl({QStringLiteral("info")}).has_value(); });
    }

    void stop()
    {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.terminate();
        if (!m_process.waitForFinished(groundswell::test::patienceMs)) m_process.kill();
        m_process.waitForFinished();
    }

    /// Adds a device; returns what unload() needs.
    [[nodiscard]] static QString addSink(const QString& name)
    {
        return QString::fromLatin1(pactl({QStringLiteral("load-module"), QStringLiteral("module-null-sink"),
                                          QStringLiteral("sink_name=") + name, QStringLiteral("rate=48000"),
                                          QStringLiteral("format=float32le"), QStringLiteral("channels=2")})
                                       .value_or(QByteArray()));
    }

    [[nodiscard]] static bool unload(const QString& module)
    {
        return pactl({QStringLiteral("unload-module"), module}).has_value();
    }

    [[nodiscard]] static std::optional<QByteArray> pactl(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral("pactl"), arguments);
        if (!process.waitForFinished(groundswell::test::patienceMs) || process.exitCode() != 0) return {};
        return process.readAllStandardOutput().trimmed();
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace groundswell::media::test
