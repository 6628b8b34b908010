#include "media/play_queue.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace groundswell::media {

namespace {

constexpr auto Format = "groundswell-queue"_L1;
constexpr std::array ShuffleNames = {"tracks"_L1, "albums"_L1};
constexpr std::array RepeatNames = {"off"_L1, "all"_L1, "one"_L1};

struct GainField
{
    QLatin1StringView name;
    std::optional<double> ReplayGain::* value;
};
constexpr std::array GainFields = {
    GainField{"trackGainDb"_L1, &ReplayGain::trackGainDb}, GainField{"albumGainDb"_L1, &ReplayGain::albumGainDb},
    GainField{"trackPeak"_L1, &ReplayGain::trackPeak}, GainField{"albumPeak"_L1, &ReplayGain::albumPeak}};

QJsonObject toJson(const QueueEntry& entry)
{
    QJsonObject json{{u"id"_s, qint64(entry.id)},
                     {u"track"_s, qint64(entry.track)},
                     {u"source"_s, entry.source.toString(QUrl::FullyEncoded)},
                     {u"title"_s, entry.title},
                     {u"artist"_s, entry.artist},
                     {u"ms"_s, entry.durationMs}};
    if (!entry.album.isEmpty()) json[u"album"_s] = entry.album;
    for (const auto& field : GainFields)
        if (const auto value = entry.gain.*field.value) json[field.name] = *value;
    return json;
}

QueueEntry entryFrom(const QJsonObject& json)
{
    ReplayGain gain;
    for (const auto& field : GainFields)
        if (const QJsonValue value = json[field.name]; value.isDouble()) gain.*field.value = value.toDouble();
    return {.id = quint64(std::max<qint64>(0, json["id"_L1].toInteger())),
            .track = TrackId{json["track"_L1].toInteger()},
            .source = QUrl(json["source"_L1].toString(), QUrl::StrictMode),
            .title = json["title"_L1].toString(),
            .artist = json["artist"_L1].toString(),
            .durationMs = std::max<qint64>(0, json["ms"_L1].toInteger()),
            .problem = {},
            .album = json["album"_L1].toString(),
            .gain = gain};
}

void mendIds(QList<QueueEntry>& entries)
{
    QSet<quint64> seen;
    quint64 largest = 0;
    for (const QueueEntry& entry : std::as_const(entries))
        largest = std::max(largest, entry.id);
    for (QueueEntry& entry : entries) {
        if (entry.id == 0 || seen.contains(entry.id)) entry.id = ++largest;
        seen.insert(entry.id);
    }
}

} // namespace

QJsonObject QueueState::toJson() const
{
    QJsonArray list;
    for (const QueueEntry& entry : entries)
        list.append(media::toJson(entry));
    QJsonArray ids;
    for (const quint64 id : order)
        ids.append(qint64(id));
    return {{u"format"_s, Format},
            {u"version"_s, 1},
            {u"entries"_s, list},
            {u"current"_s, currentRow},
            {u"order"_s, ids},
            {u"repeat"_s, RepeatNames.at(std::size_t(repeat))},
            {u"shuffle"_s, shuffle},
            {u"shuffleBy"_s, ShuffleNames.at(std::size_t(shuffleBy))},
            {u"positionMs"_s, positionMs}};
}

Result<QueueState> QueueState::fromJson(const QJsonObject& json)
{
    if (json["format"_L1].toString() != Format || !json["entries"_L1].isArray())
        return fail(ErrorCode::Corrupt, QCoreApplication::translate(
                                            "QueueState", "The kept queue cannot be read, so the queue starts empty."));

    QueueState state;
    for (const QJsonValue& value : json["entries"_L1].toArray())
        state.entries.append(entryFrom(value.toObject()));
    mendIds(state.entries);
    for (const QJsonValue& value : json["order"_L1].toArray())
        state.order.append(quint64(value.toInteger()));
    const int row = json["current"_L1].toInt(-1);
    state.currentRow = row >= 0 && row < state.entries.size() ? row : -1;
    const auto repeat = std::ranges::find(RepeatNames, json["repeat"_L1].toString());
    state.repeat = repeat == RepeatNames.end() ? RepeatMode::Off : RepeatMode(repeat - RepeatNames.begin());
    state.shuffle = json["shuffle"_L1].toBool();
    if (json["shuffleBy"_L1].toString() == ShuffleNames.back()) state.shuffleBy = ShuffleBy::Albums;
    state.positionMs = std::max<qint64>(0, json["positionMs"_L1].toInteger());
    return state;
}

} // namespace groundswell::media
