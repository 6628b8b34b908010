#include "store/transaction.h"

#include "store/database.h"

#include <SQLiteCpp/Database.h>

namespace groundswell::store {

Transaction::Transaction(Database& database)
    : m_database(database)
    , m_nested(database.inTransaction())
{
    m_database.execute(m_nested ? "SAVEPOINT part" : "BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    // A full disk or an I/O error may have rolled everything back already; then there is nothing left to undo.
    if (!m_open || !m_database.inTransaction()) return;
    m_database.connection().tryExec(m_nested ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK");
}

void Transaction::commit()
{
    m_database.execute(m_nested ? "RELEASE part" : "COMMIT");
    m_open = false;
}

} // namespace groundswell::store
