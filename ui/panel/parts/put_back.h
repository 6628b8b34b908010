#pragma once

#include "community/outbox.h"
#include "ui/panel/parts/panel_context.h"

namespace groundswell::ui {

/// Says that something was taken out of the outbox, and offers for 8 s to put it back as it was.
void offerToPutBack(const PanelContext& context, const community::TakenOut& taken);

} // namespace groundswell::ui
