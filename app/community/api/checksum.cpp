#include "community/api/checksum.h"

#include <QCryptographicHash>
#include <QString>
#include <QtEndian>

namespace groundswell::api {

quint64 entityChecksum(QStringView type, QStringView id, qint64 rev)
{
    QByteArray text = type.toUtf8();
    text += '\n';
    text += id.toUtf8();
    text += '\n';
    text += QByteArray::number(rev);
    return qFromBigEndian<quint64>(QCryptographicHash::hash(text, QCryptographicHash::Sha256).constData());
}

QString ScopeChecksum::toString() const
{
    return QString::number(m_value, 16).rightJustified(16, QLatin1Char('0'));
}

} // namespace groundswell::api
