#pragma once

#include "base/clock.h"
#include "community/api/sync.h"
#include "community/api/types.h"
#include "server/change_log.h"
#include "server/operations.h"
#include "server/sync_service.h"
#include "server/text_rules.h"
#include "server/village.h"

#include <QTemporaryDir>
#include <QTest>

/// A real village in a temporary folder with a clock that stands still, for tests of what lies below HTTP.
namespace groundswell::server {

class VillageFixture
{
public:
    VillageFixture()
        : m_clock(1'790'000'000'000)
    {
        open();
    }

    [[nodiscard]] Village& village() { return *m_village; }
    [[nodiscard]] store::Store& store() { return m_village->store(); }
    [[nodiscard]] ManualClock& clock() { return m_clock; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    /// Closes the database and opens it again, as a restarted server does.
    void reopen()
    {
        m_village.reset();
        open();
    }

    template <class T>
    [[nodiscard]] T made() const
    {
        return T::make(m_clock);
    }

    UserId addPerson(const QString& name, const QString& role = QStringLiteral("member"))
    {
        const auto id = made<UserId>();
        const auto done = store().writer().run([&](store::Database& db) -> Result<bool> {
            db.prepare(
                  "INSERT INTO person(id, name, skeleton, display_name, role, created_at) VALUES(?, ?, ?, ?, ?, ?)")
                .bind(id, name, skeletonOf(name), name, role, m_clock.nowMs())
                .run();
            ChangeLog(db, m_clock.nowMs()).touch(api::userScope(id), QStringLiteral("person"), id.toString(), 1);
            return true;
        });
        if (!done) qFatal("%s", qUtf8Printable(done.error().message));
        return id;
    }

    [[nodiscard]] api::Operation operation(const QString& scope, const QString& entity, const QString& kind,
                                           const QJsonObject& args, qint64 baseRev = 0) const
    {
        return {made<OperationId>(), scope, entity, kind, args, baseRev};
    }

    [[nodiscard]] Result<api::PushAnswer> pushAll(UserId person, const std::vector<api::Operation>& operations)
    {
        return store().writer().run([&](store::Database& db) -> Result<api::PushAnswer> {
            ChangeLog log(db, m_clock.nowMs());
            OperationContext context{db, log, person, roleIn(db, person)};
            return push(context, m_village->cursors().epoch(), {operations});
        });
    }

    [[nodiscard]] api::OperationResult pushOne(UserId person, const api::Operation& operation)
    {
        const auto answer = pushAll(person, {operation});
        return answer && answer->results.size() == 1 ? answer->results.front() : api::OperationResult();
    }

    [[nodiscard]] Result<api::PullAnswer> pullAll(const std::vector<api::ScopeCursor>& scopes, UserId viewer = {})
    {
        return store().readers().run(
            [&](store::Database& db) { return pull(db, m_village->cursors(), viewer, m_clock.nowMs(), {scopes}); });
    }

    [[nodiscard]] api::Page pullOne(const QString& scope, const QString& cursor = {}, UserId viewer = {})
    {
        const auto answer = pullAll({{scope, cursor}}, viewer);
        return answer && answer->pages.size() == 1 ? answer->pages.front() : api::Page();
    }

    /// A song of the village, made by an operation.
    SongId addSong(UserId person, const QString& title, qint64 durationMs = 180'000)
    {
        const auto id = made<SongId>();
        const QJsonObject args{{QStringLiteral("title"), title},
                               {QStringLiteral("artist"), QStringLiteral("Mizu")},
                               {QStringLiteral("duration_ms"), durationMs}};
        const auto result =
            pushOne(person, operation(api::songScope(id), id.toString(), QStringLiteral("song.ensure"), args));
        return SongId::fromString(result.entityId);
    }

    [[nodiscard]] api::Operation comment(SongId song, const QString& text, CommentId parent = {}) const
    {
        QJsonObject args{{QStringLiteral("song_id"), song.toString()}, {QStringLiteral("text"), text}};
        if (!parent.isNull()) args.insert(QStringLiteral("parent_id"), parent.toString());
        return operation(api::commentsScope(song), made<CommentId>().toString(), QStringLiteral("comment.create"),
                         args);
    }

private:
    static Role roleIn(store::Database& db, UserId person)
    {
        auto row = db.prepare("SELECT role FROM person WHERE id = ?");
        return row.bind(person).step() ? roleOf(row.text(0)) : Role();
    }
    void open()
    {
        auto opened = Village::open(m_folder.path(), QStringLiteral("Test Bay"), m_clock);
        if (!opened) qFatal("%s", qUtf8Printable(opened.error().message));
        m_village = *std::move(opened);
    }

    QTemporaryDir m_folder;
    ManualClock m_clock;
    std::unique_ptr<Village> m_village;
};

} // namespace groundswell::server
