#include "ui/panel/translation/likeness.h"

#include <QList>

#include <algorithm>

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

} // namespace groundswell::ui
