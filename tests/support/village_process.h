#pragma once

#include "base/error.h"

#include <QProcess>
#include <QString>
#include <QUrl>

namespace groundswell {

/// A real groundswelld of one's own on loopback, which can be stopped and started again at the same address.
/// Blocking; for tests and tours.
class VillageProcess
{
public:
    /// `data` is the server's folder; `seed` the demo village that an empty one is filled with; `name` what the
    /// community is called where the seed does not say.
    VillageProcess(QString program, QString data, QString seed = {}, QString name = {});
    /// Stops it.
    ~VillageProcess();

    /// Returns when it answers. Error: what it printed last.
    [[nodiscard]] Result<void> start();
    /// Ends it in good order and waits.
    void stop();
    [[nodiscard]] QUrl address() const;

private:
    QString m_program;
    QString m_data;
    QString m_seed;
    QString m_name;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace groundswell
