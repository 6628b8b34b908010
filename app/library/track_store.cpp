#include "library/track_store.h"

#include "library/native_path.h"
#include "library/tag_helper.h"
#include "library/track_writer.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <algorithm>
#include <cmath>

namespace groundswell::library {

namespace {

/// Once every track of an album is measured, each is told the album's level: the mean of the tracks' power, by their
/// lengths (what gating over all of them at once would give, but for quiet parts), and the highest peak.
void measureAlbum(store::Database& database, TrackId track)
{
    store::Statement statement = database.prepare(
        "SELECT t.duration_ms, a.track_id, a.integrated_lufs, a.true_peak FROM track me JOIN track t ON t.album = "
        "me.album AND coalesce(nullif(t.album_artist, ''), t.artist) = coalesce(nullif(me.album_artist, ''), "
        "me.artist) LEFT JOIN analysis a ON a.track_id = t.id AND a.size = t.size AND a.modified_ms = t.modified_ms "
        "WHERE me.id = ? AND me.album <> ''");
    statement.bind(track);
    double power = 0;
    double length = 0;
    double peak = 0;
    TrackIds ids;
    while (statement.step()) {
        if (statement.isNull(1)) return; // one is still to come
        ids.push_back(TrackId{statement.integer(1)});
        if (statement.isNull(2)) continue; // silence
        const double part = std::max(1.0, statement.real(0));
        power += part * std::pow(10.0, statement.real(2) / 10);
        length += part;
        peak = std::max(peak, statement.real(3));
    }
    if (length <= 0) return;
    store::Statement update = database.prepare("UPDATE analysis SET album_lufs = ?, album_peak = ? WHERE track_id = ?");
    for (const TrackId id : ids)
        update.bind(10 * std::log10(power / length), peak, id).run();
}

} // namespace

TrackStore::TrackStore(store::Writer& writer, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_writer(writer)
    , m_clock(clock)
{
    // The helper belongs to the thread that started it: one thread, which stays.
    m_files.setMaxThreadCount(1);
    m_files.setExpiryTimeout(-1);
}

TrackStore::~TrackStore()
{
    m_files.start([this] { m_helper.reset(); });
    m_files.waitForDone();
}

template <class F>
QFuture<Result<void>> TrackStore::change(TrackId track, F job)
{
    return m_writer.post(std::move(job)).then(this, [this, track](const Result<void>& result) {
        if (result) Q_EMIT changed(track);
        return result;
    });
}

QFuture<Result<qint64>> TrackStore::addFolder(const QString& path)
{
    const QByteArray folder = toNativeBytes(QDir::cleanPath(QDir(path).absolutePath()));
    return m_writer
        .post([folder, now = m_clock.nowMs()](store::Database& database) -> Result<qint64> {
            store::Statement statement =
                database.prepare("INSERT INTO folder(path, added_ms) VALUES(?, ?) ON CONFLICT(path) DO UPDATE SET path "
                                 "= excluded.path RETURNING id");
            static_cast<void>(statement.bind(folder, now).step());
            return statement.integer(0);
        })
        .then(this, [this](const Result<qint64>& result) {
            if (result) Q_EMIT tracksChanged();
            return result;
        });
}

QFuture<Result<void>> TrackStore::removeFolder(qint64 folderId)
{
    return m_writer
        .post([folderId](store::Database& database) -> Result<void> {
            database.prepare("DELETE FROM folder WHERE id = ?").bind(folderId).run();
            return {};
        })
        .then(this, [this](const Result<void>& result) {
            if (result) Q_EMIT tracksChanged();
            return result;
        });
}

QFuture<Result<TrackId>> TrackStore::addFile(const QString& path)
{
    const auto readAndKeep = [this, path, now = m_clock.nowMs()]() -> Result<TrackId> {
        const QFileInfo file(QDir::cleanPath(QFileInfo(path).absoluteFilePath()));
        if (!file.isFile()) return fail(ErrorCode::NotFound, tr("There is no file “%1”.").arg(file.filePath()));
        const QByteArray nativePath = toNativeBytes(file.filePath());
        if (!m_helper) m_helper = std::make_unique<TagHelper>();
        auto read = m_helper->readOne(nativePath);
        if (!read && read.error().code == ErrorCode::Internal) return std::unexpected(read.error());
        const PreparedTrack prepared = TrackPreparer().prepareFile(
            nativePath, file.size(), file.lastModified().toMSecsSinceEpoch(), std::move(read));
        return m_writer.run([&](store::Database& database) -> Result<TrackId> {
            return TrackWriter(database, std::nullopt, now).write(prepared);
        });
    };
    return QtConcurrent::run(&m_files, readAndKeep).then(this, [this](const Result<TrackId>& result) {
        if (result) Q_EMIT tracksChanged();
        return result;
    });
}

QFuture<Result<void>> TrackStore::setSong(TrackId track, SongId song, const QString& evidence)
{
    return change(track, [=](store::Database& database) -> Result<void> {
        database
            .prepare("UPDATE track_words SET comments = NULL WHERE track_id = ?1 AND EXISTS(SELECT 1 FROM track_song "
                     "WHERE track_id = ?1 AND song_id <> ?2)")
            .bind(track, song)
            .run(); // they were the other song's
        database
            .prepare("INSERT INTO track_song(track_id, song_id, evidence) VALUES(?, ?, ?) ON CONFLICT(track_id) DO "
                     "UPDATE SET song_id = excluded.song_id, evidence = excluded.evidence")
            .bind(track, song, evidence)
            .run();
        return {};
    });
}

QFuture<Result<void>> TrackStore::setWords(TrackId track, WordsFlags words)
{
    return change(track, [=](store::Database& database) -> Result<void> {
        database
            .prepare("INSERT INTO track_words(track_id, flags) VALUES(?, ?) ON CONFLICT(track_id) DO UPDATE SET flags "
                     "= excluded.flags")
            .bind(track, words.toInt())
            .run();
        return {};
    });
}

QFuture<Result<void>> TrackStore::setComments(TrackId track, qint64 count)
{
    const auto write = [=](store::Database& database) -> Result<bool> {
        database
            .prepare("INSERT INTO track_words(track_id, flags, comments) VALUES(?, 0, ?) ON CONFLICT(track_id) DO "
                     "UPDATE SET comments = excluded.comments WHERE comments IS NOT excluded.comments")
            .bind(track, count)
            .run();
        return database.changes() > 0;
    };
    return m_writer.post(write).then(this, [this, track](const Result<bool>& isNew) {
        if (isNew && *isNew) Q_EMIT changed(track);
        return isNew.transform([](bool) {});
    });
}

QFuture<Result<void>> TrackStore::forgetComments()
{
    const auto write = [](store::Database& database) -> Result<bool> {
        database.execute("UPDATE track_words SET comments = NULL WHERE comments IS NOT NULL");
        return database.changes() > 0;
    };
    return m_writer.post(write).then(this, [this](const Result<bool>& any) {
        if (any && *any) Q_EMIT tracksChanged();
        return any.transform([](bool) {});
    });
}

QFuture<Result<void>> TrackStore::recordPlay(TrackId track)
{
    return change(track, [=, now = m_clock.nowMs()](store::Database& database) -> Result<void> {
        database
            .prepare("INSERT INTO track_play(track_id, last_played_ms, play_count) VALUES(?, ?, 1) "
                     "ON CONFLICT(track_id) DO UPDATE SET last_played_ms = excluded.last_played_ms, play_count = "
                     "play_count + 1")
            .bind(track, now)
            .run();
        return {};
    });
}

QFuture<Result<void>> TrackStore::setMeasured(const QString& path, const Measured& measured)
{
    const auto keep = [nativePath = toNativeBytes(path),
                       m = measured](store::Database& database) -> Result<std::optional<TrackId>> {
        const auto part = [&m](double media::Loudness::* of) {
            return m.loudness ? std::optional((*m.loudness).*of) : std::nullopt;
        };
        store::Statement statement = database.prepare(
            "INSERT INTO analysis(track_id, size, modified_ms, error, integrated_lufs, range_lu, true_peak, "
            "fingerprint, waveform, detail) SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM track WHERE path = ?1 "
            "ON CONFLICT(track_id) DO UPDATE SET size = excluded.size, modified_ms = excluded.modified_ms, error = "
            "excluded.error, integrated_lufs = excluded.integrated_lufs, range_lu = excluded.range_lu, true_peak = "
            "excluded.true_peak, fingerprint = excluded.fingerprint, waveform = excluded.waveform, detail = "
            "excluded.detail RETURNING track_id");
        statement.bind(nativePath, m.sizeBytes, m.modifiedMs, m.error, part(&media::Loudness::integratedLufs),
                       part(&media::Loudness::rangeLu), part(&media::Loudness::truePeak), m.fingerprint, m.waveform,
                       m.detail);
        if (!statement.step()) return std::nullopt;
        const TrackId track{statement.integer(0)};
        statement.reset();
        measureAlbum(database, track);
        if (m.unreadable)
            database.prepare("UPDATE track SET error = ? WHERE id = ? AND size = ? AND modified_ms = ?")
                .bind(m.error, track, m.sizeBytes, m.modifiedMs)
                .run();
        return track;
    };
    return m_writer.post(keep).then(this, [this](const Result<std::optional<TrackId>>& result) -> Result<void> {
        if (!result) return std::unexpected(result.error());
        if (*result) Q_EMIT changed(**result);
        return {};
    });
}

QFuture<Result<void>> TrackStore::setSetting(const QString& key, const QByteArray& value)
{
    return setSetting(key, [value] { return value; });
}

QFuture<Result<void>> TrackStore::setSetting(const QString& key, std::function<QByteArray()> make)
{
    return m_writer.post([key, make = std::move(make)](store::Database& database) -> Result<void> {
        database
            .prepare(
                "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
            .bind(key, make())
            .run();
        return {};
    });
}

} // namespace groundswell::library
