#include "lyrics/lrc.h"

#include "lyrics/lrc_reader.h"
#include "lyrics/lrc_writer.h"

#include <algorithm>
#include <array>

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array suffixes{"lrc"_L1, "elrc"_L1};

bool recognises(QStringView text)
{
    static constexpr std::array usualKeys{"ti"_L1, "ar"_L1, "al"_L1, "au"_L1, "by"_L1, "re"_L1, "ve"_L1, "offset"_L1};
    return std::ranges::any_of(lrc::parse(text.toString()), [](const lrc::SyntaxLine& line) {
        return line.kind == lrc::LineKind::Timed ||
               (line.kind == lrc::LineKind::Tag && std::ranges::contains(usualKeys, line.key.toLower()));
    });
}

Result<Document> read(const QString& text, const ReadOptions& options, const LineIdMaker& ids)
{
    return lrc::read(text, options, ids).document;
}

} // namespace

const Format& lrcFormat() noexcept
{
    static constexpr Format format{"lrc"_L1, suffixes, recognises, read, lrc::write};
    return format;
}

} // namespace groundswell::lyrics
