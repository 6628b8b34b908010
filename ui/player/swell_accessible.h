#pragma once

namespace groundswell::ui {

/// Teaches Qt that a SwellWidget is a slider whose value is a time. Calling it again changes nothing.
void registerSwellAccessibility();

} // namespace groundswell::ui
