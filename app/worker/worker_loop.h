#pragma once

#include "base/error.h"
#include "worker/worker_protocol.h"

#include <QByteArray>
#include <QHash>

#include <functional>

namespace groundswell::worker {

/// Does one job in the helper process.
using Handler = std::function<Result<QByteArray>(const QByteArray& payload)>;

/// The helper's life: takes jobs from standard input and answers on standard output until the input ends, under
/// worker_limits.h. What libraries print goes to standard error. Gives the exit code.
int runWorker(const QHash<Job, Handler>& handlers);

} // namespace groundswell::worker
