#include "community/api/types.h"

namespace groundswell::api {

using namespace Qt::StringLiterals;

LyricsId lyricsIdFor(SongId song, QStringView lang)
{
    return LyricsId(QUuid::createUuidV5(song.uuid(), u"lyrics:"_s + lang.toString().toLower()));
}

TranslationId translationIdFor(LyricsId lyrics, QStringView lang)
{
    return TranslationId(QUuid::createUuidV5(lyrics.uuid(), u"translation:"_s + lang.toString().toLower()));
}

QString songScope(SongId song)
{
    return u"song:"_s + song.toString();
}

QString commentsScope(SongId song)
{
    return u"comments:"_s + song.toString();
}

QString userScope(UserId user)
{
    return u"user:"_s + user.toString();
}

} // namespace groundswell::api
