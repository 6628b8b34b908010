#pragma once

#include "base/error.h"

#include <QString>

/// What people may write. An error's details are the stable word that the client gets ("too_long", "empty", ...).
namespace groundswell::server {

/// A text field's limits, in code points.
struct TextLimit
{
    qsizetype most = 0;
    bool required = true;
    bool oneLine = true;
};

/// The text without white space around it, or why it cannot be taken: empty, too long, control characters, or more than
/// 10 combining marks on one character.
[[nodiscard]] Result<QString> checkedText(const QString& text, TextLimit limit, const QString& field);

/// A sign-in name: a-z 0-9 _ - . only, 2 to 32 characters, beginning and ending with a letter or digit. Upper case is
/// folded.
[[nodiscard]] Result<QString> checkedName(const QString& name);

/// What people see: 1 to 64 characters in NFKC, no control or bidi control characters.
[[nodiscard]] Result<QString> checkedDisplayName(const QString& name);

/// A BCP-47 tag, or empty where it may be.
[[nodiscard]] Result<QString> checkedLanguage(const QString& tag, bool required, const QString& field);

/// What a name looks like (Unicode UTS 39 section 4, skeleton): names of equal skeletons are taken for each other.
[[nodiscard]] QString skeletonOf(const QString& name);

} // namespace groundswell::server
