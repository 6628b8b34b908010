#include "library/folder_walk.h"

#include "library/native_path.h"

#include <QDir>
#include <QSet>

#include <chrono>
#include <vector>

namespace groundswell::library {

namespace {

namespace fs = std::filesystem;

QByteArray extensionOf(const QByteArray& nativePath)
{
    const qsizetype dot = nativePath.lastIndexOf('.');
    return dot <= nativePath.lastIndexOf('/') + 1 ? QByteArray() : nativePath.sliced(dot + 1).toLower();
}

/// A lyrics file's path up to its extension; empty for other files.
QByteArray lyricsStem(const QByteArray& nativePath)
{
    static const QSet<QByteArray> types{"lrc", "elrc", "ttml", "srt", "txt"};
    return types.contains(extensionOf(nativePath)) ? nativePath.left(nativePath.lastIndexOf('.')) : QByteArray();
}

/// 0 for what is no cover; the larger, the better.
int coverRank(const QByteArray& nativePath)
{
    static const QSet<QByteArray> types{"jpg", "jpeg", "png", "webp"};
    if (!types.contains(extensionOf(nativePath))) return 0;
    const QByteArray name = nativePath.sliced(nativePath.lastIndexOf('/') + 1).toLower();
    const QByteArray base = name.left(name.lastIndexOf('.'));
    if (base == "cover") return 4;
    if (base == "front") return 3;
    if (base == "folder") return 2;
    return base == "albumart" || base == "album" ? 1 : 0;
}

qint64 unixMs(fs::file_time_type time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::file_clock::to_sys(time).time_since_epoch())
        .count();
}

/// Enters each folder once, wherever links lead.
class Walk
{
public:
    Walk(std::stop_token stop, const WalkTold& told)
        : m_stop(std::move(stop))
        , m_told(told)
    {
    }

    bool enter(const fs::path& folder)
    {
        std::error_code error;
        fs::directory_iterator entries(folder, error);
        if (error || !isNew(folder)) return !error;
        if (m_told.entered) m_told.entered(toNativeBytes(folder));
        std::vector<fs::path> below;
        Contents here;
        for (; entries != fs::directory_iterator() && !m_stop.stop_requested(); entries.increment(error)) {
            if (error) break;
            look(*entries, below, here);
        }
        for (FoundFile& file : here.files) {
            file.folderPicture = here.picture;
            file.hasLyricsFile = here.lyrics.contains(file.nativePath.left(file.nativePath.lastIndexOf('.')));
            m_told.found(std::move(file));
        }
        for (const fs::path& next : below) {
            if (m_stop.stop_requested()) break;
            enter(next);
        }
        return true;
    }

private:
    struct Contents ///< of one folder
    {
        std::vector<FoundFile> files;
        QByteArray picture;
        QSet<QByteArray> lyrics;
    };

    bool isNew(const fs::path& folder)
    {
        std::error_code error;
        const fs::path real = fs::canonical(folder, error);
        if (error) return false;
        const qsizetype before = m_entered.size();
        m_entered.insert(toNativeBytes(real));
        return m_entered.size() > before;
    }

    static void look(const fs::directory_entry& entry, std::vector<fs::path>& below, Contents& here)
    {
        std::error_code error;
        if (entry.is_directory(error)) {
            below.push_back(entry.path());
            return;
        }
        const QByteArray path = toNativeBytes(entry.path());
        if (coverRank(path) > (here.picture.isEmpty() ? 0 : coverRank(here.picture))) here.picture = path;
        if (const QByteArray stem = lyricsStem(path); !stem.isEmpty()) here.lyrics.insert(stem);
        if (!hasAudioExtension(path) || !entry.is_regular_file(error)) return;
        const auto size = entry.file_size(error);
        const auto time = error ? fs::file_time_type() : entry.last_write_time(error);
        if (!error) here.files.push_back({path, static_cast<qint64>(size), unixMs(time), {}, false});
    }

    std::stop_token m_stop;
    const WalkTold& m_told;
    QSet<QByteArray> m_entered;
};

} // namespace

bool hasAudioExtension(const QByteArray& nativePath)
{
    static const QSet<QByteArray> known{"mp3", "flac", "ogg", "oga",  "opus", "m4a",  "m4b", "mp4",
                                        "aac", "alac", "wav", "wave", "aif",  "aiff", "wma", "ape",
                                        "wv",  "mpc",  "tta", "spx",  "dsf",  "dff",  "mka"};
    return known.contains(extensionOf(nativePath));
}

bool isThere(const QString& root)
{
    return QDir(root).exists() && QDir(root).isReadable();
}

bool walkFolder(const QString& root, std::stop_token stop, const WalkTold& told)
{
    return Walk(std::move(stop), told).enter(fromNativeBytes(toNativeBytes(root)));
}

} // namespace groundswell::library
