#pragma once

#include "translation/spell_checker.h"
#include "ui/panel/translation/translation_model.h"

#include <QStyledItemDelegate>

namespace groundswell::ui {

class Look;
class SpellService;

/// Paints the closed rows of the translation table: state, number, source, translation with its squiggles, time. The
/// open row is a widget; here it only gets its height.
class UnitDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    UnitDelegate(const Look& look, TranslationModel& model, SpellService& spelling, QObject* parent = nullptr);

    void setOpenRow(int row, int height);
    /// The width of the rows in px: narrow ones are taller.
    void setWidth(int width);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintText(QPainter& painter, const QRectF& rect, int row) const;

    const Look& m_look;
    TranslationModel& m_model;
    SpellService& m_spelling;
    int m_open = -1;
    int m_openHeight = 0;
    bool m_stacked = false;
};

/// A wavy line under a word, 2 px high.
void paintSquiggle(QPainter& painter, qreal left, qreal right, qreal y, const QColor& colour);

} // namespace groundswell::ui
