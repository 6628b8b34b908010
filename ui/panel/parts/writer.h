#pragma once

#include "community/account.h"

namespace groundswell::ui {

/// Whose words a page keeps. A page that finds another one than before keeps what it shows as the former's, and then
/// shows what the new one was writing.
struct Writer
{
    AccountId id; ///< null: nobody's, before the first sign-in and after signing out
    QString name; ///< as it is shown
};

[[nodiscard]] inline Writer writerNow(const community::Account& account)
{
    const AccountId id = account.writer();
    return {id, id.isNull() ? QString() : account.current()->person.displayName};
}

} // namespace groundswell::ui
