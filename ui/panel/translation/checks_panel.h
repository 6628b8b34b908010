#pragma once

#include "translation/checks.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class Look;
class TranslationModel;

/// "Before you publish": the first findings, each with Go and Ignore; F7 goes through all of them.
class ChecksPanel final : public QWidget
{
    Q_OBJECT

public:
    ChecksPanel(const Look& look, TranslationModel& model, QWidget* parent = nullptr);

    /// The row of the next finding after this one, going round; -1 when there is none.
    [[nodiscard]] int nextFrom(int row) const;

Q_SIGNALS:
    void goRequested(int row);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void addRow(const translation::Finding& finding);
    void alignPlaces();

    const Look& m_look;
    TranslationModel& m_model;
    QLabel* m_count;
    QVBoxLayout* m_rows;
    QList<translation::Finding> m_shown;
    QList<QLabel*> m_places; ///< "Line 4", "Line 14": as wide as the widest
};

} // namespace groundswell::ui
