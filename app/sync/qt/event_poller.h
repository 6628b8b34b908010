#pragma once

#include "sync/qt/transport.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <stop_token>

namespace groundswell::sync {

/// Hears that something is new in the watched scopes, by a long poll that is always open while it runs. Losing one
/// costs latency only. For the transport's thread.
class EventPoller final : public QObject
{
    Q_OBJECT
public:
    /// The transport outlives the poller.
    explicit EventPoller(Transport& transport, QObject* parent = nullptr);
    ~EventPoller() override;

    void watch(const QStringList& scopes);
    /// Runs while there is a server, a network and something to watch.
    void setRunning(bool running);

Q_SIGNALS:
    void poked(const QString& scope);
    /// The server no longer knows whose poll it is.
    void refused();

private:
    void ask();
    void drop();
    void take(quint64 round, const Result<api::EventsAnswer>& answer);

    Transport& m_transport;
    std::map<QString, qint64> m_heads; // -1: not known yet
    bool m_running = false;
    quint64 m_round = 0; // answers to earlier rounds are stale
    int m_failures = 0;
    QTimer m_pause;
    std::stop_source m_open; // of the poll that is open
};

} // namespace groundswell::sync
