#pragma once

#include "ui/style/look.h"

#include <QSlider>
#include <QWidget>

class QLabel;

namespace groundswell::ui {

/// How large the text is, between a small and a large A: four steps, of which the chosen one is written at the end.
class TextSizeSlider final : public QWidget
{
    Q_OBJECT

public:
    /// `percent` is one of the steps of LookSettings::textPercent.
    TextSizeSlider(const Look& look, int percent, QWidget* parent = nullptr);

Q_SIGNALS:
    void chosen(int percent);

private:
    void showStep();

    QSlider* m_slider;
    QLabel* m_value;
};

} // namespace groundswell::ui
