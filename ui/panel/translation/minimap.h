#pragma once

#include "ui/style/state_dot.h"

#include <QWidget>

#include <vector>

namespace groundswell::ui {

class Look;

/// The whole song as segments, one a line in the colour of its state; a click jumps there.
class Minimap final : public QWidget
{
    Q_OBJECT

public:
    explicit Minimap(const Look& look, QWidget* parent = nullptr);

    void setStates(std::vector<StateDot> states, int current);
    [[nodiscard]] QSize sizeHint() const override { return {200, 14}; }

Q_SIGNALS:
    void lineChosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    const Look& m_look;
    std::vector<StateDot> m_states;
    int m_current = -1;
};

} // namespace groundswell::ui
