#include "cli/commands.h"

#include "library/native_path.h"
#include "library/scanner.h"
#include "library/tag_helper.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <stop_token>
#include <utility>

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("cli", text, nullptr, n);
}

QJsonObject toJson(const library::TrackRow& row)
{
    QJsonObject json{{u"id"_s, static_cast<qint64>(row.track.id)},
                     {u"path"_s, row.track.path()},
                     {u"title"_s, row.track.title},
                     {u"artist"_s, row.track.artist},
                     {u"album"_s, row.track.album},
                     {u"duration_ms"_s, row.track.durationMs},
                     {u"online"_s, row.online}};
    if (!row.songId.isNull()) json[u"song"_s] = row.songId.toString();
    if (!row.track.error.isEmpty()) json[u"error"_s] = row.track.error;
    return json;
}

/// Artist, title and path, and what is wrong with the file, if anything is.
QString toLine(const library::TrackRow& row)
{
    const auto& track = row.track;
    QStringList parts{track.artist, track.title, track.path()};
    if (!track.error.isEmpty())
        parts << track.error;
    else if (!row.online)
        parts << tr("not there at the last scan");
    return parts.join(u'\t');
}

void answerRows(const Asked& call, const QList<library::TrackRow>& rows)
{
    QJsonArray values;
    QStringList lines;
    for (const auto& row : rows) {
        values << toJson(row);
        lines << toLine(row);
    }
    call.console.answer(values, lines);
}

/// Remembers the folders that are named; none of them where one is no folder.
Result<QStringList> foldersOf(Call& call)
{
    QStringList folders;
    for (const auto& word : call.words) {
        if (!QFileInfo(word).isDir()) return fail(ErrorCode::NotFound, tr("%1 is not a folder.").arg(word));
        folders << QDir(word).absolutePath();
    }
    for (const auto& folder : std::as_const(folders))
        if (const auto added = await(call.profile.trackStore().addFolder(folder)); !added)
            return std::unexpected(added.error());
    return folders;
}

Result<void> addFolders(Call& call)
{
    if (call.words.isEmpty()) return fail(ErrorCode::InvalidInput, tr("DIR is missing."));
    const auto folders = foldersOf(call);
    if (!folders) return std::unexpected(folders.error());
    call.console.answer(QJsonArray::fromStringList(*folders), *folders);
    return {};
}

Result<void> scan(Call& call)
{
    auto folders = foldersOf(call);
    if (!folders) return std::unexpected(folders.error());
    if (folders->isEmpty()) {
        const auto known = await(call.profile.tracks().folders());
        if (!known) return std::unexpected(known.error());
        for (const auto& folder : *known)
            *folders << folder.path;
    }
    if (folders->isEmpty()) return fail(ErrorCode::InvalidInput, tr("DIR is missing: no folder was added yet."));
    const auto report =
        library::Scanner::scan(call.profile.library(), call.profile.clock(), *folders, std::stop_token{});
    if (!report) return std::unexpected(report.error());
    const auto& progress = report->progress;
    call.console.answer(
        QJsonObject{{u"found"_s, progress.found},
                    {u"added"_s, report->added},
                    {u"updated"_s, report->updated},
                    {u"unchanged"_s, progress.unchanged},
                    {u"missing"_s, report->missing},
                    {u"failed"_s, progress.failed}},
        {tr("%n found", static_cast<int>(progress.found)), tr("%n added", static_cast<int>(report->added)),
         tr("%n updated", static_cast<int>(report->updated)), tr("%n unreadable", static_cast<int>(progress.failed))});
    for (const auto& away : report->foldersAway)
        return fail(ErrorCode::NotFound, tr("%1 could not be opened.").arg(away));
    return {};
}

Result<void> tracks(const LibraryCall& call)
{
    const auto ids = await(call.tracks.ids({}, {}));
    if (!ids) return std::unexpected(ids.error());
    const auto rows = await(call.tracks.rows(*ids));
    if (!rows) return std::unexpected(rows.error());
    answerRows(call, *rows);
    return {};
}

Result<void> search(const LibraryCall& call)
{
    const auto query = call.word(0, u"QUERY"_s);
    if (!query) return std::unexpected(query.error());
    const auto rows = await(call.tracks.search(call.words.join(u' ')));
    if (!rows) return std::unexpected(rows.error());
    answerRows(call, *rows);
    return {};
}

Result<void> match(Call& call)
{
    const auto file = call.word(0, u"FILE"_s);
    if (!file) return std::unexpected(file.error());
    const auto path = QFileInfo(*file).absoluteFilePath();
    if (!QFileInfo(path).isFile()) return fail(ErrorCode::NotFound, tr("There is no file %1.").arg(path));
    community::TrackQuery query;
    library::Track track;
    if (const auto row = await(call.profile.tracks().byPath(path)); row && *row) {
        track = (*row)->track;
        query.track = track.id;
        query.knownSong = (*row)->songId;
    } else {
        auto read = library::TagHelper().readOne(library::toNativeBytes(path));
        if (!read) return std::unexpected(read.error());
        track = std::move(*read);
    }
    query.title = track.title;
    query.artist = track.artist;
    query.album = track.album;
    query.durationMs = track.durationMs;
    query.mbid = track.recordingMbid;
    query.isrc = track.isrc;
    const auto match = await(call.profile.village().songs().match(query));
    if (!match) return std::unexpected(match.error());
    const QStringList evidence(match->evidence.begin(), match->evidence.end());
    call.console.answer(
        QJsonObject{{u"song"_s, match->song.toString()},
                    {u"known"_s, match->known},
                    {u"evidence"_s, QJsonArray::fromStringList(evidence)}},
        {match->song.toString(), match->known ? tr("Known to the community: %1").arg(evidence.join(u", "_s))
                                              : tr("New: the community hears of it when you first write about it.")});
    return {};
}

} // namespace

QList<Command> libraryCommands()
{
    return {{u"scan"_s, u"[DIR...]"_s, tr("read the tags of music in folders (default: those added)"), {}, scan},
            {u"folders add"_s, u"DIR..."_s, tr("remember folders without scanning them"), {}, addFolders},
            {u"tracks"_s, {}, tr("all tracks of the library"), {}, tracks},
            {u"search"_s, u"QUERY"_s, tr("tracks that match, as the window's search does"), {}, search},
            {u"match"_s, u"FILE"_s, tr("the song that a file is"), {}, match}};
}

} // namespace groundswell::cli
