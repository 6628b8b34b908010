#pragma once

#include "server/approval.h"
#include "server/operations.h"

#include <optional>

namespace groundswell::server {

/// What the wish of the operation's person comes to, over the newest revision (none: the translation is new) of the
/// translation of these lyrics. Reviewers, moderators and admins approve, and never their own words; others propose.
/// For jobs of the writer.
[[nodiscard]] Reviewed reviewed(OperationContext& context, const std::optional<api::Translation>& current,
                                const translation::TranslationDocument& wanted, const api::Lyrics& lyrics);

} // namespace groundswell::server
