#include "ui/application/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <kdsingleapplication.h>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 5'000;

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
                                     {"token"_L1, QString::fromLatin1(activationToken)}})
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
    return request;
}

SingleInstance::SingleInstance(const QString& profileFolder)
    // Not of the session: a profile has one window, wherever it is.
    : m_instance(std::make_unique<KDSingleApplication>(nameOf(profileFolder),
                                                       KDSingleApplication::Option::IncludeUsernameInSocketName))
{
    connect(m_instance.get(), &KDSingleApplication::messageReceived, this,
            [this](const QByteArray& message) { Q_EMIT startedAgain(StartRequest::fromBytes(message)); });
}

SingleInstance::~SingleInstance() = default;

bool SingleInstance::isFirst() const
{
    return m_instance->isPrimaryInstance();
}

bool SingleInstance::handOver(const StartRequest& request)
{
    return m_instance->sendMessageWithTimeout(request.toBytes(), patienceMs);
}

} // namespace groundswell::ui
