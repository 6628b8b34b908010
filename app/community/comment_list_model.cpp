#include "community/comment_list_model.h"

#include "community/overlay.h"
#include "community/village.h"

#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <ranges>
#include <tuple>
#include <utility>

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

/// Replies shown before "more replies".
constexpr size_t fewReplies = 2;

TalkPlace placeOf(const SharedComment& view)
{
    return {view->comment.createdAt, view->comment.id};
}

bool isNewer(const TalkPlace& a, const TalkPlace& b)
{
    return std::tuple(-a.createdAt, a.id) < std::tuple(-b.createdAt, b.id);
}

/// A reply lives as long as its comment.
SharedComment replyOf(const SharedComment& comment, const CommentView& reply)
{
    return {comment, &reply};
}

/// Lets go of comments in the background: of very many that takes longer than a frame.
void letGo(TalkPage page)
{
    QThreadPool::globalInstance()->start([page = std::move(page)] {});
}

} // namespace

CommentListModel::CommentListModel(Village& village, QObject* parent)
    : QAbstractListModel(parent)
    , m_village(village)
{
    connect(&village.talk(), &Talk::commentsChanged, this, [this](SongId song) {
        if (song == m_song) reload();
    });
    connect(&village.talk(), &Talk::storiesChanged, this, [this](SongId song) {
        if (song == m_song) reload();
    });
    connect(&village.songs(), &Songs::renamed, this, [this](SongId from, SongId to) {
        if (from == m_song) setSong(to);
    });
    connect(&village.account(), &Account::changed, this, [this] { reload(); });
}

void CommentListModel::setSong(SongId song)
{
    if (song == m_song) return;
    m_song = song;
    ++m_request;
    m_reading = false;
    TalkPage former = std::exchange(m_page, {});
    m_included = {};
    m_stories.clear();
    m_expanded.clear();
    beginResetModel();
    m_rows.clear();
    endResetModel();
    letGo(std::move(former));
    m_loading = !song.isNull();
    Q_EMIT summaryChanged();
    reload();
}

void CommentListModel::include(CommentId comment)
{
    if (comment == m_included || comment.isNull() || rowOf(comment) >= 0) return;
    m_included = comment;
    reload();
}

bool CommentListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_page.more && !m_reading;
}

void CommentListModel::fetchMore(const QModelIndex& parent)
{
    if (!canFetchMore(parent)) return;
    m_reading = true;
    m_village.talk().older(m_song, *m_page.end).then(this, [this, request = m_request](const Result<OlderTalk>& older) {
        if (request != m_request) return; // the reload's answer ends where this one began
        m_reading = false;
        if (!older) return;
        append(*older);
        Q_EMIT summaryChanged();
    });
}

/// What stands apart already, having been asked for or being one's own on its way, keeps its place among them.
void CommentListModel::append(const OlderTalk& older)
{
    auto& newest = m_page.newest;
    const auto isApart = [end = *m_page.end](const SharedComment& known) { return isNewer(end, placeOf(known)); };
    const auto apart = std::find_if_not(newest.rbegin(), newest.rend(), isApart).base() - newest.begin();
    QSet<CommentId> known;
    for (const auto& loved : m_page.loved)
        known.insert(loved->comment.id);
    for (auto lone = newest.begin() + apart; lone != newest.end(); ++lone)
        known.insert((*lone)->comment.id);
    const bool follows = !newest.empty() && apart == std::ssize(newest);
    std::vector<Row> rows;
    for (const auto& comment : older.comments) {
        if (known.contains(comment->comment.id)) continue;
        newest.push_back(comment);
        addThread(rows, Section::Newest, comment);
    }
    m_page.end = older.end;
    m_page.more = older.more;
    if (!follows) {
        std::sort(newest.begin() + apart, newest.end(),
                  [](const auto& a, const auto& b) { return isNewer(placeOf(a), placeOf(b)); });
        rebuild();
    } else if (!rows.empty()) {
        const auto first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
        std::ranges::move(rows, std::back_inserter(m_rows));
        endInsertRows();
    }
}

void CommentListModel::setExpanded(CommentId comment, bool expanded)
{
    if (expanded)
        m_expanded.insert(comment);
    else
        m_expanded.remove(comment);
    rebuild();
}

void CommentListModel::reload()
{
    if (m_song.isNull()) return;
    const auto request = ++m_request;
    m_reading = true;
    m_village.talk().stories(m_song).then(this, [this, request](const Result<std::vector<StoryView>>& stories) {
        if (request != m_request || !stories) return;
        m_stories = *stories;
        if (!m_loading) rebuild(); // the comments were quicker
    });
    m_village.talk().page(m_song, m_page, m_included).then(this, [this, request](const Result<TalkPage>& page) {
        if (request != m_request) return;
        m_reading = m_loading = false;
        TalkPage former = page ? std::exchange(m_page, *page) : TalkPage();
        rebuild();
        letGo(std::move(former)); // no row is left that shows it
        Q_EMIT summaryChanged();
    });
}

// ------------------------------------------------------------------ rows

void CommentListModel::addSection(std::vector<Row>& rows, Section section, const std::vector<SharedComment>& comments,
                                  qint64 count) const
{
    if (comments.empty()) return;
    rows.push_back({{RowKind::Header, section, {}}, {}, {}, count});
    for (const auto& comment : comments)
        addThread(rows, section, comment);
}

void CommentListModel::addThread(std::vector<Row>& rows, Section section, const SharedComment& comment) const
{
    const CommentId id = comment->comment.id;
    rows.push_back({{RowKind::Comment, section, id.uuid()}, comment, {}, 0});
    const bool all = m_expanded.contains(id);
    // One's own replies are always in sight, and so is the one that was asked for.
    size_t shown = 0;
    for (const auto& reply : comment->replies) {
        if (!all && shown >= fewReplies && !reply.own && reply.comment.id != m_included) continue;
        rows.push_back({{RowKind::Reply, section, reply.comment.id.uuid()}, replyOf(comment, reply), {}, 0});
        ++shown;
    }
    const auto left = comment->comment.replyCount - static_cast<qint64>(shown);
    if (left > 0) rows.push_back({{RowKind::MoreReplies, section, id.uuid()}, comment, {}, left});
}

void CommentListModel::rebuild()
{
    std::vector<Row> rows;
    if (!m_stories.empty()) {
        const auto& story = m_stories.front();
        rows.push_back({{RowKind::Story, Section::MostLoved, story.story.id.uuid()},
                        {},
                        std::make_shared<const StoryView>(story),
                        0});
    }
    addSection(rows, Section::MostLoved, m_page.loved, static_cast<qint64>(m_page.loved.size()));
    addSection(rows, Section::Newest, m_page.newest, m_page.others);
    show(std::move(rows));
}

bool CommentListModel::Row::operator==(const Row& other) const
{
    const auto same = [](const auto& a, const auto& b) { return a == b || (a && b && *a == *b); };
    return key == other.key && count == other.count && same(comment, other.comment) && same(story, other.story);
}

/// Turns the old rows into the new ones by removing, inserting and changing, so that a view keeps its place. Rows that
/// moved are removed and inserted.
void CommentListModel::show(std::vector<Row> rows)
{
    // Most is as it was, at the beginning and at the end.
    const auto sameKey = [](const Row& one, const Row& other) { return one.key == other.key; };
    const auto start = std::ranges::mismatch(m_rows, rows, sameKey).in1 - m_rows.begin();
    const auto tail = std::ranges::mismatch(m_rows | std::views::drop(start) | std::views::reverse,
                                            rows | std::views::drop(start) | std::views::reverse, sameKey)
                          .in1.base();
    const auto after = m_rows.end() - tail; // so many of the last ones
    QHash<RowKey, qsizetype> place;
    for (auto i = start; i < std::ssize(rows) - after; ++i)
        place.insert(rows[static_cast<size_t>(i)].key, i);
    // Keep the rows whose new places are in order; greedy from the top is right for inserts, removals and small moves.
    qsizetype last = -1;
    for (auto i = static_cast<int>(start); i < std::ssize(m_rows) - after;) {
        const auto at = place.value(m_rows[static_cast<size_t>(i)].key, -1);
        if (at > last) {
            last = at;
            ++i;
            continue;
        }
        const auto goes = [&](const Row& row) { return place.value(row.key, -1) <= last; };
        const auto end = std::find_if_not(m_rows.begin() + i, m_rows.end() - after, goes);
        beginRemoveRows({}, i, static_cast<int>(end - m_rows.begin()) - 1);
        m_rows.erase(m_rows.begin() + i, end);
        endRemoveRows();
    }
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        const auto index = static_cast<size_t>(i);
        if (index < m_rows.size() && m_rows[index].key == rows[index].key) {
            const bool same = m_rows[index] == rows[index];
            m_rows[index] = std::move(rows[index]); // what was read before is let go of
            if (!same) Q_EMIT dataChanged(this->index(i), this->index(i));
            continue;
        }
        // What follows in one piece comes in as one: a song's first page is one insertion and not thousands.
        const auto stays = [&](const Row& row) { return index < m_rows.size() && m_rows[index].key == row.key; };
        const auto first = rows.begin() + i;
        const auto end = std::find_if(first, rows.end(), stays);
        const auto count = static_cast<int>(end - first);
        beginInsertRows({}, i, i + count - 1);
        m_rows.insert(m_rows.begin() + i, std::make_move_iterator(first), std::make_move_iterator(end));
        endInsertRows();
        i += count - 1;
    }
}

int CommentListModel::rowOf(CommentId comment) const
{
    const auto row = std::ranges::find_if(m_rows, [&](const Row& r) {
        return (r.key.kind == RowKind::Comment || r.key.kind == RowKind::Reply) && r.key.id == comment.uuid();
    });
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

int CommentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString CommentListModel::textOf(const RowKey& key)
{
    const QString section = key.section == Section::MostLoved ? u"loved"_s : u"new"_s;
    const QString id = key.id.toString(QUuid::WithoutBraces);
    switch (key.kind) {
    case RowKind::Story: return u"story:"_s + id;
    case RowKind::Header: return u"header:"_s + section;
    case RowKind::MoreReplies: return section + u":more:"_s + id;
    case RowKind::Comment:
    case RowKind::Reply: break;
    }
    return section + u':' + id;
}

QString CommentListModel::spoken(const Row& row) const
{
    switch (row.key.kind) {
    case RowKind::Story:
        return tr("The story of this song: %1. Told by %2", "title, person")
            .arg(row.story->story.title, row.story->story.author.displayName);
    case RowKind::Header: return row.key.section == Section::MostLoved ? tr("Most loved") : tr("Newest");
    case RowKind::MoreReplies: return tr("%n more replies", nullptr, static_cast<int>(row.count));
    case RowKind::Comment:
    case RowKind::Reply: break;
    }
    const auto& comment = row.comment->comment;
    QStringList parts{row.comment->own ? tr("You") : comment.author.displayName};
    if (comment.atMs) {
        const auto seconds = *comment.atMs / 1000;
        parts.append(tr("at %1:%2", "minutes, seconds").arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0')));
    }
    parts.append(comment.text);
    if (row.comment->sendState == SendState::Waiting || row.comment->sendState == SendState::Sending)
        parts.append(tr("waiting to send"));
    else if (row.comment->sendState != SendState::Sent)
        parts.append(tr("not sent: %1").arg(row.comment->problem));
    if (comment.likes > 0) parts.append(tr("%n like(s)", nullptr, static_cast<int>(comment.likes)));
    return parts.join(u", "_s);
}

QVariant CommentListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    static const CommentView noComment;
    static const StoryView noStory;
    const auto& row = m_rows[static_cast<size_t>(index.row())];
    const bool isStory = row.key.kind == RowKind::Story;
    const CommentView& view = row.comment ? *row.comment : noComment;
    const StoryView& story = row.story ? *row.story : noStory;
    const auto& comment = view.comment;
    switch (role) {
    case KindRole: return QVariant::fromValue(row.key.kind);
    case KeyRole: return textOf(row.key);
    case SectionRole: return QVariant::fromValue(row.key.section);
    case CountRole: return row.count;
    case CommentRole: return QVariant::fromValue(view);
    case StoryRole: return QVariant::fromValue(story);
    case IdRole: return isStory ? story.story.id.toString() : comment.id.toString();
    case AuthorRole: return isStory ? story.story.author.displayName : comment.author.displayName;
    case Qt::DisplayRole:
    case TextRole: return isStory ? story.story.title : comment.text;
    case Qt::AccessibleTextRole: return spoken(row);
    case AtMsRole: return comment.atMs.value_or(-1);
    case CreatedAtRole: return isStory ? story.story.createdAt : comment.createdAt;
    case LikesRole: return comment.likes;
    case HugsRole: return comment.hugs;
    case LikedRole: return view.liked;
    case HuggedRole: return view.hugged;
    case ReplyCountRole: return comment.replyCount;
    case OwnRole: return isStory ? story.own : view.own;
    case SendStateRole: return QVariant::fromValue(isStory ? story.sendState : view.sendState);
    case ProblemRole: return isStory ? story.problem : view.problem;
    case OperationRole: {
        const auto operation = isStory ? story.operation : view.operation;
        return operation.isNull() ? QString() : operation.toString();
    }
    default: return {};
    }
}

QHash<int, QByteArray> CommentListModel::roleNames() const
{
    return {{KindRole, "kind"},
            {KeyRole, "key"},
            {SectionRole, "section"},
            {CountRole, "count"},
            {CommentRole, "comment"},
            {StoryRole, "story"},
            {IdRole, "id"},
            {AuthorRole, "author"},
            {TextRole, "text"},
            {AtMsRole, "atMs"},
            {CreatedAtRole, "createdAt"},
            {LikesRole, "likes"},
            {HugsRole, "hugs"},
            {LikedRole, "liked"},
            {HuggedRole, "hugged"},
            {ReplyCountRole, "replyCount"},
            {OwnRole, "own"},
            {SendStateRole, "sendState"},
            {ProblemRole, "problem"},
            {OperationRole, "operation"}};
}

} // namespace groundswell::community
