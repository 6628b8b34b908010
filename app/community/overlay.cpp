#include "community/overlay.h"

#include "community/api/json.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <ranges>
#include <tuple>

namespace groundswell::community {

using namespace Qt::StringLiterals;
using sync::EntryState;
using sync::songOf;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("groundswell::community::Overlay", text);
}

CommentView createdBy(const OutboxEntry& entry, const api::Person& me)
{
    const auto& args = entry.operation.args;
    CommentView view;
    view.own = true;
    view.comment.id = CommentId::fromString(entry.operation.entityId);
    view.comment.songId = songOf(entry.operation);
    view.comment.parentId = CommentId::fromString(args.value("parent_id"_L1).toString());
    view.comment.author = me;
    view.comment.text = args.value("text"_L1).toString();
    view.comment.lang = args.value("lang"_L1).toString();
    if (args.contains("at_ms"_L1)) view.comment.atMs = args.value("at_ms"_L1).toInteger();
    view.comment.lineId = LineId::fromString(args.value("line_id"_L1).toString());
    view.comment.createdAt = entry.createdAt;
    return view;
}

/// Marks a view with the entry that touched it, unless the server has that already.
template <class View>
void mark(View& view, const OutboxEntry& entry)
{
    if (entry.state == EntryState::Acked) return;
    view.sendState = sendStateOf(entry);
    view.operation = entry.operation.opId;
    view.problem = problemOf(entry);
}

void applyReaction(CommentView& view, const OutboxEntry& entry)
{
    if (entry.state == EntryState::Rejected || entry.state == EntryState::Blocked) return;
    const bool on = entry.operation.args.value("on"_L1).toBool();
    const bool like = entry.operation.args.value("kind"_L1).toString() == "like"_L1;
    auto& mine = like ? view.liked : view.hugged;
    auto& count = like ? view.comment.likes : view.comment.hugs;
    if (mine == on) return;
    mine = on;
    count = qMax(0LL, count + (on ? 1 : -1));
}

class CommentOverlay
{
public:
    CommentOverlay(std::vector<api::Comment> base, const OwnReactions& reactions, const api::Person& me)
        : m_me(me)
    {
        m_views.reserve(base.size());
        for (auto& comment : base) {
            const auto id = comment.id.toString();
            CommentView view;
            view.own = !me.id.isNull() && comment.author.id == me.id;
            view.liked = reactions.contains(id + ":like"_L1);
            view.hugged = reactions.contains(id + ":hug"_L1);
            view.comment = std::move(comment);
            m_index.insert(id, m_views.size());
            m_views.push_back(std::move(view));
        }
    }

    void apply(const OutboxEntry& entry)
    {
        const auto& operation = entry.operation;
        const auto known = m_index.constFind(operation.entityId);
        if (operation.kind == "comment.create"_L1) {
            if (known != m_index.cend()) return; // fetched already
            auto view = createdBy(entry, m_me);
            mark(view, entry);
            m_index.insert(operation.entityId, m_views.size());
            m_views.push_back(std::move(view));
            return;
        }
        if (known == m_index.cend()) return;
        auto& view = m_views[*known];
        if (operation.kind == "reaction.set"_L1) {
            applyReaction(view, entry);
        } else if (operation.kind == "comment.edit"_L1) {
            view.comment.text = operation.args.value("text"_L1).toString();
            if (entry.state != EntryState::Acked) view.comment.editedAt = entry.createdAt;
            mark(view, entry);
        } else if (operation.kind == "comment.delete"_L1) {
            const bool refused = entry.state == EntryState::Rejected || entry.state == EntryState::Blocked;
            if (refused)
                mark(view, entry);
            else
                m_gone.insert(operation.entityId);
        }
    }

    /// Replies go below their comment; a deleted comment with replies stays as a place for them.
    std::vector<CommentView> take()
    {
        QHash<QString, size_t> tops;
        std::vector<CommentView> top;
        for (auto& view : m_views) {
            if (!view.comment.parentId.isNull()) continue;
            tops.insert(view.comment.id.toString(), top.size());
            top.push_back(view);
        }
        for (auto& view : m_views) {
            if (view.comment.parentId.isNull() || m_gone.contains(view.comment.id.toString())) continue;
            const auto parent = tops.constFind(view.comment.parentId.toString());
            if (parent != tops.cend()) top[*parent].replies.push_back(std::move(view));
        }
        for (auto& view : top) {
            std::ranges::sort(view.replies, {},
                              [](const CommentView& v) { return std::tuple(v.comment.createdAt, v.comment.id); });
            view.comment.replyCount = qMax(view.comment.replyCount, static_cast<qint64>(view.replies.size()));
            if (!m_gone.contains(view.comment.id.toString())) continue;
            view.comment.state = api::CommentState::Removed;
            view.comment.text.clear();
        }
        std::erase_if(top, [](const CommentView& v) {
            return v.comment.state == api::CommentState::Removed && v.replies.empty();
        });
        return top;
    }

private:
    const api::Person& m_me;
    std::vector<CommentView> m_views;
    QHash<QString, size_t> m_index;
    QSet<QString> m_gone;
};

template <class View, class Entity, class Apply>
std::vector<View> overlaidDocuments(std::vector<Entity> base, const QString& epoch, Entity View::* member,
                                    const QString& kind, const std::vector<OutboxEntry>& entries, const api::Person& me,
                                    Apply apply)
{
    std::vector<View> views;
    for (auto& known : base) {
        View view;
        view.epoch = epoch;
        view.own = !me.id.isNull() && known.author.id == me.id;
        view.*member = std::move(known);
        views.push_back(std::move(view));
    }
    for (const auto& entry : entries) {
        if (entry.operation.kind != kind) continue;
        auto view = std::ranges::find(views, entry.operation.entityId,
                                      [&](const View& v) { return (v.*member).id.toString(); });
        if (view == views.end()) {
            views.emplace_back();
            view = std::prev(views.end());
        }
        auto& entity = (*view).*member;
        if (entry.state == EntryState::Acked && entity.rev >= entry.ackedRev && entity.rev > 0)
            continue; // fetched already
        apply(entity, entry);
        const bool acked = entry.state == EntryState::Acked;
        if (acked) entity.rev = entry.ackedRev;
        view->epoch = acked ? entry.ackedEpoch : entry.baseEpoch;
        entity.author = me;
        entity.createdAt = entry.createdAt;
        view->own = true;
        mark(*view, entry);
    }
    return views;
}

} // namespace

SendState sendStateOf(const OutboxEntry& entry)
{
    switch (entry.state) {
    case EntryState::Pending: return SendState::Waiting;
    case EntryState::InFlight: return SendState::Sending;
    case EntryState::Acked: return SendState::Sent;
    case EntryState::Conflict: return SendState::Conflict;
    case EntryState::Rejected: return SendState::Failed;
    case EntryState::Blocked: return SendState::Blocked;
    }
    return SendState::Waiting;
}

QString problemOf(const OutboxEntry& entry)
{
    if (entry.state == EntryState::Blocked) return tr("It waits for something of yours that was not accepted.");
    if (entry.state == EntryState::Conflict) return tr("Somebody else changed the same lines: choose which to keep.");
    if (entry.state != EntryState::Rejected) return {};
    if (entry.code == "dependency_discarded"_L1) return tr("What it belongs to was discarded.");
    if (entry.code == "too_large"_L1) return tr("It is too large for this community.");
    if (entry.code == "conflict"_L1) return tr("It was changed by somebody else meanwhile.");
    return entry.message.isEmpty() ? tr("The community did not accept it.") : entry.message;
}

std::vector<CommentView> overlaidComments(std::vector<api::Comment> base, const OwnReactions& reactions,
                                          const std::vector<OutboxEntry>& entries, const api::Person& me)
{
    CommentOverlay overlay(std::move(base), reactions, me);
    for (const auto& entry : entries)
        overlay.apply(entry);
    return overlay.take();
}

void sortComments(std::vector<CommentView>& comments, CommentSort sort)
{
    const auto newest = [](const CommentView& v) { return std::tuple(-v.comment.createdAt, v.comment.id); };
    const auto loved = [](const CommentView& v) {
        return std::tuple(-(v.comment.likes + v.comment.hugs), -v.comment.createdAt, v.comment.id);
    };
    const auto moment = [](const CommentView& v) {
        return std::tuple(v.comment.atMs ? 0 : 1, v.comment.atMs.value_or(0), v.comment.createdAt, v.comment.id);
    };
    switch (sort) {
    case CommentSort::Loved: std::ranges::sort(comments, {}, loved); break;
    case CommentSort::Newest: std::ranges::sort(comments, {}, newest); break;
    case CommentSort::Moment: std::ranges::sort(comments, {}, moment); break;
    }
}

std::vector<StoryView> overlaidStories(std::vector<api::Story> base, const std::vector<OutboxEntry>& entries,
                                       const api::Person& me)
{
    std::vector<StoryView> views;
    for (auto& story : base) {
        StoryView view;
        view.own = !me.id.isNull() && story.author.id == me.id;
        view.story = std::move(story);
        views.push_back(std::move(view));
    }
    for (const auto& entry : entries) {
        if (entry.operation.kind != "story.create"_L1) continue;
        if (std::ranges::contains(views, entry.operation.entityId,
                                  [](const StoryView& v) { return v.story.id.toString(); }))
            continue;
        const auto& args = entry.operation.args;
        StoryView view;
        view.own = true;
        view.story.id = StoryId::fromString(entry.operation.entityId);
        view.story.songId = songOf(entry.operation);
        view.story.title = args.value("title"_L1).toString();
        view.story.text = args.value("text"_L1).toString();
        view.story.lang = args.value("lang"_L1).toString();
        view.story.sourceKind =
            api::fromWord<api::StorySource>(args.value("source_kind"_L1).toString()).value_or(api::StorySource::Memory);
        view.story.sourceNote = args.value("source_note"_L1).toString();
        view.story.author = me;
        view.story.createdAt = entry.createdAt;
        mark(view, entry);
        views.push_back(std::move(view));
    }
    std::ranges::sort(views, {}, [](const StoryView& v) {
        return std::tuple(-(v.story.supports - v.story.disputes), -v.story.loves, v.story.createdAt, v.story.id);
    });
    return views;
}

std::vector<LyricsView> overlaidLyrics(std::vector<api::Lyrics> base, const QString& epoch,
                                       const std::vector<OutboxEntry>& entries, const api::Person& me)
{
    return overlaidDocuments<LyricsView>(std::move(base), epoch, &LyricsView::lyrics, u"lyrics.put"_s, entries, me,
                                         [](api::Lyrics& lyrics, const OutboxEntry& entry) {
                                             const auto& args = entry.operation.args;
                                             lyrics.id = LyricsId::fromString(entry.operation.entityId);
                                             lyrics.songId = songOf(entry.operation);
                                             lyrics.lang = args.value("lang"_L1).toString();
                                             lyrics.document = args.value("document"_L1).toObject();
                                             lyrics.source = args.value("source"_L1).toString();
                                             lyrics.licence = args.value("licence"_L1).toString();
                                         });
}

std::vector<TranslationView> overlaidTranslations(std::vector<api::Translation> base, const QString& epoch,
                                                  const std::vector<OutboxEntry>& entries, const api::Person& me)
{
    return overlaidDocuments<TranslationView>(
        std::move(base), epoch, &TranslationView::translation, u"translation.put"_s, entries, me,
        [](api::Translation& translation, const OutboxEntry& entry) {
            const auto& args = entry.operation.args;
            translation.id = TranslationId::fromString(entry.operation.entityId);
            translation.lyricsId = LyricsId::fromString(args.value("lyrics_id"_L1).toString());
            translation.songId = songOf(entry.operation);
            translation.lang = args.value("lang"_L1).toString();
            translation.baseLyricsRev = args.value("base_lyrics_rev"_L1).toInteger();
            translation.document = args.value("document"_L1).toObject();
        });
}

} // namespace groundswell::community
