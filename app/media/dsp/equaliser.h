#pragma once

#include "media/dsp/stereo.h"

#include <QAnyStringView>
#include <QJsonArray>
#include <QLatin1StringView>

#include <array>
#include <optional>
#include <span>

namespace groundswell::media {

inline constexpr int EqualiserBandCount = 10;
inline constexpr double EqualiserMostGainDb = 12;
/// Centres in Hz: an octave apart, as ISO 266 rounds them.
inline constexpr std::array<double, EqualiserBandCount> EqualiserBandsHz{31.25, 62.5, 125,  250,  500,
                                                                         1000,  2000, 4000, 8000, 16000};

/// What the ten sliders say. A plain value.
struct EqualiserCurve
{
    std::array<double, EqualiserBandCount> gainsDb{}; ///< +-12 dB
    double preampDb = 0;                              ///< over all bands, +-12 dB: makes room for what is raised

    bool operator==(const EqualiserCurve&) const = default;
    /// The equaliser then leaves the samples bit for bit.
    [[nodiscard]] bool isFlat() const noexcept { return *this == EqualiserCurve{}; }
    /// The ten gains, then the preamp.
    [[nodiscard]] QJsonArray toJson() const;
    /// None when it is not eleven numbers; numbers outside of +-12 dB are brought in.
    [[nodiscard]] static std::optional<EqualiserCurve> fromJson(const QJsonArray& json);
};

/// A curve with a name.
struct EqualiserPreset
{
    QLatin1StringView id; ///< stable, for settings and the command line: "bass_boost"
    const char* name;     ///< for people, in the translation context "EqualiserPreset"
    EqualiserCurve curve;
};

/// "flat" is the first.
[[nodiscard]] std::span<const EqualiserPreset> equaliserPresets() noexcept;
[[nodiscard]] std::optional<EqualiserCurve> equaliserPreset(QAnyStringView id) noexcept;

/// What the curve does to a tone, in dB: the sum of its bands' responses, for drawing it. Bands that the rate has no
/// room for do nothing.
[[nodiscard]] double equaliserResponseDb(const EqualiserCurve& curve, int sampleRate, double hz) noexcept;

/// A ten-band graphic equaliser for stereo sound: peaking filters of one octave, from Robert Bristow-Johnson's
/// "Cookbook formulae for audio equalizer biquad filter coefficients" ("peakingEQ"; W3C Working Group Note of 2021).
///
/// Used by one thread at a time. Allocates nothing. No delay.
class Equaliser
{
public:
    explicit Equaliser(int sampleRate) noexcept;

    /// What process() moves to, within 50 ms and without a click.
    void setCurve(const EqualiserCurve& curve) noexcept { m_target = curve; }
    [[nodiscard]] const EqualiserCurve& curve() const noexcept { return m_target; }
    /// In place, interleaved. Leaves the samples bit for bit while the curve is flat and nothing of another rings on.
    void process(std::span<float> samples) noexcept;
    /// The next samples are the beginning of another sound: nothing rings on, and the curve holds at once.
    void clear() noexcept;

private:
    struct Coefficients
    {
        double b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0; // a0 is 1
    };
    using Sample = std::array<double, ChannelCount>;
    struct Filter
    {
        Coefficients c{};
        Sample first{}; // its two memories
        Sample second{};

        Sample operator()(const Sample& in) noexcept;
    };
    struct Band
    {
        double cosine = 0;
        double alpha = 0; // of the cookbook; 0 for a band that the rate has no room for
        double gainDb = 0;
        double targetDb = 0;
        Filter filter{};
        int ringing = 0; // frames until a band at 0 dB has died away
    };

    friend double equaliserResponseDb(const EqualiserCurve&, int, double) noexcept;
    [[nodiscard]] static Band makeBand(double hz, int sampleRate) noexcept;
    [[nodiscard]] static Coefficients peaking(const Band& band, double gainDb) noexcept;
    void move(Band& band, std::span<float> samples) const noexcept;
    static void filter(std::span<Band* const> bands, std::span<float> samples) noexcept;
    template <std::size_t Count>
    static void pass(std::span<Band* const, Count> bands, std::span<float> samples) noexcept;
    static void settle(Band& band, int frames) noexcept;
    void amplify(std::span<float> samples) noexcept;

    double m_stepDb;  // a frame, while a gain moves
    int m_ringFrames; // how long a band is heard after it went flat
    std::array<Band, EqualiserBandCount> m_bands;
    double m_preampDb = 0;
    EqualiserCurve m_target;
};

} // namespace groundswell::media
