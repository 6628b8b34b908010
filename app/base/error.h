#pragma once

#include <QString>

#include <expected>

namespace groundswell {

/// What kind of failure an Error tells of. Code decides by this; people read Error::message.
enum class ErrorCode {
    InvalidInput,    ///< what was given cannot be used; the message names the file, line or field
    NotFound,        ///< no such file, song, row or address
    Unsupported,     ///< a format, codec or feature this build does not have
    Io,              ///< the disk or a device failed
    Corrupt,         ///< stored or received bytes are not what their format says
    Network,         ///< no answer: offline, refused, reset or timed out
    Unauthorised,    ///< sign in (again)
    Forbidden,       ///< signed in, but not allowed
    Conflict,        ///< changed by somebody else since the base revision
    RateLimited,     ///< try again later
    UpgradeRequired, ///< the server or a file is too new for this program
    Cancelled,       ///< the person or a stop token ended it
    Internal,        ///< a defect of ours
};

/// The stable name of a code, for logs and for JSON ("invalid_input").
[[nodiscard]] QLatin1StringView errorCodeName(ErrorCode code) noexcept;

/// A failure at a boundary: a code for programs, one sentence for a person, details for the log.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message; ///< one translated sentence, ready to be shown
    QString details; ///< what the library or the server said; never shown unasked, never holds a secret

    bool operator==(const Error&) const = default;
};

/// The value, or why there is none. Used at every boundary that can fail; no exception crosses a room.
template <class T>
using Result = std::expected<T, Error>;

/// Shorthand for returning a failure: `return fail(ErrorCode::NotFound, tr("..."))`.
[[nodiscard]] std::unexpected<Error> fail(ErrorCode code, QString message, QString details = {});

} // namespace groundswell
