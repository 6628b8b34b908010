#include "groundswelld_fixture.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace groundswell::server {

HttpAnswer GroundswelldFixture::checked(const QString& method, const QString& pattern, const HttpAnswer& answer)
{
    m_seen.insert(method + u' ' + pattern);
    const QStringList problems = m_contract.problemsOf(method, pattern, answer.status, answer.contentType, answer.body);
    if (!problems.isEmpty())
        qWarning("%s %s: %s\n%s %s", qPrintable(method), qPrintable(pattern), qPrintable(problems.join(u"; "_s)),
                 answer.body.constData(), qPrintable(answer.error));
    return problems.isEmpty() ? answer : HttpAnswer();
}

QJsonObject GroundswelldFixture::registerPerson(const QString& name)
{
    const QJsonObject request{
        {u"name"_s, name}, {u"display_name"_s, u"The "_s + name}, {u"password"_s, u"correct horse battery"_s}};
    const HttpAnswer answer = m_http.post(u"/v1/auth/register"_s, request);
    m_http.setToken(answer.json().value("access_token"_L1).toString());
    return answer.json();
}

void GroundswelldFixture::signIn()
{
    if (m_sharedToken.isEmpty()) m_sharedToken = registerPerson(u"hana"_s).value("access_token"_L1).toString();
    m_http.setToken(m_sharedToken);
}

QJsonObject GroundswelldFixture::operation(const QString& kind, const QString& scope, const QString& entity,
                                           const QJsonObject& args)
{
    return {
        {u"op_id"_s, makeId()}, {u"scope"_s, scope}, {u"entity_id"_s, entity}, {u"kind"_s, kind}, {u"args"_s, args}};
}

QString GroundswelldFixture::addSong(const QString& title)
{
    const QJsonObject request{
        {u"title"_s, title}, {u"artist"_s, u"Mizu"_s}, {u"create"_s, true}, {u"proposed_id"_s, makeId()}};
    return m_http.post(u"/v1/songs/match"_s, request).json().value("song"_L1)["id"_L1].toString();
}

QString blobPath(const QByteArray& bytes)
{
    return u"/v1/blobs/"_s + QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace groundswell::server
