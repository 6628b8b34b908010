#include "library/lyric_sidecars.h"

#include <QDir>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace groundswell::library {

QStringList lyricSidecars(const QString& path)
{
    static constexpr std::array richestFirst{"ttml"_L1, "elrc"_L1, "lrc"_L1, "srt"_L1, "txt"_L1};
    const QFileInfo audio(path);
    QStringList found;
    const auto besides = audio.dir().entryInfoList(QDir::Files | QDir::Readable);
    for (const auto extension : richestFirst) {
        for (const QFileInfo& file : besides) {
            if (file.completeBaseName() == audio.completeBaseName() &&
                file.suffix().compare(extension, Qt::CaseInsensitive) == 0)
                found.append(file.filePath());
        }
    }
    return found;
}

} // namespace groundswell::library
