#pragma once

#include "call.h"

#include <QHash>

#include <mutex>

namespace groundswell::server {

/// Readers who ask for the same answer while it is being made: the first makes it, the others wait for that one, so
/// that a changed hot song is read once and not once a reader. Thread-safe.
class SharedMaking
{
public:
    struct Waiting
    {
        Call call;
        Reply reply;
    };

    /// True for the first one who asks: it has to make the answer and then finish().
    [[nodiscard]] bool join(const QString& key, const Call& call, const Reply& reply)
    {
        const std::lock_guard lock(m_mutex);
        auto& waiting = m_waiting[key];
        waiting.push_back({call, reply});
        return waiting.size() == 1;
    }
    /// Everyone who waits for it, the first included.
    [[nodiscard]] std::vector<Waiting> finish(const QString& key)
    {
        const std::lock_guard lock(m_mutex);
        return m_waiting.take(key);
    }

private:
    std::mutex m_mutex; // guards m_waiting
    QHash<QString, std::vector<Waiting>> m_waiting;
};

} // namespace groundswell::server
