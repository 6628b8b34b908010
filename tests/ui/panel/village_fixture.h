#pragma once

#include "base/clock.h"
#include "community/village.h"
#include "media/player.h"
#include "store/store.h"
#include "support/patience.h"
#include "support/places.h"
#include "support/village_process.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"
#include "sync/qt/token_vault.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/parts/notice.h"
#include "ui/style/look.h"
#include "ui/style/settings_store.h"

#include <QApplication>
#include <QFuture>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace groundswell::ui {

/// The real community server on a free port, with a folder of its own.
class ServerProcess
{
    QTemporaryDir m_folder; // first, so that it goes last

public:
    explicit ServerProcess(const QString& seed = {})
        : m_village(test::programPath(QStringLiteral("groundswelld")), m_folder.filePath(QStringLiteral("data")), seed,
                    QStringLiteral("Lantern Bay"))
    {
    }

    [[nodiscard]] bool start() { return m_village.start().has_value(); }
    void stop() { m_village.stop(); }
    [[nodiscard]] QUrl url() const { return m_village.address(); }

private:
    VillageProcess m_village;
};

/// The value of a future, with the event loop running until it is there.
template <class T>
T awaited(QFuture<T> future)
{
    if (!test::comesTrue([&] { return future.isFinished(); })) qFatal("a future did not end");
    return future.result();
}

/// A profile in a temporary folder: the real stores, engine, village and a silent player, and the look.
class PanelFixture
{
    QTemporaryDir m_own; // first, so that it goes last
    QString m_folder;

public:
    explicit PanelFixture(const QString& folder = {}, const LookSettings& lookSettings = {},
                          std::unique_ptr<sync::TokenVault> vault = nullptr)
        : m_folder(folder.isEmpty() ? m_own.path() : folder)
        , look(std::make_unique<Look>(*qobject_cast<QApplication*>(QCoreApplication::instance()), lookSettings))
        , player(std::make_unique<media::Player>(media::OutputKind::Silent))
        , host(std::make_unique<QWidget>())
    {
        using namespace Qt::StringLiterals;
        outbox = store::Store::open(m_folder + u"/outbox.db"_s, sync::outboxSchema()).value();
        cache = store::Store::open(m_folder + u"/cache.db"_s, sync::cacheSchema()).value();
        if (!vault) vault = sync::plainFileVault(m_folder + u"/tokens"_s);
        engine = sync::Engine::start(*outbox, *cache, std::move(vault), clock).value();
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
