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

} // namespace groundswell::api
