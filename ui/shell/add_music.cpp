#include "ui/shell/add_music.h"

#include "library/folder_walk.h"
#include "library/native_path.h"
#include "library/path_kinds.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

AddMusic::AddMusic(const library::TrackQueries& queries, library::TrackStore& tracks, library::Scanner& scanner,
                   QObject* parent)
    : QObject(parent)
    , m_queries(queries)
    , m_tracks(tracks)
    , m_scanner(scanner)
{
    connect(&scanner, &library::Scanner::finished, this, &AddMusic::tellOf);
    connect(&scanner, &library::Scanner::tracksChanged, this, &AddMusic::tracksChanged);
    connect(&scanner, &library::Scanner::failed, this, [this](const Error& error) { Q_EMIT failed(error.message); });
}

/// Of upkeep only what is news is told: that a disk is still away is none.
void AddMusic::tellOf(const library::ScanReport& report)
{
    const bool asked = report.reason == library::ScanReason::Asked;
    if (report.cancelled) {
        Q_EMIT told(tr("Stopped. What was read until then is here."), false);
        return;
    }
    const qint64 unread = std::min(report.progress.failed, report.added); // they are listed, with their reasons
    QStringList said;
    if (report.added > unread) said << tr("%n song(s) added", nullptr, static_cast<int>(report.added - unread));
    if (unread > 0) said << tr("%n file(s) could not be read", nullptr, static_cast<int>(unread));
    if (report.updated > 0 && asked) said << tr("%n song(s) changed", nullptr, static_cast<int>(report.updated));
    if (report.gone > 0 && report.foldersAway.isEmpty())
        said << tr("%n song(s) not here any more", nullptr, static_cast<int>(report.gone));
    if (said.isEmpty() && asked && report.foldersAway.isEmpty())
        said << (report.progress.found == 0 ? tr("There is no music in it.") : tr("Nothing new in your folders."));
    if (!said.isEmpty()) Q_EMIT told(said.join(u", "_s), unread > 0);
    if (!report.foldersAway.isEmpty() && (asked || report.gone > 0))
        Q_EMIT failed(tr("The folder “%1” is not here at the moment.").arg(report.foldersAway.first()));
}

QString AddMusic::whereMusicMayBe()
{
    const QString music = QStandardPaths::writableLocation(QStandardPaths::MusicLocation);
    return QFileInfo(music).isDir() ? music : QDir::homePath();
}

void AddMusic::chooseFolder(QWidget* over)
{
    auto* dialog = new QFileDialog(over, tr("Choose a folder with music"), whereMusicMayBe());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &AddMusic::addFolder);
    dialog->open();
}

void AddMusic::addFolder(const QString& path)
{
    m_tracks.addFolder(path).then(this, [this, path](const Result<qint64>& added) {
        if (!added) {
            Q_EMIT failed(added.error().message);
            return;
        }
        Q_EMIT folderAdded(*added);
        m_scanner.start({path});
    });
}

/// What came of all of them is told at once.
void AddMusic::addFiles(const QStringList& paths)
{
    QList<QFuture<Result<TrackId>>> reading;
    for (const QString& path : paths) {
        if (library::hasAudioExtension(library::toNativeBytes(path))) reading.append(m_tracks.addFile(path));
    }
    const auto others = static_cast<int>(paths.size() - reading.size());
    QtFuture::whenAll(reading.begin(), reading.end())
        .then(this, [this, others](const QList<QFuture<Result<TrackId>>>& read) {
            library::TrackIds ids;
            for (const auto& file : read) {
                if (const auto track = file.result())
                    ids.push_back(*track);
                else
                    Q_EMIT failed(track.error().message);
            }
            std::ranges::sort(ids); // dropped twice, or by two ways: one song
            const auto again = std::ranges::unique(ids);
            ids.erase(again.begin(), again.end());
            m_queries.rows(std::move(ids)).then(this, [this, others](const Result<QList<library::TrackRow>>& rows) {
                if (rows) tellOfFiles(*rows, others);
            });
        });
}

void AddMusic::tellOfFiles(const QList<library::TrackRow>& rows, int others)
{
    const auto isUnread = [](const library::TrackRow& row) { return !row.track.error.isEmpty(); };
    const auto unread = static_cast<int>(std::ranges::count_if(rows, isUnread));
    const auto whole = static_cast<int>(rows.size()) - unread;
    QStringList said;
    if (whole > 0) said << tr("The %n song(s) are in your library now", nullptr, whole);
    if (unread > 0) said << tr("%n file(s) could not be read", nullptr, unread);
    if (others > 0) said << tr("%n file(s) left out: no music", nullptr, others);
    if (!said.isEmpty()) Q_EMIT told(said.join(u", "_s), unread > 0);
}

void AddMusic::add(const QList<QUrl>& urls)
{
    QStringList paths;
    for (const auto& url : urls) {
        if (url.isLocalFile()) paths.append(url.toLocalFile());
    }
    if (paths.isEmpty()) return;
    library::kindsOf(paths).then(this, [this](const library::PathKinds& kinds) {
        for (const QString& path : kinds.folders)
            addFolder(path);
        if (!kinds.files.isEmpty()) addFiles(kinds.files);
        for (const QString& path : kinds.absent)
            Q_EMIT failed(tr("“%1” is not here at the moment.").arg(path));
    });
}

void AddMusic::rescan()
{
    m_queries.folders().then(this, [this](const Result<QList<library::Folder>>& folders) {
        if (!folders) {
            Q_EMIT failed(folders.error().message);
            return;
        }
        QStringList paths;
        for (const auto& folder : *folders)
            paths.append(folder.path);
        if (paths.isEmpty())
            Q_EMIT told(tr("There is no folder to look through yet."), false);
        else
            m_scanner.start(paths);
    });
}

bool AddMusic::canAdd(const QList<QUrl>& urls)
{
    return std::ranges::any_of(urls, &QUrl::isLocalFile);
}

} // namespace groundswell::ui
