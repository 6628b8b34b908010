#pragma once

#include <QFuture>

class QObject;

namespace groundswell {

/// A future that another thread finishes, as one that finishes on `context`'s thread (which must be the caller's and
/// needs an event loop); cancelled when the context goes before. For what is given to QFuture::unwrap(), or to a
/// then() without a context: those attach themselves without a lock, and in the very moment in which the other thread
/// finishes they are run twice, which crashes (Qt 6.8, QFutureInterfaceBase::setContinuation() and runContinuation()).
template <class T>
[[nodiscard]] QFuture<T> heardBy(QObject* context, QFuture<T> future)
{
    return future.then(context, [](const T& value) { return value; });
}

} // namespace groundswell
