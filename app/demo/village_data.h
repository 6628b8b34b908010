#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// The texts of the demo village as resources/demo holds them: who says what, in plain files that a writer can edit.
/// People and songs are named by their keys here; village_writer.h makes ids of them. What is counted in days is an
/// age.
namespace groundswell::demo {

/// Somebody who writes.
struct VillagePerson
{
    QString name, displayName, lang, role, about;
    int ageDays = 0;
};

/// One of our pieces, or a song that the village only talks of.
struct VillageSong
{
    QString key;
    QString title, artist, album, lang; ///< empty for one of our pieces, which knows them itself
    qint64 durationMs = 0;
    int year = 0;
    QString broughtBy;
    int ageDays = 0;
    QString timedBy; ///< who put the words in time; empty where there are none
};

/// A comment or a reply, with how many people liked and hugged it.
struct VillageComment
{
    QString song, author, lang, text;
    std::optional<qint64> atMs;
    int ageDays = 0, likes = 0, hugs = 0;
    int parent = -1; ///< index of the comment it answers
};

/// A story behind a song, or its version in another language.
struct VillageStory
{
    QString key, song, author, lang, sourceKind, title, source, text;
    int ageDays = 0, supports = 0, disputes = 0, loves = 0;
    bool pinned = false;
    QString translationOf, translator;
};

/// One line of a translation.
struct VillageUnit
{
    QString state, text; ///< the state's name on the wire
};

/// A translation at some stage.
struct VillageTranslation
{
    QString song, lang, author;
    int ageDays = 0, revision = 1;
    std::vector<VillageUnit> units; ///< one a sung line
};

/// A list of songs that somebody shares.
struct VillageSongList
{
    QString key, owner, lang, name, description;
    QStringList songs;
    int ageDays = 0;
};

/// All of the village, in the order of its files.
struct VillageData
{
    std::vector<VillagePerson> people;
    std::vector<VillageSong> songs;
    std::vector<VillageComment> comments;
    std::vector<VillageStory> stories;
    std::vector<VillageTranslation> translations;
    std::vector<VillageSongList> lists;
};

/// Reads all of it. The error's message names the file and the line.
[[nodiscard]] Result<VillageData> readVillageData();

} // namespace groundswell::demo
