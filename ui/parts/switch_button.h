#pragma once

#include "ui/style/look.h"

#include <QAbstractButton>
#include <QVariantAnimation>

namespace groundswell::ui {

/// An on/off switch, 34x20. Its text is not painted: put a label beside it; the text is what screen readers say.
class SwitchButton final : public QAbstractButton
{
    Q_OBJECT

public:
    SwitchButton(const Look& look, const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Look& m_look;
    QVariantAnimation m_slide;
    double m_place = 0; ///< 0 off, 1 on
};

} // namespace groundswell::ui
