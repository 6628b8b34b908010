#pragma once

#include "base/error.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QFuture>
#include <QFutureWatcher>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace groundswell::cli {

/// Waits for a future while events go on.
template <class T>
T await(QFuture<T> future)
{
    QFutureWatcher<T> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    watcher.setFuture(future);
    if (!future.isFinished()) loop.exec();
    if constexpr (!std::is_void_v<T>) return future.takeResult();
}

/// Where answers go: one JSON value with --json, else lines for a person.
class Console
{
public:
    explicit Console(bool json)
        : m_json(json)
    {
    }

    [[nodiscard]] bool isJson() const noexcept { return m_json; }
    /// The answer of a command. With --json the value is printed; else the lines.
    void answer(const QJsonObject& value, const QStringList& lines) const;
    void answer(const QJsonArray& values, const QStringList& lines) const;

private:
    bool m_json;
};

/// The line on stderr for a failure, and the exit code that goes with it.
int failed(const Error& error);

} // namespace groundswell::cli
