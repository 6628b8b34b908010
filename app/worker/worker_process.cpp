#include "worker/worker_process.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <csignal>

using namespace Qt::StringLiterals;

namespace groundswell::worker {

namespace {

using Clock = std::chrono::steady_clock;

// How long a stop may go unnoticed.
constexpr std::chrono::milliseconds Slice{50};

QString tr(const char* text)
{
    return QCoreApplication::translate("Worker", text);
}

template <class Integer>
void append(QByteArray& bytes, Integer value)
{
    std::array<char, sizeof(Integer)> raw{};
    qToLittleEndian(value, raw.data());
    bytes.append(raw.data(), raw.size());
}

Error errorOf(QByteArrayView bytes)
{
    const auto code = bytes.isEmpty() ? quint8{255} : quint8(bytes.front());
    if (code > quint8(ErrorCode::Internal)) return {ErrorCode::Corrupt, {}, {}};
    return {ErrorCode(code), {}, QString::fromUtf8(bytes.sliced(1))};
}

} // namespace

QString workerProgram()
{
#ifdef Q_OS_WIN
    return QCoreApplication::applicationDirPath() + u"/groundswell-worker.exe"_s;
#else
    return QCoreApplication::applicationDirPath() + u"/groundswell-worker"_s;
#endif
}

WorkerProcess::WorkerProcess(QString program)
    : m_program(std::move(program))
{
}

WorkerProcess::~WorkerProcess()
{
    kill();
}

WorkerProcess::WorkerProcess(WorkerProcess&&) noexcept = default;
WorkerProcess& WorkerProcess::operator=(WorkerProcess&&) noexcept = default;

Result<void> WorkerProcess::start()
{
    if (m_process && m_process->state() == QProcess::Running) return {};
    kill();
    m_process = std::make_unique<QProcess>();
    m_process->setStandardErrorFile(QProcess::nullDevice()); // decoders talk a lot about damaged files
    m_process->start(m_program, {});
    if (m_process->waitForStarted()) return {};
    const QString why = m_process->errorString();
    kill();
    return fail(ErrorCode::Internal,
                tr("The program that reads sound files could not be started: install Groundswell again."),
                m_program + u": "_s + why);
}

void WorkerProcess::kill()
{
    m_received.clear();
    if (!m_process) return;
    if (m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
    m_process.reset();
}

Result<QByteArray> WorkerProcess::ask(Job job, const QByteArray& payload, JobLimit limit, std::stop_token stop)
{
    if (auto sent = send(job, payload, limit); !sent) return std::unexpected(sent.error());
    return receive(limit, std::move(stop));
}

Result<void> WorkerProcess::send(Job job, const QByteArray& payload, JobLimit limit)
{
    m_died = false;
    if (auto started = start(); !started) return started;
    QByteArray message;
    message.reserve(LengthBytes + RequestHeadBytes + payload.size());
    append(message, quint32(RequestHeadBytes + payload.size()));
    append(message, quint8(job));
    append(message, quint32(limit.cpu.count()));
    message.append(payload);
    m_process->write(message);
    return {};
}

Result<QByteArray> WorkerProcess::receive(JobLimit limit, std::stop_token stop)
{
    m_died = false;
    const auto deadline = Clock::now() + limit.wall;
    if (!fill(LengthBytes, deadline, stop)) return fell(deadline, stop);
    const auto length = qFromLittleEndian<quint32>(m_received.constData());
    if (length == 0 || length > quint32(LongestMessage)) return fell(deadline, stop);
    if (!fill(LengthBytes + qsizetype(length), deadline, stop)) return fell(deadline, stop);
    const bool failed = m_received.at(LengthBytes) != 0;
    QByteArray body = m_received.sliced(LengthBytes + 1, qsizetype(length) - 1);
    m_received.remove(0, LengthBytes + qsizetype(length));
    if (failed) return std::unexpected(errorOf(body));
    return body;
}

bool WorkerProcess::fill(qsizetype bytes, Clock::time_point deadline, std::stop_token stop)
{
    while (m_received.size() < bytes) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (!m_process || left.count() <= 0 || stop.stop_requested()) return false;
        if (m_process->bytesAvailable() == 0 && !m_process->waitForReadyRead(int(std::min(left, Slice).count())) &&
            m_process->state() != QProcess::Running && m_process->bytesAvailable() == 0)
            return false;
        m_received += m_process->readAll();
    }
    return true;
}

// The helper is gone, or must go.
std::unexpected<Error> WorkerProcess::fell(Clock::time_point deadline, std::stop_token stop)
{
    if (stop.stop_requested()) {
        kill();
        return fail(ErrorCode::Cancelled, tr("Reading the file was stopped."));
    }
    m_died = true;
    const bool runs = m_process && m_process->state() == QProcess::Running;
    const bool late = runs && Clock::now() >= deadline;
    const bool crashed = !runs && m_process && m_process->exitStatus() == QProcess::CrashExit;
    const int code = !runs && m_process ? m_process->exitCode() : 0;
    kill();
    QString message = tr("The file could not be read: its reader crashed.");
#ifdef Q_OS_UNIX
    // The limit of CPU time has not ended it: it waited for something, and that says nothing about the file.
    if (late) return fail(ErrorCode::Io, tr("The file could not be read in time: its disk may be busy or away."));
    const bool tooLong = crashed && code == SIGXCPU;
#else
    const bool tooLong = late;
#endif
    if (tooLong)
        message = tr("The file could not be read: it kept its reader busy without end.");
    else if (!crashed && code == OutOfMemoryExitCode)
        message = tr("The file could not be read: its reader ran out of memory.");
    return fail(ErrorCode::Corrupt, message, u"exit code %1"_s.arg(code));
}

} // namespace groundswell::worker
