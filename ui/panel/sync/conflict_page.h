#pragma once

#include "base/error.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/panel/sync/conflict_rows.h"

#include <QTimer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLayout;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class Avatar;
class ConflictCard;
class CoverPicture;
class ElidedLabel;

/// Where a person decides what becomes of two edits that crossed: line by line, mine, theirs or a third. Nothing is
/// sent before everything is decided; leaving keeps both, and what was decided and written so far, which is committed
/// 300 ms after the first choice or key that is not kept. GUI thread.
class ConflictPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ConflictPage(const PanelContext& context, QWidget* parent = nullptr);
    ~ConflictPage() override;

    /// Shows the conflict of this item of the outbox.
    void show(OperationId conflict);
    /// Commits what is decided and not committed yet.
    void flush();

    [[nodiscard]] const QList<ConflictCard*>& cards() const noexcept { return m_cards; }
    [[nodiscard]] QPushButton& finishButton() noexcept { return *m_finish; }

Q_SIGNALS:
    /// Decided, or put off: go back to where one came from.
    void left();

private:
    [[nodiscard]] QLayout* makeBar();
    [[nodiscard]] QLayout* makeHeads();
    void showCase(const community::ConflictView& view, const lyrics::Document& words);
    void showSong(const QString& sourceLang);
    void chooseAll(ConflictChoice choice);
    void finish();
    void refresh();
    void report(const Error& error);

    PanelContext m_context;
    CoverPicture* m_cover; ///< of the song
    ElidedLabel* m_title;  ///< the same
    QLabel* m_languages;   ///< from which into which, or that it is the words themselves
    QLabel* m_about;
    QLabel* m_theirs;
    QLabel* m_theirRevision;
    Avatar* m_myFace;
    Avatar* m_theirFace;
    QPushButton* m_finish;
    QVBoxLayout* m_column;
    QList<ConflictCard*> m_cards;
    ConflictCase m_case;
    community::ConflictView m_view; ///< its operation is null when nothing is to be decided
    QTimer m_pause;
    bool m_changed = false; ///< decisions that are not kept yet
};

} // namespace groundswell::ui
