#include "community/api/sync.h"

namespace groundswell::api {

using namespace Qt::StringLiterals;

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
