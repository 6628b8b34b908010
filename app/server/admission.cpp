#include "server/admission.h"

#include <mutex>

namespace groundswell::server {

namespace {

constexpr qint64 rememberedMs = 5LL * 60 * 1000;
constexpr qint64 renewedMs = rememberedMs / 2; // not written anew at each call
constexpr qsizetype mostKnown = 20'000;

} // namespace

Result<void> Admission::admit(const QString& token, const QString& address, double units, qint64 nowMs)
{
    const QString network = networkOf(address);
    const QString person = personOf(token, nowMs);
    // The narrow budget first: what a crawling guest is refused takes nothing from the others of the network.
    const auto own = person.isEmpty() ? m_guests.take(network, nowMs, units) : m_people.take(person, nowMs, units);
    return own ? m_networks.take(network, nowMs, units) : own;
}

void Admission::charge(const QString& token, const QString& address, double units, qint64 nowMs)
{
    const QString network = networkOf(address);
    const QString person = personOf(token, nowMs);
    if (person.isEmpty())
        m_guests.charge(network, nowMs, units);
    else
        m_people.charge(person, nowMs, units);
    m_networks.charge(network, nowMs, units);
}

Result<void> Admission::admitWrite(UserId person, const QString& address, double operations, qint64 nowMs)
{
    const double units = price::transaction + operations;
    const auto own = m_writers.take(person.toString(), nowMs, units);
    return own ? m_writingNetworks.take(networkOf(address), nowMs, units) : own;
}

void Admission::recognise(const QString& token, UserId person, qint64 nowMs)
{
    {
        const std::shared_lock lock(m_mutex);
        if (const auto found = m_known.constFind(token);
            found != m_known.cend() && found->untilMs - nowMs > rememberedMs - renewedMs)
            return;
    }
    const std::unique_lock lock(m_mutex);
    if (m_known.size() >= mostKnown) {
        m_known.removeIf([&](const auto& entry) { return entry.value().untilMs <= nowMs; });
        if (m_known.size() >= mostKnown) m_known.clear(); // they are found good again at their next call
    }
    m_known.insert(token, {person.toString(), nowMs + rememberedMs});
}

bool Admission::knows(const QString& token, qint64 nowMs) const
{
    return !personOf(token, nowMs).isEmpty();
}

QString Admission::personOf(const QString& token, qint64 nowMs) const
{
    if (token.isEmpty()) return {};
    const std::shared_lock lock(m_mutex);
    const auto found = m_known.constFind(token);
    return found != m_known.cend() && found->untilMs > nowMs ? found->person : QString();
}

} // namespace groundswell::server
