#pragma once

#include <QImage>
#include <QString>
#include <QStringList>

namespace groundswell::demo {

/// The names of the scenes that paintCover knows.
[[nodiscard]] QStringList coverScenes();

/// Paints a square cover: a quiet scene in few colours ("ferry", "tram", "porch"...). The same scene gives the same
/// picture. Null for an unknown scene. Works without a QGuiApplication: it draws shapes, no text.
[[nodiscard]] QImage paintCover(const QString& scene, int side);

} // namespace groundswell::demo
