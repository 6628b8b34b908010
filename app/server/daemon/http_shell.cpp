#include "http_shell.h"

#include "answers.h"
#include "port_reservation.h"

#include <drogon/drogon.h>

#include <QCoreApplication>

#include <atomic>
#include <csignal>
#include <memory>
#include <shared_mutex>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

drogon::HttpResponsePtr responseOf(const Answer& answer)
{
    drogon::HttpResponsePtr response;
    if (answer.file) {
        response = drogon::HttpResponse::newFileResponse(
            answer.file->path.toStdString(), static_cast<size_t>(answer.file->offset),
            static_cast<size_t>(answer.file->length), false, "", drogon::CT_CUSTOM, answer.contentType);
    } else {
        response = drogon::HttpResponse::newHttpResponse();
        response->setBody(answer.body.toStdString());
        response->setContentTypeCodeAndCustomString(drogon::CT_CUSTOM, std::string_view(answer.contentType));
    }
    response->setStatusCode(static_cast<drogon::HttpStatusCode>(answer.status));
    for (const auto& [name, value] : answer.headers)
        response->addHeader(name, value);
    return response;
}

QString addressOf(const drogon::HttpRequestPtr& request, bool behindProxy)
{
    if (behindProxy) {
        const QString chain = QString::fromStdString(request->getHeader("x-forwarded-for"));
        const QString last = chain.section(u',', -1).trimmed();
        if (!last.isEmpty()) return last;
    }
    return QString::fromStdString(request->peerAddr().toIp());
}

/// What goes through while the event loops run: an answer that a worker has ready later has nowhere to go, and its
/// connection's loop is not there any more.
class Gate
{
public:
    template <class Send>
    void pass(Send send)
    {
        // A loop's own thread ends its loop itself. The busiest answers are sent there, and need no lock.
        if (trantor::EventLoop::getEventLoopOfCurrentThread()) {
            if (m_isOpen) send();
            return;
        }
        const std::shared_lock lock(m_mutex);
        if (m_isOpen) send();
    }
    /// Waits for those who are in it. For the thread of the main loop.
    void close()
    {
        const std::unique_lock lock(m_mutex);
        m_isOpen = false;
    }

private:
    std::atomic<bool> m_isOpen = true;
    std::shared_mutex m_mutex; // held by those who send, so that the gate is not closed before them
};

Answer frameworkProblem(int status)
{
    const QString message = QCoreApplication::translate("Server", "This request cannot be read as HTTP.");
    return problem(status, status == 413 ? u"too_large"_s : u"bad_request"_s, message);
}

// All that a signal's handler may do: Drogon's own one writes to a log, which takes memory.
std::atomic<bool> isStopAsked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void askToStop(int)
{
    isStopAsked = true;
}

/// Calls `ready` once the port takes connections. Drogon opens its sockets in the event loops' threads some time after
/// its beginning advice and tells nobody, so this looks for itself.
void whenListening(const HttpOptions& options, const std::function<void()>& ready)
{
    constexpr double again = 0.005; // s
    if (takesConnections(options.host, options.port)) return ready();
    drogon::app().getLoop()->runAfter(again, [options, ready] { whenListening(options, ready); });
}

} // namespace

void serveHttp(const Router& router, const HttpOptions& options, const std::function<void()>& ready,
               const std::function<void()>& stopping)
{
    const auto gate = std::make_shared<Gate>();
    constexpr double glance = 0.1; // s: how soon a signal is seen
    const auto stopWhenAsked = [stopping, gate] {
        if (!isStopAsked.exchange(false)) return;
        stopping();
        gate->close();
        drogon::app().quit();
    };
    std::signal(SIGTERM, askToStop);
    std::signal(SIGINT, askToStop);
    drogon::app().getLoop()->runEvery(glance, stopWhenAsked);
    drogon::app()
        .setLogLevel(trantor::Logger::kWarn)
        .setThreadNum(static_cast<size_t>(options.threads))
        .setUploadPath(options.uploadFolder.toStdString())
        .setClientMaxBodySize(static_cast<size_t>(options.mostBodyBytes))
        .setClientMaxMemoryBodySize(256U << 10)
        .setIdleConnectionTimeout(90)
        .enableServerHeader(false)
        .enableGzip(true)
        .disableSigtermHandling()
        .setCustomErrorHandler([](drogon::HttpStatusCode status) { return responseOf(frameworkProblem(status)); })
        .registerPreRoutingAdvice([&router, gate, behindProxy = options.behindProxy](
                                      const drogon::HttpRequestPtr& request, drogon::AdviceCallback&& answered,
                                      drogon::AdviceChainCallback&&) {
            const auto shared = std::make_shared<drogon::AdviceCallback>(std::move(answered));
            router.dispatch(request, addressOf(request, behindProxy), [shared, gate](const Answer& answer) {
                gate->pass([&] { (*shared)(responseOf(answer)); });
            });
        })
        .registerBeginningAdvice([options, ready] { whenListening(options, ready); })
        .addListener(options.host.toStdString(), options.port)
        .enableReusePort(true);
    drogon::app().run();
}

} // namespace groundswell::server
