#include "ui/style/font_outlines.h"

#ifdef GROUNDSWELL_SYSTEM_FREETYPE
#include <QtGlobal>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

// Exported by QtGui without a public header. FREETYPE_PROPERTIES does not help: Qt sets its choice after FreeType read
// it.
QT_BEGIN_NAMESPACE
Q_DECL_IMPORT FT_Library qt_getFreetype();
QT_END_NAMESPACE
#endif

namespace groundswell::ui {

void drawStemsAsDesigned()
{
#ifdef GROUNDSWELL_SYSTEM_FREETYPE
    const FT_Bool plain = 1;
    FT_Property_Set(qt_getFreetype(), "cff", "no-stem-darkening", &plain);
#endif
}

} // namespace groundswell::ui
