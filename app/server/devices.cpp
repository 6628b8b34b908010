#include "server/devices.h"

#include "server/passwords.h"
#include "server/server_text.h"
#include "store/database.h"

#include <QCryptographicHash>

namespace groundswell::server {

namespace {

/// A family's own name stays here: this one is made from it.
QString deviceId(const QString& family)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(family.toLatin1(), QCryptographicHash::Sha256).first(8).toHex());
}

QString familyOf(store::Database& database, const QString& accessToken)
{
    auto row = database.prepare("SELECT family FROM token WHERE hash = ? AND kind = 'access'");
    return row.bind(hashToken(accessToken)).step() ? row.text(0) : QString();
}

} // namespace

api::DeviceList listDevices(store::Database& database, UserId person, const QString& accessToken, qint64 nowMs)
{
    const QString current = familyOf(database, accessToken);
    api::DeviceList list;
    auto rows = database.prepare(
        "SELECT family, device, created_at, used_at FROM session s WHERE person_id = ?1 "
        "AND EXISTS(SELECT 1 FROM token t WHERE t.family = s.family AND t.kind = 'refresh' AND t.expires_at > ?2) "
        "ORDER BY used_at DESC, created_at DESC, family");
    rows.bind(person, nowMs);
    while (rows.step())
        list.devices.push_back(
            {deviceId(rows.text(0)), rows.text(1), rows.integer(2), rows.integer(3), rows.text(0) == current});
    return list;
}

Result<bool> endDevice(store::Database& database, UserId person, const QString& id)
{
    QString family;
    {
        auto rows = database.prepare("SELECT family FROM session WHERE person_id = ?");
        rows.bind(person);
        while (family.isEmpty() && rows.step())
            if (deviceId(rows.text(0)) == id) family = rows.text(0);
    }
    if (family.isEmpty()) return fail(ErrorCode::NotFound, tr("You are not signed in on such a device."));
    database.prepare("DELETE FROM session WHERE family = ?").bind(family).run();
    return true;
}

} // namespace groundswell::server
