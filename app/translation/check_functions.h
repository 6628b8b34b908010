#pragma once

#include "translation/checks.h"

#include <QHash>

namespace groundswell::translation {

// The checks of allChecks(), one function each. They fill in line, range, message and fix.

/// The units by their lines. The pointers live as long as the document is not changed.
[[nodiscard]] QHash<LineId, const Unit*> unitsByLine(const TranslationDocument& document);

// One line at a time (checks_of_lines.cpp)
void checkEmptyDone(const CheckInput& input, QList<Finding>& findings);
void checkSameAsSource(const CheckInput& input, QList<Finding>& findings);
void checkSourceScript(const CheckInput& input, QList<Finding>& findings);
void checkUnbalanced(const CheckInput& input, QList<Finding>& findings);
void checkNumbers(const CheckInput& input, QList<Finding>& findings);
void checkEndPunctuation(const CheckInput& input, QList<Finding>& findings);
void checkDoubleSpace(const CheckInput& input, QList<Finding>& findings);
void checkOuterSpace(const CheckInput& input, QList<Finding>& findings);
void checkAddress(const CheckInput& input, QList<Finding>& findings);

// The whole song (checks_of_songs.cpp)
void checkLineCount(const CheckInput& input, QList<Finding>& findings);
void checkChorus(const CheckInput& input, QList<Finding>& findings);

} // namespace groundswell::translation
