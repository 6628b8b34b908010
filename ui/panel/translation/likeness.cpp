#include "ui/panel/translation/likeness.h"

#include <QList>

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace groundswell::ui {

int likeness(QStringView a, QStringView b)
{
    if (a.isEmpty() || b.isEmpty()) return 0;
    QList<int> row(b.size() + 1);
    for (int j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (int i = 1; i <= a.size(); ++i) {
        int diagonal = row.at(0);
        row[0] = i;
        for (int j = 1; j <= b.size(); ++j) {
            const int replaced = diagonal + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
            diagonal = row.at(j);
            row[j] = std::min({replaced, row.at(j) + 1, row.at(j - 1) + 1});
        }
    }
    const int longer = int(std::max(a.size(), b.size()));
    return 100 * (longer - row.at(b.size())) / longer;
}

/// Letters that changed places are one slip of the fingers. Of words equally near such a slip is meant most often, then
/// one in which no letter that somebody typed is missing.
QStringList closestFirst(const QString& word, QStringList proposals)
{
    const auto nearness = [&word](const QString& each) {
        const int longer = int(std::max({word.size(), each.size(), qsizetype(1)}));
        auto best = std::tuple(likeness(word, each), false, each.size() >= word.size());
        for (qsizetype i = 0; i + 1 < word.size(); ++i) {
            QString swapped = word;
            std::swap(swapped[i], swapped[i + 1]);
            if (swapped == each) best = std::max(best, std::tuple(100 * (longer - 1) / longer, true, true));
        }
        return best;
    };
    std::ranges::stable_sort(proposals, std::greater(), nearness);
    return proposals;
}

} // namespace groundswell::ui
