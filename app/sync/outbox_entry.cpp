#include "sync/outbox_entry.h"

#include <QLocale>
#include <QStringList>

namespace groundswell::sync {

using namespace Qt::StringLiterals;

bool isDocument(const api::Operation& operation)
{
    return operation.kind == "lyrics.put"_L1 || operation.kind == "translation.put"_L1;
}

QJsonObject documentOf(const api::Operation& operation)
{
    return operation.args.value("document"_L1).toObject();
}

bool isSameWish(const OutboxEntry& one, const OutboxEntry& other)
{
    return one.account == other.account && one.operation.kind == "reaction.set"_L1 &&
           other.operation.kind == "reaction.set"_L1 && one.operation.entityId == other.operation.entityId &&
           one.operation.args.value("kind"_L1) == other.operation.args.value("kind"_L1);
}

void raiseLyricsRev(api::Operation& operation, const QJsonObject& merged)
{
    constexpr auto key = "base_lyrics_rev"_L1;
    const auto rev = merged.value(key).toInteger();
    if (rev > operation.args.value(key).toInteger()) operation.args[key] = rev;
}

bool isBasedElsewhere(const OutboxEntry& entry, const QString& epoch)
{
    if (epoch.isEmpty() || (entry.baseEpoch.isEmpty() && entry.baseDocument.isEmpty())) return false;
    return entry.baseEpoch != epoch;
}

bool isCreator(const api::Operation& operation)
{
    return operation.kind == "song.ensure"_L1 || operation.kind == "comment.create"_L1 ||
           operation.kind == "story.create"_L1 || (operation.kind == "lyrics.put"_L1 && operation.baseRev == 0);
}

bool isAwaited(const OutboxEntry& entry)
{
    return isCreator(entry.operation) && entry.state != EntryState::Acked && entry.state != EntryState::Conflict;
}

SongId songOf(const api::Operation& operation)
{
    const auto colon = operation.scope.indexOf(u':');
    const auto type = QStringView(operation.scope).left(colon);
    if (type != "song"_L1 && type != "comments"_L1) return {};
    return SongId::fromString(QStringView(operation.scope).mid(colon + 1));
}

QStringList dependenciesOf(const api::Operation& operation)
{
    QStringList needed;
    if (operation.kind == "song.ensure"_L1) return needed;
    if (const auto song = songOf(operation); !song.isNull()) needed << song.toString();
    for (const auto key : {"parent_id"_L1, "lyrics_id"_L1}) {
        if (const auto id = operation.args.value(key).toString(); !id.isEmpty()) needed << id;
    }
    if (!isCreator(operation)) needed << operation.entityId;
    return needed;
}

LyricsId renamed(LyricsId lyrics, SongId from, SongId to)
{
    QStringList tags{u"und"_s, u"zh-Hans"_s, u"zh-Hant"_s, u"zh-CN"_s, u"zh-TW"_s, u"pt-BR"_s, u"sr-Latn"_s};
    for (int language = 0; language <= QLocale::LastLanguage; ++language) {
        const auto code = QLocale::languageToCode(QLocale::Language(language));
        if (!code.isEmpty()) tags << code;
    }
    for (const auto& tag : std::as_const(tags)) {
        if (api::lyricsIdFor(from, tag) == lyrics) return api::lyricsIdFor(to, tag);
    }
    return lyrics;
}

api::Operation renamed(api::Operation operation, SongId from, SongId to)
{
    if (songOf(operation) != from) return operation;
    const auto newId = to.toString();
    operation.scope.replace(from.toString(), newId);
    if (operation.kind == "song.ensure"_L1) operation.entityId = newId;
    if (operation.args.contains("song_id"_L1)) operation.args["song_id"_L1] = newId;
    const auto lang = operation.args.value("lang"_L1).toString();
    if (operation.kind == "lyrics.put"_L1) operation.entityId = api::lyricsIdFor(to, lang).toString();
    if (operation.kind == "translation.put"_L1) {
        const auto old = LyricsId::fromString(operation.args.value("lyrics_id"_L1).toString());
        const auto lyrics = renamed(old, from, to);
        operation.args["lyrics_id"_L1] = lyrics.toString();
        operation.entityId = api::translationIdFor(lyrics, lang).toString();
        auto document = operation.args.value("document"_L1).toObject();
        if (document.contains("lyrics_id"_L1)) document["lyrics_id"_L1] = lyrics.toString();
        operation.args["document"_L1] = document;
    }
    return operation;
}

} // namespace groundswell::sync
