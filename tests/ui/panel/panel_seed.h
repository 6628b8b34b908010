#pragma once

#include "lyrics/document.h"

#include <QJsonObject>
#include <QString>

namespace groundswell::ui {

/// The song of the pictures: a Japanese one, words timed, with talk in many languages, a story and a translation.
struct PanelSeed
{
    SongId song;
    LyricsId lyrics;
    lyrics::Document words;
    QJsonObject village; ///< as groundswelld --seed reads it

    static constexpr int approvedRow = 4; ///< of the translation; "maren" may approve others
};

[[nodiscard]] PanelSeed makePanelSeed();
/// Writes it to a file; the file's path.
[[nodiscard]] QString writeSeed(const PanelSeed& seed, const QString& folder);

} // namespace groundswell::ui
