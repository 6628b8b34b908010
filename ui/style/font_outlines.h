#pragma once

namespace groundswell::ui {

/// Qt asks FreeType to make the stems of CFF typefaces stronger, which only the CJK ones among ours are: on dark ground
/// their Regular then looks like Semibold beside Inter. Takes that back for the calling thread's typefaces. GUI thread,
/// before text is drawn. Does nothing where Qt draws text without the system's FreeType.
void drawStemsAsDesigned();

} // namespace groundswell::ui
