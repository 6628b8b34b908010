#pragma once

#include "base/error.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/panel/sync/conflict_rows.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class ConflictCard;

/// Where a person decides what becomes of two edits that crossed: line by line, mine, theirs or a third. Nothing is
/// sent before everything is decided; leaving keeps both. GUI thread.
class ConflictPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ConflictPage(const PanelContext& context, QWidget* parent = nullptr);

    /// Shows the conflict of this item of the outbox.
    void show(OperationId conflict);

    [[nodiscard]] const QList<ConflictCard*>& cards() const noexcept { return m_cards; }
    [[nodiscard]] QPushButton& finishButton() noexcept { return *m_finish; }

Q_SIGNALS:
    /// Decided, or put off: go back to where one came from.
    void left();

private:
    void showCase(const community::ConflictView& view, const lyrics::Document& words);
    void chooseAll(ConflictChoice choice);
    void finish();
    void refresh();
    void report(const Error& error);

    PanelContext m_context;
    QLabel* m_about;
    QLabel* m_mine;
    QLabel* m_theirs;
    QPushButton* m_finish;
    QVBoxLayout* m_column;
    QList<ConflictCard*> m_cards;
    ConflictCase m_case;
    OperationId m_operation;
};

} // namespace groundswell::ui
