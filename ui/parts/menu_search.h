#pragma once

class QMenu;

namespace groundswell::ui {

/// Lets a long menu be searched by typing: the next entry that begins with the letters becomes the current one,
/// whatever their case and marks. Letters that come within a second of each other are one beginning; one letter again
/// and again goes through all that begin with it. GUI thread; lives as long as the menu.
void searchByLetters(QMenu& menu);

} // namespace groundswell::ui
