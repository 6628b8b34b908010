#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "community/api/suggestion.h"
#include "translation/units.h"
#include "ui/panel/parts/delivery.h"
#include "ui/panel/parts/panel_context.h"
#include "ui/panel/parts/writer.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QListView;
class QMenu;
class QPushButton;
class QStackedLayout;
class QTimer;
QT_END_NAMESPACE

namespace groundswell::ui {

class ChecksPanel;
class DraftKeeper;
class EmptyState;
class MenuButton;
class Minimap;
class NowPlayingBar;
class Proposals;
class SongWords;
class SpellService;
class SwitchButton;
class TranslationModel;
class UnitDelegate;
class UnitEditor;

/// Source and translation side by side, a row a line, kept on this computer as it is typed and published when the
/// person says so. Works without a network and without an account. Whoever began to work on a song stays with it when
/// the next one plays, until they go over or leave the page. GUI thread.
class TranslatePage final : public QWidget
{
    Q_OBJECT

public:
    /// `words` outlives the page, which holds them while somebody works.
    TranslatePage(const PanelContext& context, SongWords& words, QWidget* parent = nullptr);
    ~TranslatePage() override;

    /// Opens a line; a null id the first that is not done.
    void showLine(LineId line);
    /// The language translated into.
    [[nodiscard]] QString language() const { return m_language; }
    /// Remembered, until the settings name another one.
    void setLanguage(const QString& tag);
    /// Commits what is typed.
    void flush();
    /// Leaves the song that is worked on for the one that plays.
    void goOver();
    void publish();

    [[nodiscard]] TranslationModel& model() noexcept { return *m_model; }
    [[nodiscard]] UnitEditor& unitEditor() noexcept { return *m_editor; }
    [[nodiscard]] QPushButton& publishButton() noexcept { return *m_publish; }
    [[nodiscard]] DraftKeeper& keeper() noexcept { return *m_keeper; }
    /// Opens a row and puts the keyboard into it; -1 closes the one that is open.
    void openRow(int row);

Q_SIGNALS:
    void seekRequested(qint64 ms);
    void signInRequested();
    /// There are no words yet: the lyrics page, where they can be added.
    void wordsRequested();
    /// Two edits crossed: the page where one chooses.
    void conflictRequested(groundswell::OperationId conflict);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// A line that is to be open once its draft is there.
    struct Awaited
    {
        SongId song;
        LineId line{};
        bool focus = false;             ///< the keyboard goes into it
        std::optional<QString> typed{}; ///< until then, by somebody who was writing in it
        int caret = 0;                  ///< where they wrote
    };
    void build();
    [[nodiscard]] QWidget* makeTopRow();
    [[nodiscard]] QWidget* makeCountsRow();
    [[nodiscard]] QWidget* makeColumnHeads();
    [[nodiscard]] QWidget* makeHints();
    void connectParts();
    void wordsChanged();
    void turnTo(const QString& tag);
    void reopen();
    void changeWriter();
    [[nodiscard]] bool isCrossed() const;
    [[nodiscard]] bool isBehind() const;
    void draftOpened(const translation::TranslationDocument& document);
    void goOnTyping(const Awaited& awaited);
    [[nodiscard]] bool typeAhead(const QKeyEvent& key);
    void showPublished();
    void showProposals();
    void accept(const api::Suggestion& proposal);
    void check();
    void refresh();
    void refreshPublish();
    void showPublishable(bool now, bool more);
    void showSaved(qint64 ms);
    /// Beside the button; a tick before what is kept. `delivery`: it is of what was published.
    void note(const QString& text, bool kept, bool delivery = false);
    [[nodiscard]] Delivery::Parcel parcelNow() const;
    void tellDelivery();
    void tellPublished();
    void doneAndNext();
    void step(int by);
    void showRow(int row);
    void placeEditor();
    [[nodiscard]] int soundingRow(qint64 ms) const;
    void enterLine(bool fromElsewhere);
    void follow(qint64 ms);
    /// Somebody works on this song: it is not taken away from them.
    void stay();
    /// Whether somebody is in the middle of a line.
    [[nodiscard]] bool isWriting() const;
    void showElsewhere();
    void hear(qint64 ms);
    void fillLanguages();
    void report(const Error& error);
    [[nodiscard]] QString defaultLanguage() const;

    PanelContext m_context;
    SongWords& m_words;
    TranslationModel* m_model;
    DraftKeeper* m_keeper;
    SpellService* m_spelling;
    Proposals* m_proposals;
    Delivery* m_delivery;
    QListView* m_list;
    UnitDelegate* m_delegate;
    UnitEditor* m_editor;
    Minimap* m_minimap;
    ChecksPanel* m_checks;
    NowPlayingBar* m_elsewhere;
    EmptyState* m_empty;
    QStackedLayout* m_stack = nullptr;
    MenuButton* m_pair = nullptr;
    QMenu* m_languages = nullptr;
    QLabel* m_saved = nullptr;
    QLabel* m_savedTick = nullptr; ///< before it, while it tells of what is kept
    QPushButton* m_publish = nullptr;
    QPushButton* m_publishMore = nullptr;
    QLabel* m_counts = nullptr;
    QWidget* m_countDots = nullptr;
    SwitchButton* m_follow = nullptr;
    QLabel* m_sourceHead = nullptr;
    QTimer* m_checkPause;
    Writer m_writer;
    QString m_language;
    QString m_title; ///< of the song that is worked on
    Awaited m_awaited;
    LyricsId m_openedFor;
    qint64 m_openedRevision = -1;
    bool m_crossed = false; ///< the open translation waits for a decision
    int m_openHeight = 0;
    Delivery::Parcel m_parcel;    ///< what is being handed to the outbox
    bool m_tellsDelivery = false; ///< the note beside the button is of m_delivery's
    QString m_promised;           ///< what was told of a publishing that waits for the network
    bool m_confirmed = false;     ///< problems were looked at: publish all the same
};

} // namespace groundswell::ui
