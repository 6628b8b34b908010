#include "server/cursor_codec.h"

#include "server/passwords.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace groundswell::server {

QByteArray CursorCodec::signatureOf(const QString& scope, QByteArrayView seq) const
{
    constexpr qsizetype signatureBytes = 9; // 72 bits: 12 letters of base64
    QMessageAuthenticationCode code(QCryptographicHash::Sha256, m_key);
    for (const QByteArray& part : {scope.toUtf8(), m_epoch.toUtf8(), seq.toByteArray()}) {
        code.addData(part);
        code.addData(QByteArrayView("\0", 1));
    }
    return code.result().first(signatureBytes).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QString CursorCodec::encode(const QString& scope, qint64 seq) const
{
    const QByteArray number = QByteArray::number(seq, 36);
    return QString::fromLatin1(number + '.' + signatureOf(scope, number));
}

std::optional<qint64> CursorCodec::decode(const QString& scope, const QString& cursor) const
{
    const QByteArray bytes = cursor.toLatin1();
    const qsizetype dot = bytes.indexOf('.');
    if (dot <= 0) return std::nullopt;
    const QByteArray number = bytes.first(dot);
    bool isNumber = false;
    const qint64 seq = number.toLongLong(&isNumber, 36);
    if (!isNumber || seq < 0 || !sameSecret(bytes.sliced(dot + 1), signatureOf(scope, number))) return std::nullopt;
    return seq;
}

} // namespace groundswell::server
