#pragma once

#include "ui/style/look.h"

#include <QLabel>

namespace groundswell::ui {

class TextBlock;

/// Plain text over several lines, as far apart as its type style says; a QLabel sets them as close as the font allows.
/// With a font of another size than the style's the distance grows with it. Made by
/// wrappingLabel().
class WrappedLabel : public QLabel
{
    Q_OBJECT

public:
    WrappedLabel(const Look& look, Type type, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    /// Paints what stands behind the words of `lines`, which begin at `topLeft`.
    virtual void paintBehind(QPainter& /*painter*/, const TextBlock& /*lines*/, QPointF /*topLeft*/) {}
    [[nodiscard]] const Look& look() const noexcept { return m_look; }

private:
    [[nodiscard]] TextBlock block(int width) const;

    const Look& m_look;
    Type m_type;
};

} // namespace groundswell::ui
