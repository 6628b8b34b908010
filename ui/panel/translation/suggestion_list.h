#pragma once

#include "ui/style/theme.h"

#include <QWidget>

#include <vector>

namespace groundswell::ui {

class Look;

/// Something the editor proposes for the line.
struct Suggestion
{
    enum class Kind { Memory, Spelling };
    Kind kind = Kind::Memory;
    int percent = 0;  ///< Memory: how like the source is
    QString text;     ///< what the line or the word would be
    QString replaced; ///< Spelling: the word as it stands
    QString origin;   ///< where it comes from
    QString keys;     ///< "Alt 1"

    bool operator==(const Suggestion&) const = default;
};

/// Suggestions under the editor, one a row, painted; a click takes one. GUI thread.
class SuggestionList final : public QWidget
{
    Q_OBJECT

public:
    explicit SuggestionList(const Look& look, QWidget* parent = nullptr);

    void setSuggestions(std::vector<Suggestion> suggestions);
    [[nodiscard]] const std::vector<Suggestion>& suggestions() const noexcept { return m_suggestions; }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void paintOne(QPainter& painter, const Suggestion& suggestion, const QRectF& row, bool hovered) const;
    [[nodiscard]] int rowHeight() const;

    const Look& m_look;
    std::vector<Suggestion> m_suggestions;
    int m_hovered = -1;
};

} // namespace groundswell::ui
