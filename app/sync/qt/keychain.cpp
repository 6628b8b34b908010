#include "sync/qt/keychain.h"

#include <QCoreApplication>
#include <QPromise>
#include <QThread>

#include <functional>
#include <memory>

namespace groundswell::sync::keychain {

using namespace Qt::StringLiterals;

namespace {

/// QtKeychain has one queue for the whole process (JobExecutor in keychain.cpp of 0.14), and it belongs to the thread
/// that the first job ran on: were that one gone, no later job would ever end. So all run on this one.
class JobThread
{
public:
    static JobThread& instance()
    {
        static JobThread thread;
        return thread;
    }

    void run(std::function<void()> work) { QMetaObject::invokeMethod(&m_home, std::move(work), Qt::QueuedConnection); }

private:
    JobThread()
    {
        m_thread.setObjectName(u"keychain"_s);
        m_home.moveToThread(&m_thread);
        m_thread.start();
        qAddPostRoutine([] { instance().stop(); });
    }

    void stop()
    {
        m_thread.quit();
        m_thread.wait();
    }

    QThread m_thread;
    QObject m_home;
};

QByteArray dataOf(QKeychain::Job* job)
{
    const auto* read = qobject_cast<QKeychain::ReadPasswordJob*>(job);
    return read ? read->binaryData() : QByteArray();
}

template <class Job>
QFuture<Answer> ask(const QString& key, std::function<void(Job&)> prepare = [](Job&) {})
{
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    JobThread::instance().run([key, prepare = std::move(prepare), promise] {
        auto* job = new Job(u"groundswell"_s); // deletes itself
        job->setKey(key);
        prepare(*job);
        QObject::connect(job, &QKeychain::Job::finished, job, [promise](QKeychain::Job* done) {
            promise->addResult(Answer{done->error(), done->errorString(), dataOf(done)});
            promise->finish();
        });
        job->start();
    });
    return promise->future();
}

} // namespace

QFuture<Answer> read(const QString& key)
{
    return ask<QKeychain::ReadPasswordJob>(key);
}

QFuture<Answer> write(const QString& key, const QByteArray& data)
{
    return ask<QKeychain::WritePasswordJob>(key, [data](auto& job) { job.setBinaryData(data); });
}

QFuture<Answer> remove(const QString& key)
{
    return ask<QKeychain::DeletePasswordJob>(key);
}

} // namespace groundswell::sync::keychain
