#pragma once

#include <QStringView>

#include <optional>

namespace groundswell::media {

/// How loud a track and its album are, as gains that bring them to the reference of -18 LUFS (ReplayGain 2.0
/// specification, "Loudness normalization": wiki.hydrogenaudio.org/index.php?title=ReplayGain_2.0_specification).
struct ReplayGain
{
    std::optional<double> trackGainDb;
    std::optional<double> albumGainDb;
    std::optional<double> trackPeak; ///< largest |sample| (true peak where it was measured); 1 is full scale
    std::optional<double> albumPeak;

    [[nodiscard]] bool isEmpty() const noexcept { return !trackGainDb && !albumGainDb; }
    bool operator==(const ReplayGain&) const = default;
};

/// Which of the two gains is used. Auto: the album's while an album is played in its order, else the track's. Where one
/// is not known the other is used.
enum class ReplayGainMode { Off, Track, Album, Auto };

/// What a person chose.
struct ReplayGainSettings
{
    ReplayGainMode mode = ReplayGainMode::Off;
    double preampDb = 0;         ///< added to every known gain
    double unknownPreampDb = 0;  ///< the gain of tracks without one; with most music around -6 they stand out less
    bool preventClipping = true; ///< the factor is lowered until the peak fits under full scale

    bool operator==(const ReplayGainSettings&) const = default;
};

/// The factor that a track's samples are multiplied by; 1 when off. `insideAlbum` decides for ReplayGainMode::Auto: the
/// track before or after it in the order of play is its neighbour on the album. A track without a known peak is not
/// held back: the limiter catches what is too loud.
[[nodiscard]] double replayGainFactor(const ReplayGain& gain, const ReplayGainSettings& settings,
                                      bool insideAlbum) noexcept;

/// The gain of something that is this loud (EBU R 128 integrated loudness).
[[nodiscard]] constexpr double replayGainDb(double integratedLufs) noexcept
{
    return -18.0 - integratedLufs;
}

/// "-7.03 dB", with or without the unit, as in REPLAYGAIN_TRACK_GAIN. None outside +-51 dB, which no music needs (the
/// ends of ReplayGain 1.0's binary format).
[[nodiscard]] std::optional<double> parseGainDb(QStringView text);
/// "0.988547", as in REPLAYGAIN_TRACK_PEAK. None for what is not a number above 0 and at most 32.
[[nodiscard]] std::optional<double> parsePeak(QStringView text);
/// R128_TRACK_GAIN and R128_ALBUM_GAIN (RFC 7845, section 5.2.1): a whole number in Q7.8 that brings the track to -23
/// LUFS, given here for -18 LUFS. It comes on top of the "output gain" in the Opus header, which every decoder applies
/// by itself. None for what is not a number in 16 bits.
[[nodiscard]] std::optional<double> parseR128GainDb(QStringView text);

} // namespace groundswell::media
