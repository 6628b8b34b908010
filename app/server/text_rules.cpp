#include "server/text_rules.h"

#include "lyrics/document_json.h"
#include "server/server_text.h"

#include <unicode/uspoof.h>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;

namespace groundswell::server {

namespace {

constexpr int mostMarks = 10;

std::unexpected<Error> refuse(const QString& code, const QString& message)
{
    return fail(ErrorCode::InvalidInput, message, code);
}

bool isBidiControl(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

bool hasTooManyMarks(const QList<uint>& characters)
{
    int marks = 0;
    for (const uint c : characters) {
        marks = QChar::isMark(c) ? marks + 1 : 0;
        if (marks > mostMarks) return true;
    }
    return false;
}

/// Zero-width and other format characters, marks and spaces alone show nothing.
bool showsSomething(uint c)
{
    const auto category = QChar::category(c);
    return category != QChar::Other_Control && category != QChar::Other_Format && !QChar::isSpace(c) &&
           !QChar::isMark(c);
}

bool isRefusedControl(uint c, bool oneLine)
{
    if (QChar::category(c) != QChar::Other_Control) return false;
    return oneLine || (c != '\n' && c != '\t');
}

} // namespace

Result<QString> checkedText(const QString& text, TextLimit limit, const QString& field)
{
    const QString trimmed = text.trimmed();
    const QList<uint> characters = trimmed.toUcs4();
    if (limit.required && std::ranges::none_of(characters, showsSomething))
        return refuse(u"empty"_s, tr("The field %1 is empty.").arg(field));
    if (characters.size() > limit.most)
        return refuse(u"too_long"_s, tr("The field %1 may hold at most %2 characters.").arg(field).arg(limit.most));
    const auto isRefused = [&](uint c) { return isRefusedControl(c, limit.oneLine); };
    if (std::ranges::any_of(characters, isRefused) || !trimmed.isValidUtf16())
        return refuse(u"control_characters"_s, tr("The field %1 holds characters that cannot be shown.").arg(field));
    if (hasTooManyMarks(characters))
        return refuse(u"too_many_marks"_s, tr("The field %1 puts more than 10 marks on one character.").arg(field));
    return trimmed;
}

Result<QString> checkedName(const QString& name)
{
    const QString folded = name.toLower();
    const auto isPlain = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
    const auto isAllowed = [&](QChar c) { return isPlain(c) || c == u'_' || c == u'-' || c == u'.'; };
    if (folded.size() < 2 || folded.size() > 32) return refuse(u"bad_name"_s, tr("A name has 2 to 32 characters."));
    if (!std::ranges::all_of(folded, isAllowed))
        return refuse(u"bad_name"_s, tr("A name is made of the letters a to z, digits, “_”, “-” and “.”."));
    if (!isPlain(folded.front()) || !isPlain(folded.back()))
        return refuse(u"bad_name"_s, tr("A name begins and ends with a letter or a digit."));
    return folded;
}

Result<QString> checkedDisplayName(const QString& name)
{
    const QString normal = name.normalized(QString::NormalizationForm_KC);
    if (std::ranges::any_of(normal.toUcs4(), isBidiControl))
        return refuse(u"control_characters"_s, tr("A name cannot hold characters that turn the writing direction."));
    return checkedText(normal.simplified(), {.most = 64}, u"display_name"_s);
}

Result<QString> checkedLanguage(const QString& tag, bool required, const QString& field)
{
    if (tag.isEmpty() && !required) return tag;
    if (tag.size() > 35 || !lyrics::isLanguageTag(tag))
        return refuse(u"bad_language"_s, tr("The field %1 must be a language tag such as “ja” or “pt-BR”.").arg(field));
    return tag;
}

QString skeletonOf(const QString& name)
{
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker(uspoof_open(&status), &uspoof_close);
    std::array<UChar, 128> skeleton{};
    const auto source = name.left(32);
    const int length = uspoof_getSkeleton(checker.get(), 0, reinterpret_cast<const UChar*>(source.utf16()),
                                          static_cast<int>(source.size()), skeleton.data(), skeleton.size(), &status);
    if (U_FAILURE(status)) return name;
    return QString::fromUtf16(skeleton.data(), length);
}

} // namespace groundswell::server
