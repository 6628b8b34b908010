#include "library/library_schema.h"

using namespace Qt::StringLiterals;

namespace groundswell::library {

store::Schema librarySchema()
{
    return {.name = u"library"_s, .durability = store::Durability::Normal, .copyBeforeMigration = true};
}

} // namespace groundswell::library
