#pragma once

#include "store/database.h"

#include <QFuture>
#include <QPromise>

#include <functional>
#include <memory>
#include <optional>

namespace groundswell::store {

/// A job's type: a function of a Database& that gives a Result<T>.
template <class F>
using JobResult = std::invoke_result_t<F&, Database&>;

/// A function waiting for its turn on a connection. Made by Writer::post and Readers::post.
class Job
{
public:
    virtual ~Job() = default;
    /// Runs the function and keeps its result; an SQLite::Exception becomes an Error. Gives that Error (which lives
    /// until finish()), or null when it succeeded.
    [[nodiscard]] virtual const Error* run(Database& database) = 0;
    /// Hands the result, or the given failure in its place, to the future.
    virtual void finish(const Error* failure) = 0;

protected:
    /// Calls the function with the exceptions of SQLite and of the standard library caught.
    static void guarded(Database& database, const std::function<void()>& call,
                        const std::function<void(Error)>& failed);
};

template <class F>
class JobOf final : public Job
{
public:
    using ResultType = JobResult<F>;

    explicit JobOf(F function)
        : m_function(std::move(function))
    {
        m_promise.start();
    }
    [[nodiscard]] QFuture<ResultType> future() { return m_promise.future(); }

    [[nodiscard]] const Error* run(Database& database) override
    {
        guarded(
            database, [&] { m_result.emplace(m_function(database)); },
            [&](Error error) { m_result.emplace(std::unexpected(std::move(error))); });
        return m_result->has_value() ? nullptr : &m_result->error();
    }
    void finish(const Error* failure) override
    {
        if (failure) m_result.emplace(std::unexpected(*failure));
        m_promise.addResult(std::move(*m_result));
        m_promise.finish();
    }

private:
    F m_function;
    std::optional<ResultType> m_result;
    QPromise<ResultType> m_promise;
};

} // namespace groundswell::store
