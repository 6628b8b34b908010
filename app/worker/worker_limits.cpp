#include "worker/worker_limits.h"

#include "worker/worker_protocol.h"

#include <QtGlobal>

#include <algorithm>
#include <new>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif
#ifdef Q_OS_LINUX
#include <malloc.h>
#include <sys/prctl.h>
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GROUNDSWELL_SANITIZED 1
#endif

namespace groundswell::worker {

namespace {

#ifdef Q_OS_UNIX
#ifndef GROUNDSWELL_SANITIZED
constexpr rlim_t MostAddressSpace = rlim_t{2} * 1024 * 1024 * 1024;
#endif

template <class Resource>
void limit(Resource resource, rlim_t most)
{
    const rlimit both{most, most};
    setrlimit(resource, &both);
}
#endif

} // namespace

void limitThisProcess()
{
#ifdef Q_OS_UNIX
    std::set_new_handler([] { _exit(OutOfMemoryExitCode); });
    limit(RLIMIT_CORE, 0);
    std::signal(SIGXFSZ, SIG_IGN); // libraries that try to write are told that they cannot, and go on
    limit(RLIMIT_FSIZE, 0);
#ifndef GROUNDSWELL_SANITIZED
    limit(RLIMIT_AS, MostAddressSpace);
#endif
#endif
#ifdef Q_OS_LINUX
    mallopt(M_ARENA_MAX, 2); // an arena a thread would reserve 64 MiB each
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

void limitCpuTime([[maybe_unused]] std::chrono::seconds time)
{
#ifdef Q_OS_UNIX
    rusage used{};
    rlimit now{};
    if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &now) != 0) return;
    const auto spent = rlim_t(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1;
    now.rlim_cur = std::min(spent + rlim_t(time.count()), now.rlim_max);
    setrlimit(RLIMIT_CPU, &now);
#endif
}

} // namespace groundswell::worker
