#pragma once

#include "ui/parts/text_block.h"
#include "ui/style/look.h"

#include <QLabel>

#include <array>
#include <utility>

namespace groundswell::ui {

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
    /// The text laid out for a width, and all that it was laid out with.
    struct Setting
    {
        QString text;
        QFont font;
        Qt::Alignment side;
        double width = 0;
        double lineHeight = 0;
        bool operator==(const Setting&) const = default;
    };
    [[nodiscard]] const TextBlock& block(int width) const;

    const Look& m_look;
    Type m_type;
    // Layouts ask for the height at the preferred width and at their own, again and again: both are kept.
    mutable std::array<std::pair<Setting, TextBlock>, 2> m_kept;
    mutable size_t m_next = 0; ///< which of them makes room
};

} // namespace groundswell::ui
