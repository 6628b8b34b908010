#pragma once

#include "base/error.h"
#include "media/dsp/equaliser.h"
#include "media/dsp/replay_gain.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace groundswell::media {

/// What the equaliser does with one output.
struct EqualiserSetting
{
    bool on = false;
    QString preset = {}; ///< the id of the preset it was chosen from; empty for a curve of one's own
    EqualiserCurve curve = {};

    bool operator==(const EqualiserSetting&) const = default;
};

/// Everything a person can set about the sound. A plain value, kept by whoever owns the profile.
struct SoundSettings
{
    static constexpr double LongestCrossfade = 12;

    double crossfadeSeconds = 0;        ///< 0 to 12; 0 joins without a gap
    bool crossfadeInsideAlbums = false; ///< also between entries of one album that follow each other
    ReplayGainSettings replayGain;
    QMap<QString, EqualiserSetting> equalisers; ///< by the output's id; "" is for all outputs without one of their own
    double balance = 0;                         ///< -1: left only, 1: right only
    bool limiter = true;                        ///< keeps what the settings above make too loud from clipping
    QString deviceId;                           ///< of the output to use; empty: follow the system's

    bool operator==(const SoundSettings&) const = default;

    /// What is used with an output.
    [[nodiscard]] EqualiserSetting equaliserFor(const QString& device) const;

    [[nodiscard]] QJsonObject toJson() const;
    /// Missing members keep their default, unknown ones are ignored. Error: Corrupt, naming the member whose value is
    /// of the wrong kind or out of range.
    [[nodiscard]] static Result<SoundSettings> fromJson(const QJsonObject& json);
};

} // namespace groundswell::media
