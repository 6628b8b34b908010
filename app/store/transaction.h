#pragma once

namespace groundswell::store {

class Database;

/// BEGIN IMMEDIATE until commit(); within another transaction, a savepoint. Going out of scope can only roll back.
/// A job of Writer is in a transaction already: there it serves to undo a part of the job. Throws SQLite::Exception.
class Transaction
{
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    void commit();

private:
    Database& m_database;
    bool m_nested;
    bool m_open = true;
};

} // namespace groundswell::store
