#pragma once

#include <QString>

namespace groundswell::ui {

/// A kept text and the text in a field as one, when the kept one has in it what the field held (`known`) as it was
/// kept.
[[nodiscard]] inline QString joinedText(const QString& kept, const QString& known, const QString& now)
{
    if (kept == known) return now;
    if (!known.isEmpty() && kept.endsWith(known)) return kept.chopped(known.size()) + now;
    if (!known.isEmpty() && kept.startsWith(known)) return now + kept.mid(known.size());
    return now.isEmpty() ? kept : kept + u'\n' + now;
}

} // namespace groundswell::ui
