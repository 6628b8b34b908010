#pragma once

#include <QByteArray>
#include <QString>

namespace groundswell::library {

/// The key of a cover: a digest (BLAKE2b, 160 bits, hexadecimal) of the picture's bytes.
[[nodiscard]] QString coverKeyOf(const QByteArray& pictureBytes);

} // namespace groundswell::library
