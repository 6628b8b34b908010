#include "demo/village_data.h"

#include "demo/sentences.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

namespace groundswell::demo {

using namespace Qt::StringLiterals;

namespace {

/// The lines of a text of ours that say something. Line numbers are kept for messages.
struct Line
{
    QString text;
    int number = 0;
};

std::vector<Line> linesOf(const QString& path)
{
    QFile file(u":/demo/"_s + path);
    std::vector<Line> lines;
    if (!file.open(QIODevice::ReadOnly)) return lines;
    int number = 0;
    for (const auto& text : QString::fromUtf8(file.readAll()).split(u'\n')) {
        ++number;
        if (!text.trimmed().isEmpty() && !text.startsWith(u"# ")) lines.push_back({text, number});
    }
    return lines;
}

std::unexpected<Error> unreadable(const QString& path, const Line& line)
{
    return fail(
        ErrorCode::InvalidInput,
        Demo::tr("The demo village's file %1 cannot be read at line %2: %3").arg(path).arg(line.number).arg(line.text));
}

/// The names of the files of one kind, sorted, without folder.
QStringList filesIn(const QString& folder)
{
    QStringList names;
    for (QDirIterator it(u":/demo/"_s + folder); it.hasNext();)
        names << it.nextFileInfo().fileName();
    names.sort();
    return names;
}

Result<void> readPeople(VillageData& data)
{
    for (const auto& line : linesOf(u"people.tsv"_s)) {
        const auto cells = line.text.split(u'\t');
        if (cells.size() < 5) return unreadable(u"people.tsv"_s, line);
        data.people.push_back({cells[0], cells[1], cells[2], cells[3], cells.value(5), cells[4].toInt()});
    }
    int age = 40;
    for (const auto& line : linesOf(u"neighbours.txt"_s)) {
        const auto name = line.text.section(u' ', 0, 0);
        data.people.push_back({name.toLower(), name, line.text.section(u' ', 1), u"member"_s, {}, age});
        age += 2;
    }
    return {};
}

Result<void> readSongs(VillageData& data)
{
    for (const auto& line : linesOf(u"songs.tsv"_s)) {
        const auto cells = line.text.split(u'\t');
        if (cells.value(1) == "-"_L1 && cells.size() >= 4)
            data.songs.push_back({cells[0], {}, {}, {}, {}, 0, 0, cells[2], cells[3].toInt(), cells.value(4)});
        else if (cells.size() == 9)
            data.songs.push_back({cells[0],
                                  cells[1],
                                  cells[2],
                                  cells[3],
                                  cells[5],
                                  cells[4].toLongLong(),
                                  cells[6].toInt(),
                                  cells[7],
                                  cells[8].toInt(),
                                  {}});
        else
            return unreadable(u"songs.tsv"_s, line);
    }
    return {};
}

/// "author lang @ days likes hugs | text", where @ is m:ss or -; a reply is "> author lang days likes hugs | text".
Result<void> readComments(VillageData& data, const QString& name)
{
    static const QRegularExpression form(u"^(> )?(\\S+) (\\S+) (?:(-|\\d+:\\d\\d) )?(\\d+) (\\d+) (\\d+) \\| (.+)$"_s);
    int parent = -1;
    for (const auto& line : linesOf(u"comments/"_s + name)) {
        const auto match = form.match(line.text);
        const bool reply = match.hasCaptured(1);
        if (!match.hasMatch() || (reply && parent < 0)) return unreadable(name, line);
        VillageComment comment{
            name.chopped(4),           match.captured(2),         match.captured(3),         match.captured(8),  {},
            match.captured(5).toInt(), match.captured(6).toInt(), match.captured(7).toInt(), reply ? parent : -1};
        const auto at = match.captured(4).split(u':');
        if (at.size() == 2) comment.atMs = (at[0].toInt() * 60 + at[1].toInt()) * 1000LL;
        if (!reply) parent = static_cast<int>(data.comments.size());
        data.comments.push_back(std::move(comment));
    }
    return {};
}

/// "== key song author lang source-kind days supports disputes loves [pinned] [of KEY by TRANSLATOR]"
Result<VillageStory> storyHead(const Line& line)
{
    const auto words = line.text.split(u' ');
    if (words.size() < 10) return unreadable(u"stories.txt"_s, line);
    VillageStory story{words[1],
                       words[2],
                       words[3],
                       words[4],
                       words[5],
                       {},
                       {},
                       {},
                       words[6].toInt(),
                       words[7].toInt(),
                       words[8].toInt(),
                       words[9].toInt(),
                       words.contains(u"pinned"_s),
                       {},
                       {}};
    const auto of = words.indexOf(u"of"_s);
    const auto by = words.indexOf(u"by"_s);
    if (of > 0) story.translationOf = words.value(of + 1);
    if (by > 0) story.translator = words.value(by + 1);
    return story;
}

Result<void> readStories(VillageData& data)
{
    for (const auto& line : linesOf(u"stories/stories.txt"_s)) {
        if (line.text.startsWith("== "_L1)) {
            auto head = storyHead(line);
            if (!head) return std::unexpected(head.error());
            data.stories.push_back(std::move(*head));
            continue;
        }
        if (data.stories.empty()) return unreadable(u"stories.txt"_s, line);
        auto& story = data.stories.back();
        if (story.title.isEmpty())
            story.title = line.text;
        else if (story.source.isEmpty())
            story.source = line.text;
        else
            story.text += (story.text.isEmpty() ? u""_s : u"\n\n"_s) + line.text;
    }
    return {};
}

/// First "author days revision", then a line "state text" for each sung line.
Result<void> readTranslation(VillageData& data, const QString& name)
{
    static const QHash<QString, QString> states{
        {u"a"_s, u"approved"_s}, {u"t"_s, u"translated"_s}, {u"w"_s, u"needs_work"_s}, {u"u"_s, u"untranslated"_s}};
    VillageTranslation translation;
    translation.song = name.section(u'.', 0, 0);
    translation.lang = name.section(u'.', 1, 1);
    for (const auto& line : linesOf(u"translations/"_s + name)) {
        const auto first = line.text.section(u' ', 0, 0);
        if (translation.author.isEmpty()) {
            translation.author = first;
            translation.ageDays = line.text.section(u' ', 1, 1).toInt();
            translation.revision = line.text.section(u' ', 2, 2).toInt();
        } else if (states.contains(first)) {
            translation.units.push_back({states[first], line.text.section(u' ', 1)});
        } else {
            return unreadable(name, line);
        }
    }
    data.translations.push_back(std::move(translation));
    return {};
}

/// "== key owner lang days", then name, description, songs.
Result<void> readLists(VillageData& data)
{
    for (const auto& line : linesOf(u"song_lists.txt"_s)) {
        const auto words = line.text.split(u' ');
        if (words[0] == "=="_L1) {
            if (words.size() != 5) return unreadable(u"song_lists.txt"_s, line);
            data.lists.push_back({words[1], words[2], words[3], {}, {}, {}, words[4].toInt()});
        } else if (data.lists.empty()) {
            return unreadable(u"song_lists.txt"_s, line);
        } else if (data.lists.back().name.isEmpty()) {
            data.lists.back().name = line.text;
        } else if (data.lists.back().description.isEmpty()) {
            data.lists.back().description = line.text;
        } else {
            data.lists.back().songs = words;
        }
    }
    return {};
}

} // namespace

Result<VillageData> readVillageData()
{
    VillageData data;
    auto read = readPeople(data);
    if (read) read = readSongs(data);
    for (const auto& name : filesIn(u"comments"_s))
        if (read) read = readComments(data, name);
    if (read) read = readStories(data);
    for (const auto& name : filesIn(u"translations"_s))
        if (read) read = readTranslation(data, name);
    if (read) read = readLists(data);
    if (!read) return std::unexpected(read.error());
    return data;
}

} // namespace groundswell::demo
