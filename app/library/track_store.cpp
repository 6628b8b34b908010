#include "library/track_store.h"

#include "library/native_path.h"
#include "library/track_writer.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

namespace groundswell::library {

TrackStore::TrackStore(store::Writer& writer, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_writer(writer)
    , m_clock(clock)
{
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
        const PreparedTrack prepared = TrackPreparer().readFile(toNativeBytes(file.filePath()), file.size(),
                                                                file.lastModified().toMSecsSinceEpoch());
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

QFuture<Result<void>> TrackStore::setWaveform(TrackId track, const QByteArray& bytes)
{
    return m_writer.post([=](store::Database& database) -> Result<void> {
        database
            .prepare(
                "INSERT INTO waveform(track_id, modified_ms, bytes) SELECT id, modified_ms, ? FROM track WHERE id = ? "
                "ON CONFLICT(track_id) DO UPDATE SET modified_ms = excluded.modified_ms, bytes = excluded.bytes")
            .bind(bytes, track)
            .run();
        return {};
    });
}

QFuture<Result<void>> TrackStore::setSetting(const QString& key, const QByteArray& value)
{
    return m_writer.post([=](store::Database& database) -> Result<void> {
        database
            .prepare(
                "INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value")
            .bind(key, value)
            .run();
        return {};
    });
}

} // namespace groundswell::library
