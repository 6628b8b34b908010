#pragma once

#include "ui/parts/word_diff.h"
#include "ui/parts/wrapped_label.h"

namespace groundswell::ui {

/// A wrapping label with some of its words on a tinted ground: what another text has not, or what it has in place of
/// it, which is struck through as well. GUI thread.
class MarkedLabel final : public WrappedLabel
{
    Q_OBJECT

public:
    enum class Kind {
        Added,
        Removed,
    };

    MarkedLabel(const Look& look, const QString& text, Type type, Tone tone, Kind kind, QWidget* parent = nullptr);

    /// Ranges of the text.
    void setMarks(const QList<TextRange>& marks);
    [[nodiscard]] const QList<TextRange>& marks() const noexcept { return m_marks; }

protected:
    void paintBehind(QPainter& painter, const TextBlock& lines, QPointF topLeft) override;

private:
    Kind m_kind;
    QList<TextRange> m_marks;
};

} // namespace groundswell::ui
