#include "library/cover_key.h"

#include <QCryptographicHash>

namespace groundswell::library {

QString coverKeyOf(const QByteArray& pictureBytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(pictureBytes, QCryptographicHash::Blake2b_160).toHex());
}

} // namespace groundswell::library
