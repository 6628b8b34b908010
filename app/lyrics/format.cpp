#include "lyrics/format.h"

#include "lyrics/document_json.h"
#include "lyrics/lrc.h"
#include "lyrics/plain_text.h"
#include "lyrics/srt.h"
#include "lyrics/ttml.h"

#include <algorithm>
#include <array>

namespace groundswell::lyrics {

std::span<const Format* const> formats() noexcept
{
    static const std::array all{&ttmlFormat(), &srtFormat(), &lrcFormat(), &plainTextFormat()};
    return all;
}

const Format* formatNamed(QStringView idOrSuffix) noexcept
{
    for (const Format* format : formats()) {
        const auto matches = [&](QLatin1StringView name) { return idOrSuffix.compare(name, Qt::CaseInsensitive) == 0; };
        if (matches(format->id) || std::ranges::any_of(format->suffixes, matches)) return format;
    }
    return nullptr;
}

Result<OpenedText> openText(const QString& text, QStringView suffix, const ReadOptions& options, const LineIdMaker& ids)
{
    const auto recognising = std::ranges::find_if(formats(), [&](const Format* f) { return f->recognises(text); });
    const Format* format = recognising != formats().end() ? *recognising : formatNamed(suffix);
    if (!format) format = &plainTextFormat();
    auto document = format->read(text, options, ids);
    if (!document) return std::unexpected(document.error());
    if (const auto valid = validate(*document); !valid) return std::unexpected(valid.error());
    return OpenedText{format, text, options, *std::move(document)};
}

QString savedText(const OpenedText& opened, const Document& edited)
{
    return edited == opened.document ? opened.text : opened.format->write(edited, &opened);
}

} // namespace groundswell::lyrics
