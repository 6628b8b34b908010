#pragma once

#include <QString>

#include <vector>

namespace groundswell::api {

/// One sign-in of a person's: a device that acts in their name.
struct Device
{
    QString id;             ///< 16 hex digits; names the sign-in and proves nothing
    QString name;           ///< as it called itself when it signed in; may be empty
    qint64 createdAt = 0;   ///< when it signed in
    qint64 usedAt = 0;      ///< when it last renewed its tokens, which it does each quarter of an hour while it is used
    bool isCurrent = false; ///< the one that asks

    bool operator==(const Device&) const = default;
};

/// GET /v1/auth/devices: the last used first. DELETE /v1/auth/devices/{id} ends one.
struct DeviceList
{
    std::vector<Device> devices;

    bool operator==(const DeviceList&) const = default;
};

} // namespace groundswell::api
