#pragma once

#include "ui/parts/buttons.h"

#include <QPushButton>
#include <QStringList>

class QStyleOptionButton;

namespace groundswell::ui {

/// A button that opens a menu, and shows so by an arrow at its end. Its words may be a chain, as "日本語" and
/// "English", with an arrow from each to the next.
class MenuButton final : public QPushButton
{
    Q_OBJECT

public:
    MenuButton(const Look& look, ButtonKind kind, const QString& iconName = {}, QWidget* parent = nullptr);

    /// The words of the chain; the last one is what the menu changes.
    void setChain(const QStringList& words);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    /// From the words' end to the arrow's far end, in px.
    [[nodiscard]] int arrowRoom() const;
    void paintChain(QPainter& painter, const QRect& room) const;

    const Look& m_look;
    QStringList m_chain;
};

} // namespace groundswell::ui
