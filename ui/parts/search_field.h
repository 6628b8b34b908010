#pragma once

#include "ui/style/look.h"

#include <QKeySequence>
#include <QLineEdit>

class QLabel;

namespace groundswell::ui {

/// A one-line field with a lens before the text and the shortcut's key cap at its end; Esc empties it, then leaves it.
class SearchField final : public QLineEdit
{
    Q_OBJECT

public:
    SearchField(const Look& look, const QString& placeholder, const QKeySequence& keys = {}, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Esc in the empty field: give the focus back to what had it.
    void left();
    /// The down key: into the list of what was found.
    void listRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void placeCap();

    const Look& m_look;
    QLabel* m_cap = nullptr;
};

} // namespace groundswell::ui
