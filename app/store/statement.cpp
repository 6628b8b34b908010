#include "store/statement.h"

#include "store/database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <string>

namespace groundswell::store {

Statement::Statement(Database& database, std::unique_ptr<SQLite::Statement> statement)
    : m_database(&database)
    , m_statement(std::move(statement))
{
}

Statement::~Statement()
{
    if (!m_statement) return;
    m_statement->tryReset();
    try {
        m_statement->clearBindings();
        const std::string& sql = m_statement->getQuery();
        m_database->m_statements.try_emplace(sql, std::move(m_statement));
    } catch (const std::exception&) {
        // Not kept: it will be prepared again.
    }
}

Statement::Statement(Statement&& other) noexcept = default;

bool Statement::step()
{
    return m_statement->executeStep();
}

void Statement::run()
{
    m_statement->exec();
    m_statement->reset();
}

void Statement::reset()
{
    m_statement->reset();
}

qint64 Statement::integer(int column) const
{
    return m_statement->getColumn(column).getInt64();
}

double Statement::real(int column) const
{
    return m_statement->getColumn(column).getDouble();
}

QString Statement::text(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    const char* bytes = value.getText();
    return QString::fromUtf8(bytes, value.getBytes());
}

QByteArray Statement::blob(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    const void* bytes = value.getBlob();
    return {static_cast<const char*>(bytes), value.getBytes()};
}

bool Statement::isNull(int column) const
{
    return m_statement->isColumnNull(column);
}

void Statement::bindInteger(int index, qint64 value)
{
    m_statement->bind(index, static_cast<int64_t>(value));
}

void Statement::bindReal(int index, double value)
{
    m_statement->bind(index, value);
}

void Statement::bindText(int index, const QString& value)
{
    m_statement->bind(index, value.toStdString());
}

void Statement::bindText(int index, QAnyStringView value)
{
    bindText(index, value.toString());
}

void Statement::bindBlob(int index, const QByteArray& value)
{
    m_statement->bind(index, value.constData(), static_cast<int>(value.size()));
}

void Statement::bindNull(int index)
{
    m_statement->bind(index);
}

} // namespace groundswell::store
