#pragma once

#include "base/clock.h"
#include "community/api/types.h"

#include <QJsonArray>
#include <QJsonObject>

#include <vector>

namespace groundswell::bench {

/// A village of these songs with as many comments each, by 200 people, in the form of a demo seed (groundswelld
/// --seed).
[[nodiscard]] inline QJsonObject madeUpVillage(const std::vector<SongId>& songs, int commentsEach)
{
    using namespace Qt::StringLiterals;
    constexpr int people = 200;
    const SystemClock clock;
    QJsonArray persons;
    QStringList ids;
    for (int i = 0; i < people; ++i) {
        ids << UserId::make(clock).toString();
        persons.append(QJsonObject{
            {u"id"_s, ids.back()}, {u"name"_s, u"person%1"_s.arg(i)}, {u"display_name"_s, u"Person %1"_s.arg(i)}});
    }
    QJsonArray music;
    QJsonArray talk;
    for (const SongId song : songs) {
        music.append(QJsonObject{{u"id"_s, song.toString()},
                                 {u"title"_s, u"Song %1"_s.arg(music.size())},
                                 {u"artist"_s, u"Mizu"_s},
                                 {u"created_by"_s, ids.front()}});
        for (int i = 0; i < commentsEach; ++i)
            talk.append(QJsonObject{
                {u"id"_s, CommentId::make(clock).toString()},
                {u"song_id"_s, song.toString()},
                {u"author_id"_s, ids.at(i % people)},
                {u"text"_s,
                 u"Comment %1: heard it on the last ferry, and the harbour lights went out one by one. 夜の雨。"_s.arg(
                     i)},
                {u"lang"_s, u"en"_s},
                {u"at_ms"_s, i * 7 % 200'000},
                {u"age_ms"_s, i * 60'000},
                {u"likes"_s, i * 31 % 5}});
    }
    return {{u"format"_s, 1},
            {u"people"_s, persons},
            {u"songs"_s, music},
            {u"comments"_s, talk},
            {u"stories"_s, QJsonArray()},
            {u"lyrics"_s, QJsonArray()},
            {u"translations"_s, QJsonArray()}};
}

} // namespace groundswell::bench
