#pragma once

#include <QList>
#include <QString>

namespace groundswell::media {

/// Where the sound goes. Silent keeps the pace of a device and makes no sound; it is also used where there is none.
enum class OutputKind { DefaultDevice, Silent };

/// What a device holds, in milliseconds: long enough for a busy machine, short enough that a pause is felt at once.
inline constexpr int OutputBufferMs = 80;

/// A device that sound can be played on.
struct OutputDevice
{
    QString id;   ///< for SoundSettings::deviceId, the same at the next start
    QString name; ///< for people
    bool isDefault = false;

    bool operator==(const OutputDevice&) const = default;
};

} // namespace groundswell::media
