#include "lyrics/ttml.h"

#include <QRegularExpression>

#include <cmath>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> fromSeconds(double seconds)
{
    constexpr double longest = 1'000'000.0; // eleven days; also keeps the conversion defined
    if (!(seconds >= 0.0 && seconds <= longest)) return std::nullopt;
    return std::llround(seconds * 1000.0);
}

} // namespace

std::optional<qint64> ttmlTime(QStringView text, double frameRate, double tickRate)
{
    // TTML 1 section 10.3.1, with Apple's shorter clock times beside it.
    static const QRegularExpression clock(u"^(?:(?:(\\d+):)?(\\d{1,4}):)?(\\d+(?:\\.\\d+)?)$"_s);
    static const QRegularExpression frames(u"^(\\d+):(\\d{2}):(\\d{2}):(\\d+(?:\\.\\d+)?)$"_s);
    static const QRegularExpression offset(u"^(\\d+(?:\\.\\d+)?)(h|m|s|ms|f|t)$"_s);
    const QStringView time = text.trimmed();
    if (const auto match = clock.matchView(time); match.hasMatch())
        return fromSeconds((match.captured(1).toDouble() * 60 + match.captured(2).toDouble()) * 60 +
                           match.captured(3).toDouble());
    if (const auto match = frames.matchView(time); match.hasMatch()) {
        const double seconds =
            (match.captured(1).toDouble() * 60 + match.captured(2).toDouble()) * 60 + match.captured(3).toDouble();
        return fromSeconds(seconds + match.captured(4).toDouble() / frameRate);
    }
    const auto match = offset.matchView(time);
    if (!match.hasMatch()) return std::nullopt;
    const double value = match.captured(1).toDouble();
    const QString unit = match.captured(2);
    if (unit == "h"_L1) return fromSeconds(value * 3600);
    if (unit == "m"_L1) return fromSeconds(value * 60);
    if (unit == "s"_L1) return fromSeconds(value);
    if (unit == "ms"_L1) return fromSeconds(value / 1000);
    return fromSeconds(value / (unit == "f"_L1 ? frameRate : tickRate));
}

} // namespace groundswell::lyrics
