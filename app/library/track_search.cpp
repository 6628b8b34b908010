#include "library/track_search.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace groundswell::library {

namespace {

constexpr qsizetype longestIndexedPrefix = 4; // as in resources/schema/library/004_longer_beginnings.sql
constexpr qsizetype wordsByName = 12;         // each costs a look into the index

QString quoted(const QString& term)
{
    return u'"' + term + u'"';
}

/// The first words of the index that begin with this one, and one more than are wanted where there are more.
QStringList wordsBeginningWith(store::Database& database, const QString& beginning)
{
    QStringList words;
    // Behind all that stands in one word's list of tracks, without reading it: no word holds a control character.
    store::Statement next = database.prepare("SELECT term FROM track_term WHERE term >= ? LIMIT 1");
    QString from = beginning;
    while (words.size() <= wordsByName) {
        next.bind(from);
        const QString word = next.step() ? next.text(0) : QString();
        next.reset();
        if (!word.startsWith(beginning)) break;
        words.append(word);
        from = word + u'\x01';
    }
    return words;
}

/// One FTS5 expression for all terms as beginnings, with the long ones as the words that begin so.
struct Beginnings
{
    QString expression;
    bool complete = true; ///< false where there are more such words than are named
};

Beginnings beginningsOf(store::Database& database, const QStringList& terms)
{
    Beginnings result;
    QStringList parts;
    for (const QString& term : terms) {
        const bool indexed = term.size() <= longestIndexedPrefix || term.contains(u' ');
        QStringList words = indexed ? QStringList() : wordsBeginningWith(database, term);
        if (words.isEmpty()) {
            parts.append(quoted(term) + u'*');
            continue;
        }
        result.complete = result.complete && words.size() <= wordsByName;
        words = words.first(std::min(words.size(), wordsByName));
        std::ranges::transform(words, words.begin(), quoted);
        parts.append(words.size() == 1 ? words.first() : u'(' + words.join(" OR "_L1) + u')');
    }
    result.expression = parts.join(" AND "_L1);
    return result;
}

/// Adds the first tracks that match and are not there yet.
void appendMatches(store::Database& database, const QString& expression, qsizetype limit, TrackIds& ids)
{
    if (std::cmp_greater_equal(ids.size(), limit)) return;
    store::Statement statement = database.prepare("SELECT rowid FROM track_search WHERE track_search MATCH ? LIMIT ?");
    statement.bind(expression, limit);
    while (std::cmp_less(ids.size(), limit) && statement.step()) {
        const TrackId id{statement.integer(0)};
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    }
}

QString joined(const QStringList& terms, QLatin1StringView behindEach)
{
    QStringList parts;
    for (const QString& term : terms)
        parts.append(quoted(term) + behindEach);
    return parts.join(" AND "_L1);
}

} // namespace

TrackIds searchTracks(store::Database& database, const QStringList& terms, qsizetype limit)
{
    TrackIds ids;
    if (terms.isEmpty()) return ids;
    QStringList expressions{joined(terms, ""_L1)};
    const auto tryAll = [&](QLatin1StringView columns) {
        for (const QString& expression : std::as_const(expressions))
            appendMatches(database, columns + u'(' + expression + u')', limit, ids);
    };
    tryAll("title : "_L1);
    if (std::cmp_less(ids.size(), limit)) {
        const Beginnings beginnings = beginningsOf(database, terms);
        const QString words = expressions.takeFirst();
        // Where no other words begin so, the same question again would go through the same tracks again.
        if (beginnings.expression != words) expressions.append(beginnings.expression);
        if (!beginnings.complete) expressions.append(joined(terms, "*"_L1));
        tryAll("title : "_L1);
        expressions.prepend(words);
        tryAll(""_L1);
    }
    return ids;
}

} // namespace groundswell::library
