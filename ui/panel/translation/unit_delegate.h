#pragma once

#include "translation/spell_checker.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/parts/text_block.h"

#include <QHash>
#include <QStyledItemDelegate>

namespace groundswell::ui {

class Look;
class SpellService;

/// Paints the closed rows of the translation table: state, number, source, translation with its squiggles, time. What
/// is too long for its column takes a second line. The open row is a widget; here it only gets its height.
class UnitDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    UnitDelegate(const Look& look, TranslationModel& model, SpellService& spelling, QObject* parent = nullptr);

    void setOpenRow(int row, int height);
    /// The width of the rows in px.
    void setWidth(int width);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    /// Both texts of a row as they were last laid out, and for what.
    struct Texts
    {
        QString source;
        QString target;
        qreal width = 0;
        int rev = 0; ///< of the look
        TextBlock sourceBlock;
        TextBlock targetBlock;
    };
    [[nodiscard]] const Texts& texts(int row) const;
    void paintTarget(QPainter& painter, QPointF topLeft, const Texts& texts) const;

    const Look& m_look;
    TranslationModel& m_model;
    SpellService& m_spelling;
    int m_open = -1;
    int m_openHeight = 0;
    qreal m_width = 0;
    mutable QHash<int, Texts> m_texts;
};

/// A wavy line under a word, 2 px high.
void paintSquiggle(QPainter& painter, qreal left, qreal right, qreal y, const QColor& colour);

} // namespace groundswell::ui
