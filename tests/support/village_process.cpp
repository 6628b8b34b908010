#include "support/village_process.h"

#include <QDir>
#include <QFile>

namespace groundswell {

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 30'000;
}

VillageProcess::VillageProcess(QString program, QString data, QString seed, QString name)
    : m_program(std::move(program))
    , m_data(std::move(data))
    , m_seed(std::move(seed))
    , m_name(std::move(name))
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
}

VillageProcess::~VillageProcess()
{
    stop();
}

Result<void> VillageProcess::start()
{
    QDir().mkpath(m_data);
    QStringList arguments{u"--host"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port), u"--data"_s, m_data};
    if (!m_name.isEmpty()) arguments << u"--name"_s << m_name;
    if (!m_seed.isEmpty()) arguments << u"--seed"_s << m_seed;
    m_process.start(m_program, arguments);

    QByteArray said;
    while (m_process.state() != QProcess::NotRunning && m_process.waitForReadyRead(patienceMs)) {
        said += m_process.readAll();
        const qsizetype at = said.indexOf("listening on http://");
        const qsizetype end = said.indexOf('\n', at);
        if (at < 0 || end < 0) continue;
        const QByteArray line = said.mid(at, end - at).trimmed();
        m_port = line.mid(line.lastIndexOf(':') + 1).toUShort();
        return {};
    }
    return fail(ErrorCode::Network, u"The village's server did not start."_s, QString::fromUtf8(said));
}

void VillageProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.terminate();
    if (!m_process.waitForFinished(patienceMs)) m_process.kill();
    m_process.waitForFinished();
}

QUrl VillageProcess::address() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

} // namespace groundswell
