#include "ui/panel/lyrics/words_text.h"

#include "lyrics/correct_text.h"
#include "lyrics/reattach_ids.h"
#include "ui/panel/parts/song_words.h"

namespace groundswell::ui {

QString wordsText(const lyrics::Document& words)
{
    QStringList lines;
    for (const lyrics::Line& line : words.lines)
        lines.append(QString(line.text).replace(u'\n', QChar::LineSeparator));
    return lines.join(u'\n');
}

Result<lyrics::Document> wordsFromText(const QString& text, const lyrics::Document& before,
                                       const lyrics::ReadOptions& options, const lyrics::LineIdMaker& ids)
{
    QString whole = text;
    while (!whole.isEmpty() && whole.back().isSpace())
        whole.chop(1);
    auto opened = lyrics::openText(whole, {}, options, ids);
    if (!opened) return std::unexpected(opened.error());
    lyrics::Document written = std::move(opened->document);
    written.lang = languageOf(written);
    if (before.lines.isEmpty()) return written;
    if (lyrics::isSynced(written)) {
        written = lyrics::reattachIds(before, written);
        written.lang = before.lang;
        return written;
    }
    QStringList lines = whole.split(u'\n');
    for (QString& line : lines)
        line.replace(QChar::LineSeparator, u'\n');
    return lyrics::correctedText(before, lines, ids);
}

} // namespace groundswell::ui
