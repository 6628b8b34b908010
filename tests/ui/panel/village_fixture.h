#pragma once

#include "base/clock.h"
#include "community/village.h"
#include "media/player.h"
#include "store/store.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"
#include "sync/qt/token_vault.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/parts/notice.h"
#include "ui/style/look.h"
#include "ui/style/settings_store.h"

#include <QApplication>
#include <QFile>
#include <QFuture>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace groundswell::ui {

/// The real community server on a free port, with a folder of its own; stopped and started at will.
class ServerProcess
{
public:
    explicit ServerProcess(QString seed = {})
        : m_seed(std::move(seed))
    {
    }
    ~ServerProcess() { stop(); }

    [[nodiscard]] bool start()
    {
        using namespace Qt::StringLiterals;
        const QString portFile = m_folder.filePath(u"port"_s);
        QFile::remove(portFile);
        QStringList arguments{u"--port"_s, QString::number(m_port),      u"--port-file"_s, portFile,
                              u"--data"_s, m_folder.filePath(u"data"_s), u"--name"_s,      u"Lantern Bay"_s};
        if (!m_seed.isEmpty()) arguments << u"--seed"_s << m_seed;
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(GROUNDSWELL_BIN "/groundswelld"), arguments);
        if (!QTest::qWaitFor([&] { return QFile::exists(portFile) || m_process.state() == QProcess::NotRunning; },
                             15'000) ||
            !QFile::exists(portFile))
            return false;
        QFile file(portFile);
        if (!file.open(QIODevice::ReadOnly)) return false;
        m_port = file.readAll().trimmed().toInt();
        return m_port > 0;
    }
    void stop()
    {
        if (m_process.state() == QProcess::NotRunning) return;
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }

private:
    QString m_seed;
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_port = 0;
};

/// The value of a future, with the event loop running until it is there.
template <class T>
T awaited(QFuture<T> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 15'000)) qFatal("a future did not end within 15 s");
    return future.result();
}

/// A profile in a temporary folder: the real stores, engine, village and a silent player, and the look.
class PanelFixture
{
    QTemporaryDir m_own; // first, so that it goes last
    QString m_folder;

public:
    explicit PanelFixture(const QString& folder = {}, const LookSettings& lookSettings = {})
        : m_folder(folder.isEmpty() ? m_own.path() : folder)
        , look(std::make_unique<Look>(*qobject_cast<QApplication*>(QCoreApplication::instance()), lookSettings))
        , player(std::make_unique<media::Player>(media::OutputKind::Silent))
        , host(std::make_unique<QWidget>())
    {
        using namespace Qt::StringLiterals;
        outbox = store::Store::open(m_folder + u"/outbox.db"_s, sync::outboxSchema()).value();
        cache = store::Store::open(m_folder + u"/cache.db"_s, sync::cacheSchema()).value();
        engine = sync::Engine::start(*outbox, *cache, sync::plainFileVault(m_folder + u"/tokens"_s), clock).value();
        village = std::make_unique<community::Village>(*engine);
        notice = std::make_unique<Notice>(*look, host.get());
        host->resize(408, 740);
    }

    [[nodiscard]] PanelContext context() const { return {*look, clock, *village, *player, settings, *notice}; }
    [[nodiscard]] SongId makeSong(const QString& title)
    {
        community::TrackQuery query;
        query.title = title;
        query.artist = QStringLiteral("The Quiet Municipal");
        query.durationMs = 200'000;
        return awaited(village->songs().match(query)).value().song;
    }
    [[nodiscard]] community::AccountView signUp(const QUrl& server, const QString& name, const QString& shown)
    {
        return awaited(village->account().registerAccount(server, name, shown, QStringLiteral("a lantern on the pier")))
            .value();
    }

    SystemClock clock;
    mutable MemorySettings settings;
    std::unique_ptr<Look> look;
    std::unique_ptr<media::Player> player;
    std::unique_ptr<QWidget> host;
    std::unique_ptr<store::Store> outbox;
    std::unique_ptr<store::Store> cache;
    std::unique_ptr<sync::Engine> engine;
    std::unique_ptr<community::Village> village;
    std::unique_ptr<Notice> notice;
};

} // namespace groundswell::ui
