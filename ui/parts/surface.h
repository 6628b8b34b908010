#pragma once

#include <QFrame>
#include <QString>

namespace groundswell::ui {

/// Gives a plain widget one of the style sheet's surfaces: "window", "base", "panel", "water".
void setSurface(QWidget& widget, const QString& name);

/// A framed surface: "raised", "input" or "inset".
[[nodiscard]] QFrame* makeCard(const QString& surface, QWidget* parent = nullptr);

enum class LineTone { Subtle, Strong };
/// A hairline of 1 px.
[[nodiscard]] QFrame* makeLine(Qt::Orientation orientation, LineTone tone = LineTone::Subtle,
                               QWidget* parent = nullptr);

/// Sets a property that the style sheet selects by, and restyles the widget if it changed.
void setStyleProperty(QWidget& widget, const char* name, const QVariant& value);

} // namespace groundswell::ui
