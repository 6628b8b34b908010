#include "base/error.h"

namespace groundswell {

QLatin1StringView errorCodeName(ErrorCode code) noexcept
{
    using namespace Qt::StringLiterals;
    switch (code) {
    case ErrorCode::InvalidInput: return "invalid_input"_L1;
    case ErrorCode::NotFound: return "not_found"_L1;
    case ErrorCode::Unsupported: return "unsupported"_L1;
    case ErrorCode::Io: return "io"_L1;
    case ErrorCode::Corrupt: return "corrupt"_L1;
    case ErrorCode::Network: return "network"_L1;
    case ErrorCode::Unauthorised: return "unauthorised"_L1;
    case ErrorCode::Forbidden: return "forbidden"_L1;
    case ErrorCode::Conflict: return "conflict"_L1;
    case ErrorCode::RateLimited: return "rate_limited"_L1;
    case ErrorCode::UpgradeRequired: return "upgrade_required"_L1;
    case ErrorCode::Cancelled: return "cancelled"_L1;
    case ErrorCode::Internal: return "internal"_L1;
    }
    return "internal"_L1;
}

std::unexpected<Error> fail(ErrorCode code, QString message, QString details)
{
    return std::unexpected(Error{code, std::move(message), std::move(details)});
}

} // namespace groundswell
