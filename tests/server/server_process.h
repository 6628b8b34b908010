#pragma once

#include "community/api/json.h"
#include "support/patience.h"
#include "support/places.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

/// The real groundswelld on loopback, and a client that waits for its answers.
namespace groundswell::server {

struct HttpAnswer
{
    int status = 0; ///< 0: no answer
    QByteArray body;
    QByteArray contentType;
    QList<QNetworkReply::RawHeaderPair> headers;
    QString error; ///< the network's own words

    [[nodiscard]] QJsonObject json() const { return api::parseObject(body).value_or(QJsonObject()); }
    [[nodiscard]] QString code() const { return json().value(QStringLiteral("code")).toString(); }
    [[nodiscard]] QByteArray header(const QByteArray& name) const
    {
        for (const auto& [key, value] : headers)
            if (key.compare(name, Qt::CaseInsensitive) == 0) return value;
        return {};
    }
};

class ServerProcess
{
public:
    ~ServerProcess() { stop(); }

    /// Starts it on any free port; false when it does not say that it listens.
    [[nodiscard]] bool start(const QStringList& further = {})
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(
            test::programPath(QStringLiteral("groundswelld")),
            QStringList{QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--data"), m_folder.path()} +
                further);
        while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine())
            if (!m_process.waitForReadyRead(test::patienceMs)) break;
        const QByteArray line = m_process.readLine().trimmed();
        const QByteArray before = "groundswelld listening on ";
        if (!line.startsWith(before)) return false;
        m_base = QString::fromLatin1(line.sliced(before.size()));
        return true;
    }
    /// SIGTERM; answers the exit code, -1 for a crash.
    int stop()
    {
        if (m_process.state() == QProcess::NotRunning) return -1;
        m_process.terminate();
        if (!m_process.waitForFinished(test::patienceMs)) m_process.kill();
        m_process.waitForFinished();
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    /// SIGKILL.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] bool isRunning() const { return m_process.state() == QProcess::Running; }
    [[nodiscard]] QString base() const { return m_base; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QString m_base;
};

class HttpClient
{
public:
    explicit HttpClient(const ServerProcess& server)
        : m_server(server)
    {
    }

    void setToken(const QString& token) { m_token = token; }

    [[nodiscard]] QNetworkRequest request(const QString& path,
                                          const QList<std::pair<QByteArray, QByteArray>>& headers = {}) const
    {
        QNetworkRequest request(QUrl(m_server.base() + path));
        request.setTransferTimeout(2 * test::patienceMs); // a long poll is answered after 25 s
        request.setRawHeader("Accept-Encoding", "identity");
        if (!m_token.isEmpty()) request.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
        for (const auto& [name, value] : headers)
            request.setRawHeader(name, value);
        return request;
    }
    [[nodiscard]] HttpAnswer send(const QByteArray& method, const QString& path, const QByteArray& body = {},
                                  const QList<std::pair<QByteArray, QByteArray>>& headers = {})
    {
        QNetworkRequest asked = request(path, headers);
        if (!body.isEmpty() && !asked.hasRawHeader("Content-Type"))
            asked.setRawHeader("Content-Type", "application/json");
        // A custom "HEAD" would wait for the body that its headers tell of.
        return answerOf(method == "HEAD" ? m_network.head(asked) : m_network.sendCustomRequest(asked, method, body));
    }
    [[nodiscard]] HttpAnswer get(const QString& path, const QList<std::pair<QByteArray, QByteArray>>& headers = {})
    {
        return send("GET", path, {}, headers);
    }
    [[nodiscard]] HttpAnswer post(const QString& path, const QJsonObject& body)
    {
        return send("POST", path, api::toBytes(body));
    }
    /// Sends without waiting.
    [[nodiscard]] QNetworkReply* start(const QString& path) { return m_network.get(request(path)); }

    [[nodiscard]] static HttpAnswer answerOf(QNetworkReply* reply)
    {
        if (!reply->isFinished()) {
            QEventLoop loop;
            QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
            loop.exec();
        }
        HttpAnswer answer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
                          reply->rawHeader("Content-Type"), reply->rawHeaderPairs(), reply->errorString()};
        reply->deleteLater();
        return answer;
    }

private:
    const ServerProcess& m_server;
    QNetworkAccessManager m_network;
    QString m_token;
};

} // namespace groundswell::server
