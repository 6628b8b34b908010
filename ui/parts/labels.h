#pragma once

#include "ui/style/look.h"

#include <QLabel>

#include <functional>

class QAbstractScrollArea;

namespace groundswell::ui {

/// The one way to make a label: always plain text (what other people wrote is never markup), in a type style and tone
/// of the design, following the text size.
[[nodiscard]] QLabel* plainLabel(const Look& look, const QString& text, Type type, Tone tone = Tone::Primary,
                                 QWidget* parent = nullptr);

/// A plain label that wraps, with the line height of its type style.
[[nodiscard]] QLabel* wrappingLabel(const Look& look, const QString& text, Type type, Tone tone = Tone::Primary,
                                    QWidget* parent = nullptr);

/// keepFont() for an editor. Below a style sheet of the application a widget's children do not take its font over, so
/// the viewport, which paints the placeholder, is told as well.
void keepFontOfEditor(QAbstractScrollArea& editor, const Look& look, const std::function<QFont()>& font);

/// Changes a label's tone.
void setTone(QLabel& label, Tone tone);

/// A small key cap, "Ctrl K".
[[nodiscard]] QLabel* keyCap(const Look& look, const QKeySequence& keys, QWidget* parent = nullptr);

/// A keyboard shortcut as people read it on this system: "Ctrl K", "⌘K".
[[nodiscard]] QString keysText(const QKeySequence& keys);

/// One line of plain text that ends in "…" where the room ends; the whole text is its tooltip then.
class ElidedLabel : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText)

public:
    ElidedLabel(const Look& look, Type type, Tone tone = Tone::Primary, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    /// The language tag chooses the CJK family; empty: by script.
    void setText(const QString& text, const QString& language = {});
    void setTone(Tone tone);
    /// Another size and weight than the type style's, in px at 100 % and as in CSS.
    void setFontOverride(double size, int weight);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] QFont currentFont() const;

    const Look& m_look;
    Type m_type;
    Tone m_tone;
    double m_size = 0;
    int m_weight = 0;
    QString m_text;
    QString m_language;
};

} // namespace groundswell::ui
