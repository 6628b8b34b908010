#pragma once

#include "base/clock.h"
#include "community/village.h"
#include "store/store.h"
#include "support/patience.h"
#include "sync/qt/cache_tables.h"
#include "sync/qt/engine.h"
#include "sync/qt/schemas.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace groundswell::community {

/// A profile's village without a network: an account that has no session, so nothing leaves the computer.
struct House
{
    House()
    {
        using namespace Qt::StringLiterals;
        open();
        const sync::AccountRecord liv{
            AccountId::make(clock), QUrl(u"http://127.0.0.1:1"_s), u"Lantern Bay"_s, me, true, 1};
        (void)outbox->writer().run([&liv](store::Database& db) -> Result<void> {
            sync::outbox::useAccount(db, liv);
            return {};
        });
        start();
    }

    /// The program ends here and now, whatever is on its way to the GUI thread, and begins again.
    void restart()
    {
        village.reset();
        engine.reset();
        cache.reset();
        outbox.reset();
        open();
        start();
    }

    /// What the village is taken to have said.
    void fetched(const QString& id, qint64 likes, qint64 createdAt, const QString& parent = {})
    {
        using namespace Qt::StringLiterals;
        QJsonObject body{{u"id"_s, id},
                         {u"song_id"_s, song.toString()},
                         {u"text"_s, u"text of "_s + id},
                         {u"created_at"_s, createdAt},
                         {u"likes"_s, likes},
                         {u"author"_s, QJsonObject{{u"id"_s, UserId::make(clock).toString()},
                                                   {u"name"_s, u"nao"_s},
                                                   {u"display_name"_s, u"Nao"_s}}}};
        if (!parent.isEmpty()) body[u"parent_id"_s] = parent;
        api::Page page;
        page.scope = api::commentsScope(song);
        page.changes.push_back({u"comment"_s, id, 1, createdAt, false, body});
        const auto done = cache->writer().run([&page](store::Database& db) -> Result<bool> {
            sync::cache::stage(db, page, true);
            return sync::cache::applyStaged(db, {page.scope, u"cursor"_s, u"epoch"_s, {}, 1, false, false}, 5);
        });
        QVERIFY(done && *done);
    }

    /// The value of a future, with the event loop running until it is there.
    template <class T>
    static T awaited(QFuture<T> future)
    {
        if (!test::comesTrue([&] { return future.isFinished(); })) qFatal("a future did not end");
        return future.result();
    }

    QTemporaryDir folder;
    ManualClock clock{1'700'000'000'000};
    const api::Person me{UserId::make(clock), QStringLiteral("liv"), QStringLiteral("Liv")};
    const SongId song = SongId::make(clock);
    std::unique_ptr<store::Store> outbox;
    std::unique_ptr<store::Store> cache;
    std::unique_ptr<sync::Engine> engine;
    std::unique_ptr<Village> village;

private:
    void open()
    {
        using namespace Qt::StringLiterals;
        outbox = std::move(*store::Store::open(folder.filePath(u"outbox.db"_s), sync::outboxSchema()));
        cache = std::move(*store::Store::open(folder.filePath(u"cache.db"_s), sync::cacheSchema()));
    }
    void start()
    {
        using namespace Qt::StringLiterals;
        engine =
            std::move(*sync::Engine::start(*outbox, *cache, sync::plainFileVault(folder.filePath(u"tokens"_s)), clock));
        village = std::make_unique<Village>(*engine);
    }
};

} // namespace groundswell::community
