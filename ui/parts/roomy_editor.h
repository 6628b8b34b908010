#pragma once

#include <QPlainTextEdit>

namespace groundswell::ui {

/// A plain text editor whose lines are as far apart as the design says: QPlainTextEdit itself knows only the font's own
/// distance. Between two lines a click belongs to the nearer one. Files are no text: they are for what lies around it.
/// GUI thread.
class RoomyEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit RoomyEditor(QWidget* parent = nullptr);

    /// From one line to the next, px; less than the font needs gives the font's own.
    void setLineHeight(int px);
    /// How many lines the text fills at the present width.
    [[nodiscard]] int lines() const;
    /// How much height so many lines of the text need, in px, without the margins around it.
    [[nodiscard]] int heightOf(int lines) const;

protected:
    [[nodiscard]] bool canInsertFromMimeData(const QMimeData* source) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    /// The event as if it had met the middle of the nearest line.
    [[nodiscard]] QMouseEvent onLine(const QMouseEvent& event) const;

    class Lines;
    Lines* m_lines; ///< the document's
};

} // namespace groundswell::ui
