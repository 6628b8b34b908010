#pragma once

#include "lyrics/format.h"
#include "samples.h"

namespace groundswell::lyrics::samples {

using namespace Qt::StringLiterals;

inline OpenedText opened(const QString& text, const ReadOptions& options = {})
{
    return openText(text, u"lrc", options, counting()).value();
}

inline Document read(const QString& text, const ReadOptions& options = {})
{
    return opened(text, options).document;
}

/// "0 a | 1500 b": start and text of each line.
inline QString outline(const Document& document)
{
    QStringList lines;
    for (const Line& line : document.lines)
        lines.append((line.startMs ? QString::number(*line.startMs) : u"-"_s) + u' ' + line.text);
    return lines.join(u" | ");
}

/// The text saved after an edit of the document, written even where nothing changed.
template <class Edit>
QString edited(const QString& text, Edit edit, const ReadOptions& options = {})
{
    const OpenedText file = opened(text, options);
    Document document = file.document;
    edit(document);
    return file.format->write(document, &file);
}

} // namespace groundswell::lyrics::samples
