#include "sync/qt/schemas.h"

namespace groundswell::sync {

using namespace Qt::StringLiterals;

store::Schema outboxSchema()
{
    return {.name = u"outbox"_s,
            .durability = store::Durability::Full,
            .whenDamaged = store::WhenDamaged::Report,
            .copyBeforeMigration = true};
}

store::Schema cacheSchema()
{
    return {.name = u"cache"_s,
            .durability = store::Durability::Normal,
            .whenDamaged = store::WhenDamaged::SetAside,
            .incrementalVacuum = true};
}

} // namespace groundswell::sync
