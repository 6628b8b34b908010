#include "worker/worker_loop.h"

#include "worker/worker_limits.h"

#include <QFile>
#include <QtEndian>

#include <array>
#include <cstdio>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#else
#include <unistd.h>
#endif

namespace groundswell::worker {

namespace {

bool readAll(QFile& in, char* to, qsizetype bytes)
{
    for (qsizetype at = 0; at < bytes;) {
        const qint64 got = in.read(to + at, bytes - at);
        if (got <= 0) return false;
        at += got;
    }
    return true;
}

/// The pipe that answers go to, taken away from whatever else writes to standard output.
int takeStandardOutput()
{
#ifdef Q_OS_WIN
    _setmode(0, _O_BINARY);
    const int answers = _dup(1);
    _setmode(answers, _O_BINARY);
    _dup2(2, 1);
    return answers;
#else
    const int answers = dup(1);
    dup2(2, 1);
    return answers;
#endif
}

QByteArray answered(const Result<QByteArray>& result)
{
    QByteArray body(LengthBytes, '\0');
    if (result) {
        body.append('\0').append(*result);
    } else {
        body.append('\1').append(char(result.error().code)).append(result.error().details.toUtf8());
    }
    qToLittleEndian(quint32(body.size() - LengthBytes), body.data());
    return body;
}

} // namespace

int runWorker(const QHash<Job, Handler>& handlers)
{
    QFile in;
    QFile out;
    if (!in.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered) ||
        !out.open(takeStandardOutput(), QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    limitThisProcess();

    for (;;) {
        std::array<char, LengthBytes> head{};
        if (!readAll(in, head.data(), LengthBytes)) return 0;
        const auto length = qsizetype(qFromLittleEndian<quint32>(head.data()));
        if (length < RequestHeadBytes || length > LongestMessage) return 1;
        QByteArray message(length, Qt::Uninitialized);
        if (!readAll(in, message.data(), length)) return 1;
        const auto handler = handlers.constFind(Job(quint8(message.front())));
        if (handler == handlers.constEnd()) return 1;
        limitCpuTime(std::chrono::seconds(qFromLittleEndian<quint32>(message.constData() + 1)));
        const QByteArray answer = answered((*handler)(message.sliced(RequestHeadBytes)));
        if (out.write(answer) != answer.size()) return 1;
    }
}

} // namespace groundswell::worker
