#include "ui/panel/comments/comment_row.h"

#include "ui/panel/comments/zone_line.h"
#include "ui/parts/when_text.h"
#include "ui/style/look.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using community::CommentListModel;
using community::CommentView;
using community::SendState;
using RowKind = CommentListModel::RowKind;

namespace {

constexpr int foldLines = 6;
constexpr int side = 16;
constexpr int avatarSide = 28;  ///< at 100 % of the text size, as the one below
constexpr int smallAvatar = 20; ///< in replies and below stories

QString tr(const char* text, const char* comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("groundswell::ui", text, comment, n);
}

/// Left of the line that replies hang on: where the words of the comment begin.
qreal threadLeft(const Look& look)
{
    return side + look.px(avatarSide) + 12;
}

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString hugText(const CommentView& view)
{
    if (view.hugged) return view.comment.hugs > 1 ? tr("You and others hugged") : tr("You hugged");
    if (view.comment.hugs == 0) return tr("Hug");
    return view.comment.hugs < 10 ? tr("A few hugs") : tr("Many hugs");
}

QString waitingText(const CommentView& view, const RowSituation& situation)
{
    if (view.sendState == SendState::Sending) return tr("Sending");
    if (!situation.signedIn) return tr("Sends when you sign in");
    return situation.offline ? tr("Sends when you\u2019re back online") : tr("Waiting to send");
}

void addStateZones(ZoneLine& line, const CommentView& view, const RowSituation& situation)
{
    switch (view.sendState) {
    case SendState::Waiting:
        line.addRight({CommentAction::Edit, {}, {}, tr("Edit"), {}, Tone::Secondary});
        line.addRight(
            {CommentAction::Undo, {}, {}, tr("Undo"), tr("Take it back; nobody has seen it"), Tone::Secondary});
        [[fallthrough]];
    case SendState::Sending:
        line.addLeft({CommentAction::None, {}, u"clock"_s, waitingText(view, situation), {}, Tone::Pending});
        break;
    case SendState::Failed:
    case SendState::Blocked:
    case SendState::Conflict:
        line.addRight({CommentAction::Discard, {}, {}, tr("Discard"), {}, Tone::Tertiary});
        line.addRight({CommentAction::Retry, {}, {}, tr("Try again"), {}, Tone::Failed, true});
        line.addLeft({CommentAction::None, {}, u"alert"_s, tr("Not sent"), {}, Tone::Failed});
        break;
    case SendState::Sent: break;
    }
}

RowZone likeZone(const CommentView& view)
{
    return {CommentAction::Like,
            {},
            view.liked ? u"heart-fill"_s : u"heart"_s,
            view.comment.likes > 0 ? numberText(view.comment.likes) : QString(),
            view.liked ? tr("Take the like back") : tr("Like"),
            view.liked ? Tone::Lantern : Tone::Tertiary,
            view.liked};
}

void addActionZones(ZoneLine& line, const CommentView& view)
{
    const api::Comment& comment = view.comment;
    line.addLeft(likeZone(view));
    line.addLeft({CommentAction::Reply,
                  {},
                  u"reply"_s,
                  comment.replyCount > 0 ? numberText(comment.replyCount) : tr("Reply"),
                  tr("Reply"),
                  Tone::Tertiary});
    line.addLeft({CommentAction::Hug,
                  {},
                  u"hug"_s,
                  hugText(view),
                  view.hugged ? tr("Take the hug back") : tr("Send a hug"),
                  view.hugged ? Tone::Lantern : Tone::Tertiary});
}

/// The room that a date takes, however old it gets while it is shown.
qreal dateWidth(qint64 createdAt, const Look& look)
{
    constexpr qint64 day = 86'400'000;
    const QFont font = look.type().tabular(Type::Caption);
    qreal widest = 0;
    for (const qint64 age : {59 * 60'000LL, 2 * day, 400 * day})
        widest = std::max(widest, widthOfLine(whenText(createdAt, createdAt + age), font, look));
    return widest + 1;
}

/// Name, time chip, loves (of a reply), date: the first line of a comment.
void layOutName(CommentRow& row, const CommentView& view, const Look& look, qreal left, qreal right, qreal top)
{
    const api::Comment& comment = view.comment;
    row.createdAt = comment.createdAt;
    const qreal date = dateWidth(comment.createdAt, look);
    row.dateRect = {right - date, top, date, qreal(look.px(18))};
    qreal nameRight = row.dateRect.left() - 8;
    if (row.kind == RowKind::Reply && view.sendState == SendState::Sent &&
        comment.state != api::CommentState::Removed) {
        ZoneLine line(row, look, left, nameRight - 4, top - 1);
        line.addRight(likeZone(view));
        nameRight = line.right();
    }
    RowZone chip;
    if (comment.atMs) {
        chip.action = CommentAction::Seek;
        chip.label = clockText(*comment.atMs);
        chip.toolTip = tr("Play from %1").arg(chip.label);
        chip.tone = Tone::Lantern;
        const qreal width = widthOfLine(chip.label, look.type().tabular(Type::Caption), look) + 17;
        chip.rect = {0, top, width, qreal(look.px(18))};
        nameRight -= width + 8;
    }
    const QFont font = look.type().font(Type::Small, 12.5, 600, languageOfScript(row.name));
    if (const qreal room = nameRight - left; widthOfLine(row.name, font, look) - 1 > room)
        row.name = QFontMetricsF(font).elidedText(row.name, Qt::ElideRight, room);
    row.nameRect = {left, top, widthOfLine(row.name, font, look), qreal(look.px(18))};
    if (chip.action != CommentAction::None) {
        chip.rect.moveLeft(row.nameRect.right() + 8);
        row.zones.push_back(chip);
    }
}

void layOutCovered(CommentRow& row, const RowSituation& situation, const Look& look, qreal left)
{
    ZoneLine line(row, look, left, situation.width - side, 8);
    line.addRight({CommentAction::Uncover, {}, {}, tr("Show"), {}, Tone::Secondary});
    line.addLeft({CommentAction::None,
                  {},
                  u"eye"_s,
                  tr("A listener asked for this comment to be covered."),
                  {},
                  Tone::Tertiary});
    row.height = 8 + look.px(ZoneLine::high) + 8;
}

void layOutComment(CommentRow& row, const CommentView& view, const RowSituation& situation, RowOpenness openness,
                   const Look& look)
{
    const bool reply = row.kind == RowKind::Reply;
    const api::Comment& comment = view.comment;
    const qreal top = reply ? 5 : 8;
    const qreal avatarSize = look.px(reply ? smallAvatar : avatarSide);
    const qreal avatarLeft = reply ? threadLeft(look) + 12 : side;
    const qreal left = avatarLeft + avatarSize + (reply ? 10 : 12);
    const qreal right = situation.width - side;
    if (comment.state == api::CommentState::Held && !view.own && !openness.uncovered) {
        layOutCovered(row, situation, look, avatarLeft);
    } else {
        row.avatar = {avatarLeft, top - (reply ? 1 : 0), avatarSize, avatarSize};
        row.avatarSeed = comment.author.id.toString();
        row.name = view.own ? tr("You") : comment.author.displayName;
        layOutName(row, view, look, left, right, top);
        const bool removed = comment.state == api::CommentState::Removed;
        const QString shown = removed ? tr("This comment was removed.") : comment.text;
        const QString lang = comment.lang.isEmpty() ? languageOfScript(shown) : comment.lang;
        row.text = TextBlock(shown, look.font(Type::Body, lang), right - left, look.type().line(Type::Body),
                             openness.unfolded ? 0 : foldLines);
        row.textPosition = {left, top + look.px(18) + 2};
        row.quiet = removed || view.sendState != SendState::Sent;
        qreal y = row.textPosition.y() + row.text.height();
        if (row.text.isFolded()) {
            ZoneLine(row, look, left, right, y + 1)
                .addLeft({CommentAction::Unfold, {}, {}, tr("Show all of it"), {}, Tone::Tide});
            y += look.px(ZoneLine::high) + 1;
        }
        if (view.sendState != SendState::Sent || (view.own && comment.state == api::CommentState::Held)) {
            ZoneLine line(row, look, left, right, y + 3);
            if (view.sendState != SendState::Sent)
                addStateZones(line, view, situation);
            else
                line.addLeft({CommentAction::None, {}, u"eye"_s, tr("A reviewer reads it first"), {}, Tone::Caution});
            y += 3 + look.px(ZoneLine::high);
            if (!view.problem.isEmpty()) {
                row.note = TextBlock(view.problem, look.font(Type::Small), right - left, look.type().line(Type::Small));
                row.notePosition = {left, y + 1};
                y += row.note.height() + 1;
            }
        } else if (!removed && !reply) {
            ZoneLine line(row, look, left, right, y + 3);
            addActionZones(line, view);
            y += 3 + look.px(ZoneLine::high);
        }
        row.height = y + (reply ? 4 : 7);
    }
    if (reply) row.threadLine = {threadLeft(look), 0, 1.5, row.height};
}

qint64 readMinutes(const QString& text)
{
    qsizetype wide = 0;
    qsizetype words = 0;
    bool inside = false;
    for (const QChar c : text) {
        const bool han = c.unicode() >= 0x3040 && c.unicode() <= 0xd7af;
        wide += han ? 1 : 0;
        const bool letter = !han && c.isLetterOrNumber();
        words += letter && !inside ? 1 : 0;
        inside = letter;
    }
    return std::max<qint64>(1, words / 200 + wide / 400);
}

void layOutStory(CommentRow& row, const community::StoryView& view, const RowSituation& situation, RowOpenness openness,
                 const Look& look)
{
    const api::Story& story = view.story;
    const qreal padding = 14;
    const qreal left = side + padding;
    const qreal width = situation.width - 2 * left;
    row.storyLabel = tr("The story of this song");
    row.storyMeta = tr("Pinned \u00b7 %n min read", nullptr, int(readMinutes(story.text)));
    const QString lang = story.lang.isEmpty() ? languageOfScript(story.text) : story.lang;
    qreal y = 12 + 10 + look.px(18);
    const qreal foot = look.px(20);
    row.title = TextBlock(story.title, look.font(Type::StoryTitle, lang), width, look.type().line(Type::StoryTitle),
                          openness.unfolded ? 0 : 2);
    row.titlePosition = {left, y + 2};
    y = row.titlePosition.y() + row.title.height() + 2;
    // The three lines of the closed card are lines of text: its paragraphs run on.
    row.text = TextBlock(openness.unfolded ? story.text : story.text.simplified(), look.font(Type::Story, lang), width,
                         look.type().line(Type::Story) - 1, openness.unfolded ? 0 : 3);
    row.textPosition = {left, y};
    y += row.text.height() + 6;
    if (openness.unfolded && !story.sourceNote.isEmpty()) {
        row.note = TextBlock(story.sourceNote, look.font(Type::Small), width, look.type().line(Type::Small));
        row.notePosition = {left, y};
        y += row.note.height() + 6;
    }
    const qreal teller = look.px(smallAvatar);
    row.avatar = {left, y + (foot - teller) / 2, teller, teller};
    row.avatarSeed = story.author.id.toString();
    row.name = view.own ? tr("You") : story.author.displayName;
    row.nameRect = {left + teller + 8, y, width - teller - 8, foot};
    row.byline = sourceKindText(story.sourceKind);
    if (!story.translator.id.isNull())
        row.byline += tr(" \u00b7 %1 by %2", "translator: language, name")
                          .arg(QLocale::languageToString(QLocale(story.lang).language()), story.translator.displayName);
    row.loves = story.loves > 0 ? story.loves : story.supports;
    row.card = {side, 12, situation.width - 2 * side, y + foot};
    row.zones.push_back({CommentAction::OpenStory,
                         row.card,
                         {},
                         {},
                         openness.unfolded ? tr("Close the story") : tr("Read the whole story"),
                         Tone::Lantern});
    row.height = row.card.bottom() + 6;
}

void layOutHeader(CommentRow& row, const QModelIndex& index, const RowSituation& situation, const Look& look)
{
    const auto section = index.data(CommentListModel::SectionRole).value<CommentListModel::Section>();
    row.header = section == CommentListModel::Section::MostLoved ? tr("Most loved") : tr("Newest");
    row.count = index.data(CommentListModel::CountRole).toLongLong();
    const bool first =
        index.row() == 0 || index.siblingAtRow(0).data(CommentListModel::KindRole).value<RowKind>() == RowKind::Story;
    if (situation.savedAt > 0 && (index.row() == 0 || (index.row() == 1 && first)))
        row.aside = QString::number(situation.savedAt);
    row.height = look.px(28) + (index.row() > 1 ? 4 : 0);
}

} // namespace

QString sourceKindText(api::StorySource kind)
{
    switch (kind) {
    case api::StorySource::ArtistSaid: return tr(", as the artist told it");
    case api::StorySource::Press: return tr(", from the press");
    case api::StorySource::Memory: return tr(", from memory");
    case api::StorySource::Reading: return tr(", a reading of the song");
    }
    return {};
}

const RowZone* CommentRow::zoneAt(QPointF place) const
{
    for (const RowZone& zone : zones) {
        // Targets are 28 high however small the text is.
        const QRectF target = zone.action == CommentAction::OpenStory ? zone.rect : zone.rect.adjusted(-6, -4, 6, 4);
        if (zone.action != CommentAction::None && target.contains(place)) return &zone;
    }
    return nullptr;
}

CommentRow layOutRow(const QModelIndex& index, const RowSituation& situation, RowOpenness openness, const Look& look)
{
    CommentRow row;
    row.kind = index.data(CommentListModel::KindRole).value<RowKind>();
    switch (row.kind) {
    case RowKind::Story:
        layOutStory(row, index.data(CommentListModel::StoryRole).value<community::StoryView>(), situation, openness,
                    look);
        break;
    case RowKind::Header: layOutHeader(row, index, situation, look); break;
    case RowKind::Comment:
    case RowKind::Reply:
        layOutComment(row, index.data(CommentListModel::CommentRole).value<CommentView>(), situation, openness, look);
        break;
    case RowKind::MoreReplies: {
        const qreal left = threadLeft(look) + 12 + look.px(smallAvatar) + 10;
        const int count = index.data(CommentListModel::CountRole).toInt();
        ZoneLine(row, look, left, situation.width - side, 0)
            .addLeft({CommentAction::MoreReplies, {}, {}, tr("%n more replies", nullptr, count), {}, Tone::Tide});
        row.threadLine = {threadLeft(look), 0, 1.5, qreal(look.px(ZoneLine::high)) + 2};
        row.height = look.px(ZoneLine::high) + 2 + 8;
        break;
    }
    }
    row.height = std::ceil(row.height);
    if (situation.direction == Qt::RightToLeft) mirrorRow(row, situation.width);
    return row;
}

} // namespace groundswell::ui
