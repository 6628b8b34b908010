#pragma once

#include "base/ids.h"

#include <QByteArray>
#include <QString>

#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>

namespace SQLite {
class Statement;
}

namespace groundswell::store {

class Database;

/// A prepared statement on loan from its Database's cache; given back, reset and unbound, when it goes out of scope.
/// Values are bound in the order of their question marks. Every call throws SQLite::Exception when SQLite refuses it:
/// statements are used within jobs of Writer and Readers, and those turn it into an Error.
class Statement
{
public:
    Statement(Database& database, std::unique_ptr<SQLite::Statement> statement);
    ~Statement();
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;

    /// Binds all parameters, from the first. Integers, bools, enums, doubles, QString (text), QByteArray (blob),
    /// Id (text; a null id is NULL), nullptr (NULL), and std::optional of these.
    template <class... Values>
    Statement& bind(const Values&... values)
    {
        int index = 0;
        (bindAt(++index, values), ...);
        return *this;
    }
    /// Binds one parameter, counted from 1; for long lists.
    template <class T>
    void bindAt(int index, const T& value)
    {
        if constexpr (std::is_enum_v<T>)
            bindInteger(index, static_cast<qint64>(value));
        else if constexpr (std::integral<T>)
            bindInteger(index, static_cast<qint64>(value));
        else if constexpr (std::floating_point<T>)
            bindReal(index, static_cast<double>(value));
        else if constexpr (std::same_as<T, std::nullptr_t> || std::same_as<T, std::nullopt_t>)
            bindNull(index);
        else if constexpr (std::same_as<T, QByteArray>)
            bindBlob(index, value);
        else if constexpr (requires {
                               value.has_value();
                               *value;
                           })
            value ? bindAt(index, *value) : bindNull(index);
        else if constexpr (requires { value.uuid(); })
            value.isNull() ? bindNull(index) : bindText(index, value.toString());
        else
            bindText(index, value);
    }

    /// Steps to the next row; false when there is none (left).
    [[nodiscard]] bool step();
    /// Runs a statement that gives no rows, and resets it so that it can be bound and run again.
    void run();
    /// Makes it ready to be bound and stepped again.
    void reset();

    /// Columns of the current row, counted from 0. NULL reads as 0, 0.0, an empty string or bytes.
    [[nodiscard]] qint64 integer(int column) const;
    [[nodiscard]] int smallInteger(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    /// An id kept as text; a null id for NULL or for what is not an id.
    template <class IdType>
    [[nodiscard]] IdType id(int column) const
    {
        return IdType::fromString(text(column));
    }

private:
    void bindInteger(int index, qint64 value);
    void bindReal(int index, double value);
    void bindText(int index, const QString& value);
    void bindText(int index, QAnyStringView value);
    void bindBlob(int index, const QByteArray& value);
    void bindNull(int index);

    Database* m_database;
    std::unique_ptr<SQLite::Statement> m_statement;
};

} // namespace groundswell::store
