#include "ui/library/network_delegate.h"

#include "ui/library/entry_covers.h"
#include "ui/library/network_model.h"
#include "ui/library/row_parts.h"
#include "ui/player/time_text.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using streaming::KeptState;

namespace {
constexpr int leadWidth = 30;
constexpr int iconSide = 16;
} // namespace

/// What the parts of a row need while it is painted.
struct NetworkDelegate::Row
{
    QPainter& painter;
    const QModelIndex& index;
    QRect rect;
    bool mirrored;
    bool hovered;
    bool selected;
    bool current; ///< being played or paused
    KeptState state;

    /// `from` the row's beginning, `width` wide.
    [[nodiscard]] QRect place(int from, int width) const
    {
        const int x = mirrored ? rect.right() + 1 - from - width : rect.left() + from;
        return {x, rect.top(), width, rect.height()};
    }
};

NetworkDelegate::NetworkDelegate(const Look& look, EntryCovers& covers, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_covers(covers)
{
}

void NetworkDelegate::setPlaying(const QUrl& source, bool running)
{
    m_playing = source;
    m_running = running;
}

int NetworkDelegate::coverFrom(const Look& look)
{
    return padding + look.px(leadWidth);
}

int NetworkDelegate::stateWidth()
{
    return 2 * padding + iconSide;
}

QRect NetworkDelegate::playPlace(const QRect& row, bool mirrored) const
{
    const int wide = coverFrom(m_look);
    return mirrored ? QRect(row.right() + 1 - wide, row.top(), wide, row.height())
                    : QRect(row.left(), row.top(), wide, row.height());
}

QRect NetworkDelegate::keepPlace(const QRect& row, bool mirrored) const
{
    const int wide = stateWidth();
    return mirrored ? QRect(row.left(), row.top(), wide, row.height())
                    : QRect(row.right() + 1 - wide, row.top(), wide, row.height());
}

void NetworkDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_look.theme();
    const Row row{*painter,
                  index,
                  option.rect,
                  option.direction == Qt::RightToLeft,
                  option.state.testFlag(QStyle::State_MouseOver),
                  option.state.testFlag(QStyle::State_Selected),
                  !m_playing.isEmpty() && index.data(NetworkModel::SourceRole).toUrl() == m_playing,
                  static_cast<KeptState>(index.data(NetworkModel::StateRole).toInt())};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const auto fill = [&](const QColor& colour) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawRoundedRect(row.rect, tokens::radiusMd, tokens::radiusMd);
        painter->setBrush(Qt::NoBrush);
    };
    if (row.selected)
        fill(option.state.testFlag(QStyle::State_Active) ? theme.fillSelected : theme.fillSelectedInactive);
    else if (row.current)
        fill(theme.fillPlaying);
    if (row.hovered) fill(theme.fillHover);
    paintLead(row);
    const int side = m_look.px(36);
    paintCover(row, row.place(coverFrom(m_look), side));
    paintState(row, keepPlace(row.rect, row.mirrored));

    const int timeWidth = m_look.px(64);
    const int end = stateWidth();
    const QRect time = row.place(row.rect.width() - end - timeWidth, timeWidth);
    const qint64 duration = index.data(NetworkModel::DurationRole).toLongLong();
    painter->setFont(m_look.type().tabular(Type::Body));
    painter->setPen(theme.textSecondary);
    const auto far = Qt::AlignVCenter | Qt::AlignAbsolute | (row.mirrored ? Qt::AlignLeft : Qt::AlignRight);
    if (duration > 0) painter->drawText(time, static_cast<int>(far), timeText(duration));

    const int textFrom = coverFrom(m_look) + side + 10;
    const bool failed = row.state == KeptState::Failed;
    const QString second =
        index.data(failed ? int(NetworkModel::ReasonRole) : int(NetworkModel::ArtistRole)).toString();
    paintTwoLines(*painter, row.place(textFrom, row.rect.width() - textFrom - end - timeWidth - padding),
                  {index.data().toString(), second, row.current ? theme.tideBase : theme.textPrimary,
                   failed ? theme.stateFailed : theme.textSecondary, row.current},
                  m_look, row.mirrored);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(QRectF(row.rect).adjusted(1, 1, -1, -1), tokens::radiusMd, tokens::radiusMd);
    }
    painter->restore();
}

void NetworkDelegate::paintLead(const Row& row) const
{
    const Theme& theme = m_look.theme();
    const QRect place = row.place(padding, 18);
    if (row.hovered) {
        m_look.icons().paint(row.painter, place, row.current && m_running ? u"pause"_s : u"play"_s, theme.textPrimary,
                             iconSide);
    } else if (row.current) {
        paintSwellGlyph(row.painter, place, theme.tideBase);
    } else {
        row.painter.setFont(m_look.type().tabular(Type::Small));
        row.painter.setPen(row.selected ? theme.textSecondary : theme.textTertiary);
        const auto near = Qt::AlignVCenter | Qt::AlignAbsolute | (row.mirrored ? Qt::AlignRight : Qt::AlignLeft);
        row.painter.drawText(row.place(padding, m_look.px(leadWidth)), static_cast<int>(near),
                             QLocale().toString(row.index.row() + 1));
    }
}

void NetworkDelegate::paintCover(const Row& row, const QRect& place) const
{
    const int side = place.width();
    const auto& model = static_cast<const NetworkModel&>(*row.index.model());
    const QString seed = row.index.data(NetworkModel::CoverSeedRole).toString();
    row.painter.drawPixmap(QPoint(place.left(), place.center().y() - side / 2),
                           m_covers.pixmap(model.nameAt(row.index.row()), seed, side, tokens::radiusSm,
                                           row.painter.device()->devicePixelRatioF()));
}

void NetworkDelegate::paintState(const Row& row, const QRect& place) const
{
    const Theme& theme = m_look.theme();
    const auto icon = [&](const QString& name, const QColor& colour) {
        m_look.icons().paint(row.painter, place, name, colour, iconSide);
    };
    switch (row.state) {
    case KeptState::None: icon(u"offline"_s, row.hovered ? theme.textPrimary : theme.textTertiary); break;
    case KeptState::Queued: icon(u"clock"_s, theme.textTertiary); break;
    case KeptState::Paused: icon(u"pause"_s, theme.textTertiary); break;
    case KeptState::Kept: icon(u"kept"_s, theme.tideBase); break;
    case KeptState::Failed: icon(u"alert"_s, theme.stateFailed); break;
    case KeptState::Downloading: {
        const QPointF middle = QRectF(place).center();
        const QRectF ring(middle.x() - 6, middle.y() - 6, 12, 12);
        row.painter.setPen(QPen(theme.fillTrack, 2));
        row.painter.drawEllipse(ring);
        row.painter.setPen(QPen(theme.tideBase, 2, Qt::SolidLine, Qt::RoundCap));
        const int percent = std::max(3, row.index.data(NetworkModel::PercentRole).toInt());
        row.painter.drawArc(ring, 90 * 16, -percent * 360 * 16 / 100);
        break;
    }
    }
}

QSize NetworkDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {200, m_look.px(tokens::sizeRowComfortable)};
}

bool NetworkDelegate::editorEvent(QEvent* event, QAbstractItemModel*, const QStyleOptionViewItem& option,
                                  const QModelIndex& index)
{
    const bool release = event->type() == QEvent::MouseButtonRelease;
    if (!release && event->type() != QEvent::MouseButtonDblClick) return false;
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() != Qt::LeftButton) return false;
    const QPoint at = mouse->position().toPoint();
    const bool mirrored = option.direction == Qt::RightToLeft;
    const bool keep = keepPlace(option.rect, mirrored).contains(at);
    const bool play = playPlace(option.rect, mirrored).contains(at);
    if (release && keep) Q_EMIT keepClicked(index.row());
    if (release && play) Q_EMIT playClicked(index.row());
    return keep || play; // the second click of two is not the row's
}

bool NetworkDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    const bool overKeep = keepPlace(option.rect, option.direction == Qt::RightToLeft).contains(event->pos());
    const auto state = static_cast<KeptState>(index.data(NetworkModel::StateRole).toInt());
    if (event->type() != QEvent::ToolTip || !overKeep || state != KeptState::None)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QToolTip::showText(event->globalPos(), tr("Keep offline"), view);
    return true;
}

} // namespace groundswell::ui
