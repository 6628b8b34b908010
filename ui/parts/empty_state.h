#pragma once

#include "ui/style/look.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace groundswell::ui {

/// What an empty page shows: one sentence and, where there is something to do, one button.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const Look& look, const QString& icon, const QString& sentence, const QString& act = {},
               QWidget* parent = nullptr);

    void setSentence(const QString& sentence);
    /// An empty text hides the button.
    void setAct(const QString& text);

Q_SIGNALS:
    void acted();

private:
    QLabel* m_sentence;
    QPushButton* m_act;
};

} // namespace groundswell::ui
