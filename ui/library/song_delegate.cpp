#include "ui/library/song_delegate.h"

#include "ui/library/cover_pixmaps.h"
#include "ui/library/row_parts.h"
#include "ui/player/time_text.h"
#include "ui/style/own_direction.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <array>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

using Field = library::TrackField;
using Model = library::TrackListModel;

/// What all cells of a row need while one is painted.
struct SongDelegate::Cell
{
    QPainter& painter;
    const QModelIndex& index;
    QRect rect;
    SongRowState state;
    bool mirrored = false;
    bool online = true;
    bool broken = false;
    double dpr = 1;

    [[nodiscard]] QVariant field(Field field) const { return index.data(Model::role(field)); }
    [[nodiscard]] QRect place(const QRect& leftToRight) const
    {
        return mirrored ? QRect(rect.left() + rect.right() - leftToRight.right(), leftToRight.top(),
                                leftToRight.width(), leftToRight.height())
                        : leftToRight;
    }
    [[nodiscard]] Qt::Alignment start() const
    {
        return (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::AlignAbsolute;
    }
    [[nodiscard]] Qt::Alignment end() const
    {
        return (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter | Qt::AlignAbsolute;
    }
};

SongDelegate::SongDelegate(const Look& look, CoverPixmaps& covers, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_covers(covers)
{
}

QSize SongDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {0, m_comfortable ? m_look.px(tokens::sizeRowComfortable) : m_look.px(m_look.settings().rowHeight)};
}

void SongDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    Cell cell{*painter, index, option.rect, m_rowState ? m_rowState(index.row()) : SongRowState{}};
    cell.mirrored = option.direction == Qt::RightToLeft;
    cell.dpr = painter->device()->devicePixelRatioF();
    painter->save();
    if (!cell.field(Field::Loaded).toBool()) {
        index.data(); // asks for the page
        paintLoading(cell, index.column());
        painter->restore();
        return;
    }
    cell.online = cell.field(Field::Online).toBool();
    cell.broken = !cell.field(Field::Error).toString().isEmpty();
    const Tone quiet = cell.state.selected ? Tone::Secondary : Tone::Tertiary;
    switch (index.column()) {
    case Model::TrackNoColumn: paintNumber(cell); break;
    case Model::TitleColumn: paintTitle(cell); break;
    case Model::ArtistColumn:
        paintText(cell, cell.field(Field::Artist).toString(),
                  cell.online && !cell.broken ? Tone::Secondary : Tone::Tertiary);
        break;
    case Model::WordsColumn: paintWords(cell); break;
    case Model::CommentsColumn: paintComments(cell, quiet); break;
    case Model::DurationColumn: paintTime(cell); break;
    default: paintText(cell, index.data().toString(), quiet); break;
    }
    painter->restore();
}

/// Kept as pixmaps: while somebody scrolls fast there are three in each row, and round corners are slow to draw.
void SongDelegate::paintBar(const Cell& cell, const QRect& leftToRight, int radius) const
{
    const QRect place = cell.place(leftToRight);
    if (place.isEmpty()) return;
    const QColor& colour = m_look.theme().fillControl;
    const Bar bar{place.width(), place.height(), radius, colour.rgba(), cell.dpr};
    if (const auto* kept = m_bars.object(bar)) return cell.painter.drawPixmap(place.topLeft(), *kept);
    QPixmap drawn((QSizeF(place.size()) * cell.dpr).toSize());
    drawn.setDevicePixelRatio(cell.dpr);
    drawn.fill(Qt::transparent);
    {
        QPainter painter(&drawn);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRect({}, place.size()), radius, radius);
    }
    cell.painter.drawPixmap(place.topLeft(), drawn);
    m_bars.insert(bar, new QPixmap(drawn));
}

void SongDelegate::paintLoading(const Cell& cell, int column) const
{
    if (column != Model::TitleColumn && column != Model::ArtistColumn) return;
    int from = 0;
    if (column == Model::TitleColumn) {
        const int side = coverSide();
        paintBar(cell, QRect(cell.rect.left(), cell.rect.center().y() - side / 2 + 1, side, side), tokens::radiusXs);
        from = side + 10;
    }
    const int share = cell.rect.width() * (column == Model::TitleColumn ? 45 + cell.index.row() * 7 % 30 : 60) / 100;
    paintBar(cell, QRect(cell.rect.left() + from, cell.rect.center().y() - 4, share, 8), 4);
}

void SongDelegate::paintNumber(const Cell& cell) const
{
    const auto& theme = m_look.theme();
    const QRect inner = cell.place(cell.rect.adjusted(rowPadding, 0, 0, 0));
    if (cell.state.hovered && !cell.broken) {
        const QString glyph = cell.state.playing ? u"pause"_s : u"play"_s;
        m_look.icons().paint(
            cell.painter, cell.place(QRect(cell.rect.left() + rowPadding - 1, cell.rect.top(), 18, cell.rect.height())),
            glyph, theme.textPrimary, 16);
    } else if (cell.state.current) {
        paintSwellGlyph(
            cell.painter,
            QRectF(cell.place(QRect(cell.rect.left() + rowPadding, cell.rect.top(), 18, cell.rect.height()))),
            theme.tideBase);
    } else {
        cell.painter.setPen(cell.state.selected ? theme.textSecondary : theme.textTertiary);
        m_look.lines().draw(cell.painter, inner, cell.start(), QLocale().toString(cell.index.row() + 1),
                            m_look.type().tabular(Type::Small));
    }
}

int SongDelegate::coverSide() const
{
    return m_look.px(m_comfortable ? 36 : m_look.settings().rowHeight < 32 ? 20 : tokens::sizeCoverRow);
}

void SongDelegate::paintTitle(const Cell& cell) const
{
    const auto& theme = m_look.theme();
    auto& painter = cell.painter;
    const int side = coverSide();
    const QRect cover =
        cell.place(QRect(cell.rect.left(), cell.rect.center().y() - side / 2 + (side % 2 == 0 ? 1 : 0), side, side));
    const QString album = cell.field(Field::Album).toString();
    const QString seed = album.isEmpty() ? cell.field(Field::Title).toString() : album;
    if (!cell.online || cell.broken) painter.setOpacity(0.45);
    painter.drawPixmap(cover.topLeft(), m_covers.pixmap(cell.field(Field::CoverKey).toString(), seed, side,
                                                        m_comfortable ? tokens::radiusSm : tokens::radiusXs, cell.dpr));
    painter.setOpacity(1);

    const QString title = cell.field(Field::Title).toString();
    painter.setPen(cell.state.current            ? theme.tideBase
                   : cell.online && !cell.broken ? theme.textPrimary
                                                 : theme.textTertiary);
    QRect text = cell.place(cell.rect.adjusted(side + 10, 0, -12, 0));
    if (m_comfortable) {
        const QString artist = cell.field(Field::Artist).toString();
        paintTwoLines(painter, text, {title, artist, painter.pen().color(), theme.textSecondary, cell.state.current},
                      m_look, cell.mirrored);
        return;
    }
    m_look.lines().draw(painter, text, cell.start(), inOwnDirection(title, painter.layoutDirection()),
                        m_look.font(cell.state.current ? Type::Strong : Type::Label, languageOfScript(title)));
}

void SongDelegate::paintText(const Cell& cell, const QString& text, Tone tone) const
{
    cell.painter.setPen(toneColour(m_look.theme(), tone));
    const bool number = cell.index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    m_look.lines().draw(cell.painter, cell.place(cell.rect.adjusted(0, 0, -12, 0)), number ? cell.end() : cell.start(),
                        inOwnDirection(text, cell.painter.layoutDirection()),
                        m_look.font(Type::Body, languageOfScript(text)));
}

QRect SongDelegate::wordsPlace(const QRect& cell, int place, bool mirrored) const
{
    const int step = m_look.px(20);
    const int x = mirrored ? cell.right() - place * step - 15 : cell.left() + place * step;
    return {x, cell.top(), 16, cell.height()};
}

void SongDelegate::paintWords(const Cell& cell) const
{
    const auto& theme = m_look.theme();
    const auto draw = [&](Field field, int place, const QString& icon, const QColor& colour) {
        if (cell.field(field).toBool())
            m_look.icons().paint(cell.painter, wordsPlace(cell.rect, place, cell.mirrored), icon, colour, 16);
    };
    draw(Field::HasLyrics, 0, u"lyrics"_s, theme.textSecondary);
    draw(Field::HasTranslation, 1, u"translate"_s, theme.textSecondary);
    draw(Field::HasStory, 2, u"stories"_s, theme.lanternMark);
}

void SongDelegate::paintComments(const Cell& cell, Tone tone) const
{
    cell.painter.setPen(toneColour(m_look.theme(), tone));
    m_look.lines().draw(cell.painter, cell.rect, cell.end(), cell.index.data().toString(),
                        m_look.type().tabular(Type::Body));
}

void SongDelegate::paintTime(const Cell& cell) const
{
    const auto& theme = m_look.theme();
    const int state = stateWidth(m_look);
    cell.painter.setPen(cell.online && !cell.broken ? theme.textSecondary : theme.textTertiary);
    const qint64 ms = cell.field(Field::Duration).toLongLong();
    if (ms > 0)
        m_look.lines().draw(cell.painter, cell.place(cell.rect.adjusted(0, 0, -state, 0)), cell.end(), timeText(ms),
                            m_look.type().tabular(Type::Body));
    const QRect place = cell.place(QRect(cell.rect.right() - rowPadding - 15, cell.rect.top(), 16, cell.rect.height()));
    if (cell.state.hovered)
        m_look.icons().paint(cell.painter, place, u"more"_s, theme.textPrimary, 16);
    else if (cell.broken)
        m_look.icons().paint(cell.painter, place, u"alert"_s, theme.stateFailed, 16);
    else if (!cell.online)
        m_look.icons().paint(cell.painter, place, u"cloud-off"_s, theme.textTertiary, 16);
}

bool SongDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                             const QModelIndex& index)
{
    if (!index.isValid() || event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QString text = index.data(Model::role(Field::Error)).toString();
    if (text.isEmpty() && !index.data(Model::role(Field::Online)).toBool() &&
        index.data(Model::role(Field::Loaded)).toBool())
        text = tr("Its folder is not here at the moment");
    if (text.isEmpty() && index.column() == Model::WordsColumn) {
        const std::array<std::pair<Field, QString>, 3> words{{{Field::HasLyrics, tr("Lyrics")},
                                                              {Field::HasTranslation, tr("Translation")},
                                                              {Field::HasStory, tr("Story")}}};
        for (int place = 0; place < 3; ++place) {
            if (index.data(Model::role(words[static_cast<size_t>(place)].first)).toBool() &&
                wordsPlace(option.rect, place, option.direction == Qt::RightToLeft).contains(event->pos()))
                text = words[static_cast<size_t>(place)].second;
        }
    }
    if (text.isEmpty() &&
        QFontMetrics(m_look.font(Type::Label)).horizontalAdvance(index.data().toString()) > option.rect.width() - 12)
        text = index.data().toString();
    QToolTip::showText(event->globalPos(), text.toHtmlEscaped(), view);
    return true;
}

} // namespace groundswell::ui
