#pragma once

#include "ui/style/look.h"

#include <QLabel>

namespace groundswell::ui {

/// A line below a field that says how what is typed there does, with a shape beside the colour. It keeps its height
/// while it says nothing.
class NoteLabel final : public QLabel
{
    Q_OBJECT

public:
    enum class Mood { Quiet, Good, Careful, Bad };

    explicit NoteLabel(const Look& look, QWidget* parent = nullptr);

    void say(Mood mood, const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeRoom();

    const Look& m_look;
    Mood m_mood = Mood::Quiet;
};

} // namespace groundswell::ui
