#include "community/comment_list_model.h"

#include "community/overlay.h"
#include "community/village.h"

#include <algorithm>

namespace groundswell::community {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 200;    ///< comments read at a time
constexpr size_t firstRows = 40; ///< shown without being asked for
constexpr size_t moreRows = 20;  ///< shown when more are asked for
/// Replies shown before "more replies".
constexpr size_t fewReplies = 2;

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
    m_page = {};
    m_wanted = pageSize;
    m_included = {};
    m_stories.clear();
    m_expanded.clear();
    beginResetModel();
    m_rows.clear();
    m_older.clear();
    endResetModel();
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

bool CommentListModel::isMoreToRead() const
{
    return m_page.more && m_wanted <= static_cast<int>(m_page.newest.size()); // else it is on its way
}

bool CommentListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && (!m_older.empty() || isMoreToRead());
}

void CommentListModel::fetchMore(const QModelIndex& parent)
{
    if (parent.isValid()) return;
    if (const size_t count = wholeThread(m_older, moreRows); count > 0) {
        const auto end = m_older.begin() + static_cast<std::ptrdiff_t>(count);
        const auto first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(count) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(m_older.begin()), std::make_move_iterator(end));
        m_older.erase(m_older.begin(), end);
        endInsertRows();
    }
    if (m_older.size() > pageSize / 2 || !isMoreToRead()) return;
    m_wanted += pageSize;
    reload();
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
    m_village.talk().stories(m_song).then(this, [this, request](const Result<std::vector<StoryView>>& stories) {
        if (request != m_request || !stories) return;
        m_stories = *stories;
        if (!m_loading) rebuild(); // the comments were quicker
    });
    m_village.talk().page(m_song, m_wanted, m_included).then(this, [this, request](const Result<TalkPage>& page) {
        if (request != m_request) return;
        m_loading = false;
        if (page) m_page = *page;
        rebuild();
        Q_EMIT summaryChanged();
    });
}

// ------------------------------------------------------------------ rows

void CommentListModel::addSection(std::vector<Row>& rows, Section section, const std::vector<CommentView>& comments,
                                  qint64 count) const
{
    if (comments.empty()) return;
    const bool loved = section == Section::MostLoved;
    rows.push_back({RowKind::Header, section, loved ? u"header:loved"_s : u"header:new"_s, {}, {}, count});
    const auto prefix = loved ? u"loved:"_s : u"new:"_s;
    for (const auto& view : comments) {
        const auto id = view.comment.id.toString();
        rows.push_back({RowKind::Comment, section, prefix + id, view, {}, 0});
        const bool all = m_expanded.contains(view.comment.id);
        // One's own replies are always in sight, and so is the one that was asked for.
        size_t shown = 0;
        for (const auto& reply : view.replies) {
            if (!all && shown >= fewReplies && !reply.own && reply.comment.id != m_included) continue;
            rows.push_back({RowKind::Reply, section, prefix + reply.comment.id.toString(), reply, {}, 0});
            ++shown;
        }
        const auto left = view.comment.replyCount - static_cast<qint64>(shown);
        if (left > 0) rows.push_back({RowKind::MoreReplies, section, prefix + u"more:"_s + id, view, {}, left});
    }
}

void CommentListModel::rebuild()
{
    std::vector<Row> rows;
    if (!m_stories.empty())
        rows.push_back({RowKind::Story,
                        Section::MostLoved,
                        u"story:"_s + m_stories.front().story.id.toString(),
                        {},
                        m_stories.front(),
                        0});
    addSection(rows, Section::MostLoved, m_page.loved, static_cast<qint64>(m_page.loved.size()));
    addSection(rows, Section::Newest, m_page.newest, m_page.others);
    const auto older = rows.begin() + static_cast<std::ptrdiff_t>(rowsToShow(rows));
    m_older.assign(std::make_move_iterator(older), std::make_move_iterator(rows.end()));
    rows.erase(older, rows.end());
    show(std::move(rows));
}

/// Never fewer than now, and as far as what is the last row now, or the last before it that is still there; and as the
/// comment that was asked for.
size_t CommentListModel::rowsToShow(const std::vector<Row>& rows) const
{
    const auto endOf = [&rows](const auto& isIt) {
        return static_cast<size_t>(rows.rend() - std::find_if(rows.rbegin(), rows.rend(), isIt));
    };
    size_t shown = 0;
    for (auto old = m_rows.rbegin(); old != m_rows.rend() && shown == 0; ++old)
        shown = endOf([&old](const Row& row) { return row.key == old->key; });
    const size_t asked =
        m_included.isNull() ? 0 : endOf([this](const Row& row) { return row.comment.comment.id == m_included; });
    return wholeThread(rows, std::max({firstRows, m_rows.size(), shown, asked}));
}

/// The end of the thread that `end` stands in: a comment comes with its replies.
size_t CommentListModel::wholeThread(const std::vector<Row>& rows, size_t end)
{
    while (end < rows.size() && (rows[end].kind == RowKind::Reply || rows[end].kind == RowKind::MoreReplies))
        ++end;
    return std::min(end, rows.size());
}

/// Turns the old rows into the new ones by removing, inserting and changing, so that a view keeps its place. Rows that
/// moved are removed and inserted.
void CommentListModel::show(std::vector<Row> rows)
{
    QHash<QString, qsizetype> place;
    for (size_t i = 0; i < rows.size(); ++i)
        place.insert(rows[i].key, static_cast<qsizetype>(i));
    // Keep the rows whose new places are in order; greedy from the top is right for inserts, removals and small moves.
    qsizetype last = -1;
    for (int i = 0; i < static_cast<int>(m_rows.size());) {
        const auto at = place.value(m_rows[static_cast<size_t>(i)].key, -1);
        if (at > last) {
            last = at;
            ++i;
            continue;
        }
        const auto goes = [&](const Row& row) { return place.value(row.key, -1) <= last; };
        const auto end = std::find_if_not(m_rows.begin() + i, m_rows.end(), goes);
        beginRemoveRows({}, i, static_cast<int>(end - m_rows.begin()) - 1);
        m_rows.erase(m_rows.begin() + i, end);
        endRemoveRows();
    }
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        const auto index = static_cast<size_t>(i);
        if (index < m_rows.size() && m_rows[index].key == rows[index].key) {
            if (m_rows[index] == rows[index]) continue;
            m_rows[index] = std::move(rows[index]);
            Q_EMIT dataChanged(this->index(i), this->index(i));
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
        return (r.kind == RowKind::Comment || r.kind == RowKind::Reply) && r.comment.comment.id == comment;
    });
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

int CommentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QString CommentListModel::spoken(const Row& row) const
{
    switch (row.kind) {
    case RowKind::Story:
        return tr("The story of this song: %1. Told by %2", "title, person")
            .arg(row.story.story.title, row.story.story.author.displayName);
    case RowKind::Header: return row.section == Section::MostLoved ? tr("Most loved") : tr("Newest");
    case RowKind::MoreReplies: return tr("%n more replies", nullptr, static_cast<int>(row.count));
    case RowKind::Comment:
    case RowKind::Reply: break;
    }
    const auto& comment = row.comment.comment;
    QStringList parts{row.comment.own ? tr("You") : comment.author.displayName};
    if (comment.atMs) {
        const auto seconds = *comment.atMs / 1000;
        parts.append(tr("at %1:%2", "minutes, seconds").arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0')));
    }
    parts.append(comment.text);
    if (row.comment.sendState == SendState::Waiting || row.comment.sendState == SendState::Sending)
        parts.append(tr("waiting to send"));
    else if (row.comment.sendState != SendState::Sent)
        parts.append(tr("not sent: %1").arg(row.comment.problem));
    if (comment.likes > 0) parts.append(tr("%n like(s)", nullptr, static_cast<int>(comment.likes)));
    return parts.join(u", "_s);
}

QVariant CommentListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const auto& row = m_rows[static_cast<size_t>(index.row())];
    const bool isStory = row.kind == RowKind::Story;
    const auto& comment = row.comment.comment;
    switch (role) {
    case KindRole: return QVariant::fromValue(row.kind);
    case KeyRole: return row.key;
    case SectionRole: return QVariant::fromValue(row.section);
    case CountRole: return row.count;
    case CommentRole: return QVariant::fromValue(row.comment);
    case StoryRole: return QVariant::fromValue(row.story);
    case IdRole: return isStory ? row.story.story.id.toString() : comment.id.toString();
    case AuthorRole: return isStory ? row.story.story.author.displayName : comment.author.displayName;
    case Qt::DisplayRole:
    case TextRole: return isStory ? row.story.story.title : comment.text;
    case Qt::AccessibleTextRole: return spoken(row);
    case AtMsRole: return comment.atMs.value_or(-1);
    case CreatedAtRole: return isStory ? row.story.story.createdAt : comment.createdAt;
    case LikesRole: return comment.likes;
    case HugsRole: return comment.hugs;
    case LikedRole: return row.comment.liked;
    case HuggedRole: return row.comment.hugged;
    case ReplyCountRole: return comment.replyCount;
    case OwnRole: return isStory ? row.story.own : row.comment.own;
    case SendStateRole: return QVariant::fromValue(isStory ? row.story.sendState : row.comment.sendState);
    case ProblemRole: return isStory ? row.story.problem : row.comment.problem;
    case OperationRole: {
        const auto operation = isStory ? row.story.operation : row.comment.operation;
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
