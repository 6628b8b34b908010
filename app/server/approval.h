#pragma once

#include "lyrics/document.h"
#include "translation/units.h"

#include <functional>
#include <vector>

/// What somebody's edit of a translation may do to what was approved. Pure.
namespace groundswell::server {

/// Other words for an approved line, from somebody who may not change it.
struct Proposal
{
    LineId line;
    QString text;
};

/// What becomes of somebody's edit.
struct Reviewed
{
    translation::TranslationDocument document; ///< as it may be kept
    std::vector<Proposal> proposals;           ///< what must not be lost of the rest
};

/// For somebody who approves nothing. Approved units stay as they are in `current`, and other words for them are
/// proposals; all else is taken as it is wanted, where "approved" becomes "translated". A unit whose source line was
/// reworded since counts as approved no more.
[[nodiscard]] Reviewed reviewedForMember(const translation::TranslationDocument& current,
                                         translation::TranslationDocument wanted, const lyrics::Document& words);

/// For somebody who may approve what others wrote: a newly approved unit of theirs (`isOwn`) becomes "translated".
[[nodiscard]] translation::TranslationDocument
reviewedForReviewer(const translation::TranslationDocument& current, translation::TranslationDocument wanted,
                    const std::function<bool(const translation::Unit&)>& isOwn);

} // namespace groundswell::server
