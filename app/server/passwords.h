#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QString>

/// Secrets, by libsodium. hashPassword and passwordMatches take about a fifth of a second and 64 MiB each: run them off
/// the event loop, few at once.
namespace groundswell::server {

/// Argon2id with 64 MiB and three passes, in its text form with salt and parameters.
[[nodiscard]] Result<QString> hashPassword(const QString& password);
[[nodiscard]] bool passwordMatches(const QString& hash, const QString& password);
/// Takes as long as passwordMatches and says nothing: for a name that does not exist.
void pretendToMatch(const QString& password);

/// 256 random bits as base64url text.
[[nodiscard]] QString makeToken();
/// Whether two secrets are the same, in a time that does not tell where they differ.
[[nodiscard]] bool sameSecret(QByteArrayView a, QByteArrayView b);
/// What is kept of a token: SHA-256.
[[nodiscard]] QByteArray hashToken(const QString& token);

} // namespace groundswell::server
