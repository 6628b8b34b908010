#include "sync/qt/event_poller.h"

#include "sync/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace groundswell::sync {

EventPoller::EventPoller(Transport& transport, QObject* parent)
    : QObject(parent)
    , m_transport(transport)
    , m_pause(this)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] { ask(); });
}

EventPoller::~EventPoller()
{
    m_open.request_stop();
}

void EventPoller::watch(const QStringList& scopes)
{
    std::map<QString, qint64> heads;
    for (const auto& scope : scopes) {
        const auto known = m_heads.find(scope);
        heads[scope] = known == m_heads.end() ? -1 : known->second;
    }
    if (heads == m_heads) return;
    m_heads = std::move(heads);
    if (m_running) ask();
}

void EventPoller::setRunning(bool running)
{
    if (running == m_running) return;
    m_running = running;
    m_failures = 0;
    if (running)
        ask();
    else
        drop();
}

/// The server would hold a poll that nobody waits for, and one of the few connections to it, for half a minute.
void EventPoller::drop()
{
    ++m_round;
    m_pause.stop();
    m_open.request_stop();
    m_open = std::stop_source();
}

void EventPoller::ask()
{
    drop();
    if (!m_running || m_heads.empty()) return;
    std::vector<api::Poke> since;
    for (const auto& [scope, head] : m_heads)
        since.push_back({scope, head});
    m_transport.events(since, m_open.get_token())
        .then(this, [this, round = m_round](const Result<api::EventsAnswer>& answer) { take(round, answer); });
}

void EventPoller::take(quint64 round, const Result<api::EventsAnswer>& answer)
{
    if (round != m_round || !m_running) return;
    if (!answer) {
        if (answer.error().code == ErrorCode::Unauthorised) Q_EMIT refused();
        m_pause.start(static_cast<int>(qMax(500LL, fullJitter(++m_failures, QRandomGenerator::global()->generate()))));
        return;
    }
    m_failures = 0;
    for (const auto& poke : answer->pokes) {
        const auto known = m_heads.find(poke.scope);
        if (known == m_heads.end() || known->second == poke.head) continue;
        known->second = poke.head;
        Q_EMIT poked(poke.scope);
    }
    // A scope that the server does not know yet gives no head; asking again at once would be a busy loop.
    const bool unknown = std::ranges::any_of(m_heads, [](const auto& head) { return head.second < 0; });
    m_pause.start(unknown ? 15'000 : 20);
}

} // namespace groundswell::sync
