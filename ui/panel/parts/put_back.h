#pragma once

#include "community/outbox.h"
#include "ui/panel/parts/panel_context.h"

namespace groundswell::ui {

/// Says that something was taken out of the outbox, and offers for 8 s to put it back as it was.
void offerToPutBack(const PanelContext& context, const community::TakenOut& taken);

/// How long a removal waits in the outbox: a moment longer than it is offered to keep what goes, so that the last click
/// still counts.
[[nodiscard]] std::chrono::milliseconds removalDelay(const PanelContext& context);
/// Says that something is being removed, and offers to keep it as long as that is possible.
void offerToKeep(const PanelContext& context, const QString& said, OperationId removal);

} // namespace groundswell::ui
