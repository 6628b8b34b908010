// The one file of the tests that knows where they were built: all others compile to the same in every folder, so that a
// compiler cache serves a fresh clone.
#include "support/places.h"

using namespace Qt::StringLiterals;

namespace groundswell::test {

QString programPath(const QString& name)
{
    return QStringLiteral(GROUNDSWELL_BIN "/") + name;
}

QString dataPath(const QString& name)
{
    return QStringLiteral(GROUNDSWELL_TEST_DATA "/") + name;
}

} // namespace groundswell::test
