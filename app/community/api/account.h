#pragma once

#include "community/api/types.h"

/// Accounts and sessions on the wire (types.h says how values are written); the list of devices is in device.h.
namespace groundswell::api {

/// Answer to register, login and refresh. Tokens are opaque and never logged.
struct Session
{
    Person person;
    QString accessToken;
    qint64 accessExpiresInMs = 0;
    QString refreshToken;
    bool mayApprove = false; ///< translations that others wrote

    bool operator==(const Session&) const = default;
};

/// POST /v1/auth/register
struct RegisterRequest
{
    QString name;
    QString displayName;
    QString password; ///< 12 to 256 characters
    QString device;   ///< what the device list shows

    bool operator==(const RegisterRequest&) const = default;
};

/// POST /v1/auth/login
struct LoginRequest
{
    QString name;
    QString password;
    QString device;

    bool operator==(const LoginRequest&) const = default;
};

/// POST /v1/auth/refresh and /v1/auth/logout. The old refresh token stays valid until the new one is first used.
struct RefreshRequest
{
    QString refreshToken;

    bool operator==(const RefreshRequest&) const = default;
};

/// GET /v1/auth/available?name=
struct NameAvailability
{
    QString name;
    bool available = false;
    QString reason; ///< a sentence for the person, when not available

    bool operator==(const NameAvailability&) const = default;
};

} // namespace groundswell::api
