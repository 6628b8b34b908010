#include "ui/shell/add_music.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

AddMusic::AddMusic(library::TrackStore& tracks, library::Scanner& scanner, QObject* parent)
    : QObject(parent)
    , m_tracks(tracks)
    , m_scanner(scanner)
{
    connect(&scanner, &library::Scanner::finished, this, [this](const library::ScanReport& report) {
        const qint64 unread = std::min(report.progress.failed, report.added); // they are listed, with their reasons
        QStringList said;
        if (report.added > unread) said << tr("%n song(s) added", nullptr, static_cast<int>(report.added - unread));
        if (unread > 0) said << tr("%n file(s) could not be read", nullptr, static_cast<int>(unread));
        if (!said.isEmpty()) Q_EMIT told(said.join(u", "_s));
        if (!report.foldersAway.isEmpty())
            Q_EMIT failed(tr("The folder “%1” is not here at the moment.").arg(report.foldersAway.first()));
    });
    connect(&scanner, &library::Scanner::failed, this, [this](const Error& error) { Q_EMIT failed(error.message); });
}

void AddMusic::chooseFolder(QWidget* over)
{
    auto* dialog = new QFileDialog(over, tr("Choose a folder with music"),
                                   QStandardPaths::writableLocation(QStandardPaths::MusicLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &AddMusic::addFolder);
    dialog->open();
}

void AddMusic::addFolder(const QString& path)
{
    m_tracks.addFolder(path).then(this, [this, path](const Result<qint64>& added) {
        if (added)
            m_scanner.start({path});
        else
            Q_EMIT failed(added.error().message);
    });
}

void AddMusic::add(const QList<QUrl>& urls)
{
    for (const auto& url : urls) {
        if (!url.isLocalFile()) continue;
        const QString path = url.toLocalFile();
        if (!QFileInfo::exists(path)) {
            Q_EMIT failed(tr("“%1” is not here at the moment.").arg(path));
        } else if (QFileInfo(path).isDir()) {
            addFolder(path);
        } else {
            m_tracks.addFile(path).then(this, [this](const Result<TrackId>& added) {
                if (!added) Q_EMIT failed(added.error().message);
            });
        }
    }
}

bool AddMusic::canAdd(const QList<QUrl>& urls)
{
    return std::ranges::any_of(urls, &QUrl::isLocalFile);
}

} // namespace groundswell::ui
