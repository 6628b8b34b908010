#pragma once

#include "ui/style/look.h"

#include <QTabBar>

namespace groundswell::ui {

/// The panel's tabs: words with a count behind them, the current one underlined in tide. Height 48.
class TabStrip final : public QTabBar
{
    Q_OBJECT

public:
    /// px from its edge to the first tab's words: there the focus ring goes around them.
    static constexpr int lead = 7;

    explicit TabStrip(const Look& look, QWidget* parent = nullptr);

    /// The quiet number behind a tab's title; below 0 hides it.
    void setCount(int tab, int count);
    /// Shows no tab as the current one while what is open has none.
    void setElsewhere(bool elsewhere);

protected:
    [[nodiscard]] QSize tabSizeHint(int tab) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int tab) const override { return tabSizeHint(tab); }
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QString countText(int tab) const;

    const Look& m_look;
    bool m_byKeyboard = false;
    bool m_elsewhere = false;
};

} // namespace groundswell::ui
