#pragma once

#include "net/http_stream.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QPointer>

#include <algorithm>
#include <limits>

namespace groundswell::streaming {

/// One running request for a part of an object.
struct Fetch
{
    static constexpr qint64 unknown = std::numeric_limits<qint64>::max();

    QPointer<net::HttpStream> stream;
    qint64 begin = 0;
    qint64 at = 0;         ///< the place of the next byte
    qint64 end = unknown;  ///< as far as it was asked for; unknown: to the end
    QByteArray firstBytes; ///< of the whole, until there are enough to tell what it is
    QByteArray contentType;
    QElapsedTimer clock; ///< since it was asked for
    qint64 firstByteMs = -1;

    /// What is left of it takes no longer than a new request to answer: time to ask for what follows.
    [[nodiscard]] bool isNearlyDone() const
    {
        constexpr qint64 EnoughToMeasure = 16 * 1024;
        const qint64 came = at - begin;
        if (end == unknown || came < EnoughToMeasure) return false;
        return double(end - at) * double(std::max<qint64>(clock.elapsed() - firstByteMs, 1)) <=
               double(came) * double(firstByteMs);
    }
};

} // namespace groundswell::streaming
