#include "server/passwords.h"

#include <sodium.h>

#include <QCoreApplication>
#include <QCryptographicHash>

#include <array>

namespace groundswell::server {

namespace {

constexpr unsigned long long passes = 3;
constexpr size_t memoryBytes = 64ULL << 20;

} // namespace

Result<QString> hashPassword(const QString& password)
{
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const QByteArray bytes = password.normalized(QString::NormalizationForm_C).toUtf8();
    const bool done = sodium_init() >= 0 && crypto_pwhash_str_alg(hash.data(), bytes.constData(),
                                                                  static_cast<unsigned long long>(bytes.size()), passes,
                                                                  memoryBytes, crypto_pwhash_ALG_ARGON2ID13) == 0;
    if (!done)
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Server", "The password could not be kept safely."));
    return QString::fromLatin1(hash.data());
}

bool passwordMatches(const QString& hash, const QString& password)
{
    const QByteArray bytes = password.normalized(QString::NormalizationForm_C).toUtf8();
    return sodium_init() >= 0 && crypto_pwhash_str_verify(hash.toLatin1().constData(), bytes.constData(),
                                                          static_cast<unsigned long long>(bytes.size())) == 0;
}

void pretendToMatch(const QString& password)
{
    const auto hash = hashPassword(password);
    static_cast<void>(hash);
}

QString makeToken()
{
    std::array<char, 32> bytes{};
    if (sodium_init() < 0) qFatal("libsodium does not start");
    randombytes_buf(bytes.data(), bytes.size());
    return QString::fromLatin1(QByteArray(bytes.data(), bytes.size())
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

bool sameSecret(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), static_cast<size_t>(a.size())) == 0;
}

QByteArray hashToken(const QString& token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

} // namespace groundswell::server
