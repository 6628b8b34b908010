#include "ui/parts/written_languages.h"

#include "base/language_name.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <utility>
#include <vector>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

QString readers(const QString& tag)
{
    const QStringList parts = tag.toLower().split(u'-');
    const QString& language = parts.constFirst();
    if (language != "zh"_L1) return language;
    const auto has = [&parts](QLatin1StringView part) { return parts.contains(part); };
    const bool traditional = has("hant"_L1) || (!has("hans"_L1) && (has("tw"_L1) || has("hk"_L1) || has("mo"_L1)));
    return traditional ? u"zh-hant"_s : u"zh-hans"_s;
}

} // namespace

QStringList writtenLanguages()
{
    static const QStringList sorted = [] {
        const QString all =
            u"af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy "
            "id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms my nb ne nl pa pl pt ro ru si sk sl "
            "sq sr sv sw ta te th tr uk ur uz vi yue zh-Hans zh-Hant zu"_s;
        std::vector<std::pair<QString, QString>> named;
        for (const QString& tag : all.split(u' '))
            named.emplace_back(languageName(tag), tag);
        // Without a language of its own the system would have them by their bytes, Čeština after Türkçe.
        const QLocale reader;
        QCollator collator(reader.language() == QLocale::C ? QLocale(QLocale::English) : reader);
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        std::ranges::stable_sort(
            named, [&collator](const auto& a, const auto& b) { return collator.compare(a.first, b.first) < 0; });
        QStringList tags;
        for (const auto& each : named)
            tags.append(each.second);
        return tags;
    }();
    return sorted;
}

bool isSameLanguage(const QString& a, const QString& b)
{
    return readers(a) == readers(b);
}

} // namespace groundswell::ui
