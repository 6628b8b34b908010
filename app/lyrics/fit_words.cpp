#include "lyrics/merge.h"

#include <algorithm>

namespace groundswell::lyrics {

QList<Word> fitWords(const QList<Word>& words, QStringView oldText, QStringView newText)
{
    if (words.isEmpty() || oldText == newText) return words;
    const qsizetype shorter = std::min(oldText.size(), newText.size());
    qsizetype head = 0;
    while (head < shorter && oldText[head] == newText[head])
        ++head;
    qsizetype tail = 0;
    while (tail < shorter - head && oldText[oldText.size() - 1 - tail] == newText[newText.size() - 1 - tail])
        ++tail;

    // The changed stretch is [head, oldText.size() - tail) of the old text, [head, newText.size() - tail) of the new
    // one.
    const qsizetype changedEnd = oldText.size() - tail;
    const qsizetype shift = newText.size() - oldText.size();
    QList<Word> fitted;
    std::optional<Word> changed;
    const auto flush = [&] {
        if (changed && changed->range.length > 0) fitted.append(*changed);
        changed.reset();
    };
    for (Word word : words) {
        if (word.range.end() <= head && word.range.start < head) {
            fitted.append(word);
        } else if (word.range.start >= changedEnd) {
            flush();
            word.range.start += shift;
            fitted.append(word);
        } else if (!changed) {
            changed = word;
            changed->range.start = std::min(word.range.start, head);
            changed->range.length = std::max(word.range.end(), changedEnd) + shift - changed->range.start;
        } else {
            changed->endMs = word.endMs;
            changed->range.length = std::max(word.range.end(), changedEnd) + shift - changed->range.start;
        }
    }
    flush();
    return fitted;
}

} // namespace groundswell::lyrics
