#pragma once

#include <QString>

namespace groundswell::test {

/// The path of a program that was built beside the tests, "groundswelld".
[[nodiscard]] QString programPath(const QString& name);
/// The path of a file of tests/data, "audio/tone.wav".
[[nodiscard]] QString dataPath(const QString& name);

} // namespace groundswell::test
