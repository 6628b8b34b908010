#include "server/event_hub.h"

#include <algorithm>
#include <ranges>

namespace groundswell::server {

std::optional<quint64> EventHub::wait(const QString& owner, std::vector<api::Poke> known, Answer answer)
{
    const std::lock_guard lock(m_mutex);
    if (m_waiters.size() >= mostWaiting || m_byOwner.value(owner) >= mostOfOne) return std::nullopt;
    ++m_byOwner[owner];
    const quint64 waiter = m_next++;
    for (const api::Poke& scope : known)
        m_byScope[scope.scope].push_back(waiter);
    m_waiters.insert(waiter, {owner, std::move(known), std::move(answer)});
    return waiter;
}

void EventHub::poke(const std::vector<api::Poke>& news)
{
    std::vector<std::pair<Answer, std::vector<api::Poke>>> answers;
    {
        const std::lock_guard lock(m_mutex);
        for (const api::Poke& one : news) {
            for (const quint64 waiter : m_byScope.value(one.scope)) {
                auto found = newTo(m_waiters.value(waiter), news);
                if (!found.empty()) answers.emplace_back(take(waiter).answer, std::move(found));
            }
        }
    }
    for (auto& [answer, found] : answers)
        answer(std::move(found));
}

void EventHub::answer(quint64 waiter, const std::vector<api::Poke>& news, bool evenNone)
{
    std::vector<api::Poke> found;
    Answer answer;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_waiters.contains(waiter)) return;
        found = newTo(m_waiters.value(waiter), news);
        if (found.empty() && !evenNone) return;
        answer = take(waiter).answer;
    }
    answer(std::move(found));
}

void EventHub::endAll()
{
    QHash<quint64, Waiter> waiters;
    {
        const std::lock_guard lock(m_mutex);
        waiters.swap(m_waiters);
        m_byScope.clear();
        m_byOwner.clear();
    }
    for (const Waiter& waiter : std::as_const(waiters))
        waiter.answer({});
}

size_t EventHub::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<size_t>(m_waiters.size());
}

std::vector<api::Poke> EventHub::newTo(const Waiter& waiter, const std::vector<api::Poke>& news)
{
    std::vector<api::Poke> found;
    for (const api::Poke& one : news) {
        const auto known = std::ranges::find(waiter.known, one.scope, &api::Poke::scope);
        if (known != waiter.known.end() && known->head != one.head) found.push_back(one);
    }
    return found;
}

EventHub::Waiter EventHub::take(quint64 waiter)
{
    Waiter taken = m_waiters.take(waiter);
    for (const api::Poke& scope : taken.known) {
        auto& others = m_byScope[scope.scope];
        std::erase(others, waiter);
        if (others.empty()) m_byScope.remove(scope.scope);
    }
    if (--m_byOwner[taken.owner] == 0) m_byOwner.remove(taken.owner);
    return taken;
}

} // namespace groundswell::server
