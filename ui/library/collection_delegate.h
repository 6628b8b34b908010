#pragma once

#include "ui/style/look.h"

#include <QStyledItemDelegate>

namespace groundswell::ui {

class CoverPixmaps;

/// Paints a card of a grid: the cover (round for a person), the title and a quiet line.
class CollectionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Shape { Square, Round };
    CollectionDelegate(const Look& look, CoverPixmaps& covers, Shape shape, QObject* parent);

    /// The width of a card; its cover fills it.
    void setCardWidth(int width) { m_cardWidth = width; }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Look& m_look;
    CoverPixmaps& m_covers;
    Shape m_shape;
    int m_cardWidth = 126;
};

} // namespace groundswell::ui
