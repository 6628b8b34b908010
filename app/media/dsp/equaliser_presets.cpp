#include "media/dsp/equaliser.h"

#include <QtGlobal>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::media {

namespace {

// What a preset raises its preamp takes away again (most of it), so that choosing one is not choosing "louder".
constexpr std::array Presets{
    EqualiserPreset{"flat"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Flat"), {}},
    EqualiserPreset{
        "bass_boost"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Bass boost"), {{6, 5, 4, 2, 0, 0, 0, 0, 0, 0}, -4}},
    EqualiserPreset{
        "bass_cut"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Bass cut"), {{-8, -6, -4, -2, 0, 0, 0, 0, 0, 0}, 0}},
    EqualiserPreset{"treble_boost"_L1,
                    QT_TRANSLATE_NOOP("EqualiserPreset", "Treble boost"),
                    {{0, 0, 0, 0, 0, 0, 1.5, 3, 4.5, 5}, -3}},
    EqualiserPreset{
        "treble_cut"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Treble cut"), {{0, 0, 0, 0, 0, 0, -1.5, -3, -5, -6}, 0}},
    EqualiserPreset{
        "vocal"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Vocal"), {{-3, -2.5, -1.5, 0, 2, 3.5, 3.5, 2, 0.5, 0}, -3}},
    EqualiserPreset{"acoustic"_L1,
                    QT_TRANSLATE_NOOP("EqualiserPreset", "Acoustic"),
                    {{2, 2, 1.5, 0.5, 0, 0.5, 1.5, 2, 2.5, 2}, -2}},
    EqualiserPreset{
        "loudness"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Loudness"), {{5, 4, 2, 0, -1, -1, 0, 1.5, 3, 4}, -4}},
    EqualiserPreset{
        "classical"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Classical"), {{1.5, 1.5, 1, 0, 0, 0, -0.5, 0, 1, 2}, -1}},
    EqualiserPreset{
        "jazz"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Jazz"), {{2.5, 2, 1, 1.5, -1, -1, 0, 1, 2, 2.5}, -2}},
    EqualiserPreset{
        "rock"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Rock"), {{4, 3, 1.5, 0.5, -0.5, -0.5, 0.5, 2, 3, 3.5}, -3}},
    EqualiserPreset{
        "pop"_L1, QT_TRANSLATE_NOOP("EqualiserPreset", "Pop"), {{-1, -0.5, 0, 1.5, 3, 3, 1.5, 0, -0.5, -1}, -2}},
    EqualiserPreset{"electronic"_L1,
                    QT_TRANSLATE_NOOP("EqualiserPreset", "Electronic"),
                    {{4.5, 4, 1, 0, -1.5, 1, 0.5, 1, 3.5, 4}, -4}},
    EqualiserPreset{"spoken_word"_L1,
                    QT_TRANSLATE_NOOP("EqualiserPreset", "Spoken word"),
                    {{-9, -6, -3, 0, 2, 3, 3.5, 2.5, 0, -3}, -3}},
};

} // namespace

std::span<const EqualiserPreset> equaliserPresets() noexcept
{
    return Presets;
}

std::optional<EqualiserCurve> equaliserPreset(QAnyStringView id) noexcept
{
    const auto* const found =
        std::ranges::find_if(Presets, [=](const EqualiserPreset& preset) { return id == preset.id; });
    return found == Presets.end() ? std::nullopt : std::optional(found->curve);
}

} // namespace groundswell::media
