#include "ui/application/single_instance.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>

#include <kdsingleapplication.h>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 5'000;
constexpr int beatMs = 250; ///< between two looks whether the first one has ended

/// Two ways to write one folder give one name, which is short enough for a socket's.
QString nameOf(const QString& profileFolder)
{
    QDir().mkpath(profileFolder);
    const QDir folder(profileFolder);
    const QString path = folder.canonicalPath().isEmpty() ? folder.absolutePath() : folder.canonicalPath();
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256);
    return u"groundswell-"_s + QString::fromLatin1(digest.first(12).toHex());
}

} // namespace

QByteArray StartRequest::toBytes() const
{
    QJsonArray files;
    for (const QUrl& file : open)
        files.append(file.toString(QUrl::FullyEncoded));
    return QJsonDocument(QJsonObject{{"open"_L1, files},
                                     {"add"_L1, QJsonArray::fromStringList(addFolders)},
                                     {"token"_L1, QString::fromLatin1(activationToken)},
                                     {"answer"_L1, answerTo}})
        .toJson(QJsonDocument::Compact);
}

StartRequest StartRequest::fromBytes(const QByteArray& bytes)
{
    const QJsonObject read = QJsonDocument::fromJson(bytes).object();
    StartRequest request;
    for (const auto& file : read["open"_L1].toArray()) {
        if (const QUrl url(file.toString(), QUrl::StrictMode); url.isValid() && !url.isEmpty())
            request.open.append(url);
    }
    for (const auto& folder : read["add"_L1].toArray()) {
        if (!folder.toString().isEmpty()) request.addFolders.append(folder.toString());
    }
    request.activationToken = read["token"_L1].toString().toLatin1();
    request.answerTo = read["answer"_L1].toString();
    return request;
}

SingleInstance::SingleInstance(const QString& profileFolder)
    : m_name(nameOf(profileFolder))
{
    apply();
}

SingleInstance::~SingleInstance() = default;

void SingleInstance::apply()
{
    m_instance.reset();
    // Not of the session: a profile has one window, wherever it is.
    m_instance =
        std::make_unique<KDSingleApplication>(m_name, KDSingleApplication::Option::IncludeUsernameInSocketName);
    connect(m_instance.get(), &KDSingleApplication::messageReceived, this,
            [this](const QByteArray& message) { take(StartRequest::fromBytes(message)); });
}

void SingleInstance::take(const StartRequest& request)
{
    if (!request.answerTo.isEmpty()) {
        auto* answer = new QLocalSocket(this);
        connect(answer, &QLocalSocket::disconnected, answer, &QObject::deleteLater);
        connect(answer, &QLocalSocket::errorOccurred, answer, &QObject::deleteLater);
        answer->connectToServer(request.answerTo);
    }
    Q_EMIT startedAgain(request);
}

bool SingleInstance::isFirst() const
{
    return m_instance->isPrimaryInstance();
}

bool SingleInstance::handOver(StartRequest request)
{
    // What was delivered is read by nobody where the first one hangs, or was killed a moment ago and is still going.
    QLocalServer answers;
    answers.setSocketOptions(QLocalServer::UserAccessOption);
    if (!answers.listen(u"%1-%2"_s.arg(m_name).arg(QCoreApplication::applicationPid()))) return false;
    request.answerTo = answers.fullServerName();
    const QDeadlineTimer patience(patienceMs);
    bool delivered = false;
    while (!isFirst() && !patience.hasExpired()) {
        delivered = delivered || m_instance->sendMessageWithTimeout(request.toBytes(), beatMs);
        if (answers.waitForNewConnection(beatMs)) return true;
        apply();
    }
    return false;
}

} // namespace groundswell::ui
