#include "media/dsp/replay_gain.h"

#include "media/dsp/levels.h"

#include <QString>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace groundswell::media {

namespace {

constexpr double MostGainDb = 51;
constexpr double MostPeak = 32;
constexpr double R128ReferenceDb = 5; // from -23 to -18 LUFS

} // namespace

double replayGainFactor(const ReplayGain& gain, const ReplayGainSettings& settings, bool insideAlbum) noexcept
{
    if (settings.mode == ReplayGainMode::Off) return 1.0;
    const bool album = settings.mode == ReplayGainMode::Album || (settings.mode == ReplayGainMode::Auto && insideAlbum);
    const bool useAlbum = gain.albumGainDb && (album || !gain.trackGainDb);
    const auto& chosen = useAlbum ? gain.albumGainDb : gain.trackGainDb;
    const double gainDb = chosen ? *chosen + settings.preampDb : settings.unknownPreampDb;
    const double factor = gainFromDb(gainDb);
    const auto& peak = useAlbum && gain.albumPeak ? gain.albumPeak : gain.trackPeak ? gain.trackPeak : gain.albumPeak;
    return settings.preventClipping && peak && *peak > 0 ? std::min(factor, 1.0 / *peak) : factor;
}

std::optional<double> parseGainDb(QStringView text)
{
    QStringView number = text.trimmed();
    if (number.endsWith("db"_L1, Qt::CaseInsensitive)) number = number.chopped(2).trimmed();
    if (number.startsWith(u'+')) number = number.sliced(1);
    bool ok = false;
    const double gain = number.toDouble(&ok);
    return ok && std::abs(gain) <= MostGainDb ? std::optional(gain) : std::nullopt;
}

std::optional<double> parsePeak(QStringView text)
{
    bool ok = false;
    const double peak = text.trimmed().toDouble(&ok);
    return ok && peak > 0 && peak <= MostPeak ? std::optional(peak) : std::nullopt;
}

std::optional<double> parseR128GainDb(QStringView text)
{
    bool ok = false;
    const short gain = text.trimmed().toShort(&ok);
    if (!ok) return {};
    const double gainDb = double(gain) / 256.0 + R128ReferenceDb;
    return std::abs(gainDb) <= MostGainDb ? std::optional(gainDb) : std::nullopt;
}

} // namespace groundswell::media
