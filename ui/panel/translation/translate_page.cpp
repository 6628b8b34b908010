#include "ui/panel/translation/translate_page.h"

#include "base/clock.h"
#include "community/village.h"
#include "media/player.h"
#include "ui/panel/lyrics/lyric_sheet.h"
#include "ui/panel/parts/delivery.h"
#include "ui/panel/parts/now_playing_bar.h"
#include "ui/panel/parts/put_back.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/checks_panel.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/minimap.h"
#include "ui/panel/translation/proposals.h"
#include "ui/panel/translation/spell_service.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_delegate.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/notice.h"
#include "ui/parts/switch_button.h"
#include "ui/parts/words_language.h"
#include "ui/style/settings_store.h"

#include <QDateTime>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto checkPause = 300ms;
}

TranslatePage::TranslatePage(const PanelContext& context, SongWords& words, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_words(words)
    , m_model(new TranslationModel(this))
    , m_keeper(new DraftKeeper(context.village, this))
    , m_spelling(new SpellService(this))
    , m_proposals(new Proposals(context.village, this))
    , m_delivery(new Delivery(context.village, this))
    , m_list(new QListView(this))
    , m_delegate(new UnitDelegate(context.look, *m_model, *m_spelling, m_list))
    , m_editor(new UnitEditor(context.look, *m_model, *m_spelling, *m_proposals, m_list->viewport()))
    , m_minimap(new Minimap(context.look, this))
    , m_checks(new ChecksPanel(context.look, *m_model, this))
    , m_elsewhere(new NowPlayingBar(context.look, tr("You are still translating \u201c%1\u201d"), this))
    , m_empty(new EmptyState(context.look, u"translate"_s, {}, {}, this))
    , m_checkPause(new QTimer(this))
    , m_writer(writerNow(context.village.account()))
{
    setObjectName(u"translatePage"_s);
    build();
    connectParts();
    setFocusProxy(m_list);
    wordsChanged();
}

TranslatePage::~TranslatePage()
{
    flush();
}

void TranslatePage::connectParts()
{
    m_checkPause->setSingleShot(true);
    m_checkPause->setInterval(checkPause);
    connect(m_checkPause, &QTimer::timeout, this, &TranslatePage::check);
    connect(&m_words, &SongWords::changed, this, &TranslatePage::wordsChanged);
    connect(m_model, &TranslationModel::edited, this, [this] {
        m_confirmed = false;
        stay();
        m_keeper->keep(m_model->document());
        m_checkPause->start();
        m_list->scrollTo(m_model->index(m_editor->row())); // what is typed is seen
    });
    connect(m_model, &TranslationModel::summaryChanged, this, &TranslatePage::refresh);
    connect(m_keeper, &DraftKeeper::opened, this, &TranslatePage::draftOpened);
    connect(m_keeper, &DraftKeeper::saved, this, &TranslatePage::showSaved);
    connect(m_keeper, &DraftKeeper::failed, this, &TranslatePage::report);
    connect(m_keeper, &DraftKeeper::published, this, [this] {
        tellDelivery();
        m_delivery->follow(m_parcel); // it may have arrived
        refreshPublish();
    });
    connect(m_delivery, &Delivery::arrived, this, &TranslatePage::tellPublished);
    connect(m_delivery, &Delivery::stopped, this, [this] {
        if (!m_promised.isEmpty()) m_context.notice.takeBack(std::exchange(m_promised, {}));
        if (m_tellsDelivery) note({}, false);
    });
    m_list->installEventFilter(this);
    connect(m_spelling, &SpellService::availableChanged, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(m_spelling, &SpellService::checked, m_list->viewport(), qOverload<>(&QWidget::update));
    connect(m_spelling, &SpellService::availableChanged, m_checkPause, qOverload<>(&QTimer::start));
    connect(m_spelling, &SpellService::checked, m_checkPause, qOverload<>(&QTimer::start));
    connect(m_editor, &UnitEditor::heightChanged, this, &TranslatePage::placeEditor);
    connect(m_editor, &UnitEditor::worked, this, &TranslatePage::stay);
    connect(m_editor, &UnitEditor::entered, this, &TranslatePage::enterLine);
    connect(m_editor, &UnitEditor::doneAndNext, this, &TranslatePage::doneAndNext);
    connect(m_editor, &UnitEditor::moveRequested, this, &TranslatePage::step);
    connect(m_editor, &UnitEditor::hearRequested, this, &TranslatePage::hear);
    connect(m_editor, &UnitEditor::acceptRequested, this, &TranslatePage::accept);
    connect(m_editor, &UnitEditor::dropRequested, m_proposals,
            [this](const api::Suggestion& proposal) { m_proposals->drop(proposal, removalDelay(m_context)); });
    connect(m_proposals, &Proposals::dropped, this,
            [this](OperationId removal) { offerToKeep(m_context, tr("The suggestion is being dropped."), removal); });
    connect(m_proposals, &Proposals::changed, this, &TranslatePage::showProposals);
    connect(m_proposals, &Proposals::failed, this, &TranslatePage::report);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &TranslatePage::placeEditor);
    connect(m_list->verticalScrollBar(), &QScrollBar::rangeChanged, this, &TranslatePage::placeEditor);
    const auto chosen = [this](int row) {
        stay();
        openRow(row);
    };
    connect(m_minimap, &Minimap::lineChosen, this, chosen);
    connect(m_checks, &ChecksPanel::goRequested, this, chosen);
    connect(m_list, &QListView::clicked, this, [chosen](const QModelIndex& index) { chosen(index.row()); });
    connect(m_list, &QListView::activated, this, [chosen](const QModelIndex& index) { chosen(index.row()); });
    connect(m_elsewhere, &NowPlayingBar::goOverRequested, this, &TranslatePage::goOver);
    connect(&m_words, &SongWords::waitingChanged, this, &TranslatePage::showElsewhere);
    connect(&m_context.player, &media::Player::currentChanged, this, &TranslatePage::showElsewhere);
    connect(m_empty, &EmptyState::acted, this, &TranslatePage::wordsRequested);
    connect(&m_context.village.account(), &community::Account::changed, this, &TranslatePage::changeWriter);
    connect(&m_context.settings, &SettingsStore::changed, this, [this](const QString& key) {
        if (key == words_language::own || key == words_language::translated) turnTo(defaultLanguage());
    });
    connect(&m_context.village, &community::Village::statusChanged, this, [this] {
        const community::SyncStatus& status = m_context.village.status();
        const bool over = status.state == community::SyncState::InStep || status.conflicts > 0;
        if (over && !m_promised.isEmpty()) m_context.notice.takeBack(std::exchange(m_promised, {}));
        if (m_tellsDelivery && m_delivery->isUnderWay()) note(onItsWayText(status), false, true);
        refreshPublish();
    });
    connect(&m_context.player, &media::Player::positionChanged, this, &TranslatePage::follow);
    connect(&m_context.look, &Look::changed, this, [this] {
        m_openHeight = 0;
        m_list->doItemsLayout();
        placeEditor();
    });
}

void TranslatePage::check()
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_model->setMisspellings(m_model->text(row), m_spelling->look(m_model->text(row)));
    m_model->check();
}

void TranslatePage::flush()
{
    m_keeper->flush();
}

// ------------------------------------------------------------------ rows

void TranslatePage::openRow(int row)
{
    showRow(row);
    if (row >= 0 && row == m_editor->row()) m_editor->editor().setFocus();
}

void TranslatePage::showRow(int row)
{
    if (row >= m_model->rowCount()) return;
    flush();
    m_delegate->setOpenRow(row, 0);
    m_editor->setRow(row);
    if (row < 0 && m_editor->isAncestorOf(window()->focusWidget())) m_list->setFocus(); // it does not go elsewhere
    m_editor->setVisible(row >= 0);
    setFocusProxy(row < 0 ? static_cast<QWidget*>(m_list) : &m_editor->editor());
    m_openHeight = 0;
    if (row < 0) {
        m_list->doItemsLayout();
        return;
    }
    const QModelIndex index = m_model->index(row);
    placeEditor();
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index, QAbstractItemView::EnsureVisible);
    placeEditor();
    refresh();
}

void TranslatePage::placeEditor()
{
    const int row = m_editor->row();
    if (row < 0 || row >= m_model->rowCount()) return;
    if (m_editor->width() != m_list->viewport()->width())
        m_editor->resize(m_list->viewport()->width(), m_editor->height());
    if (const int wanted = m_editor->wantedHeight(); wanted != m_openHeight) {
        m_openHeight = wanted;
        m_delegate->setOpenRow(row, wanted);
        m_list->doItemsLayout();
    }
    // A child of the viewport and not an index widget: the view would delete it when the model changes.
    QRect place = m_list->visualRect(m_model->index(row));
    place.setWidth(m_list->viewport()->width()); // the view's own layout may be one resize behind
    m_editor->setGeometry(place);
}

void TranslatePage::doneAndNext()
{
    const int row = m_editor->row();
    if (row < 0) return;
    m_model->setDone(row);
    flush();
    check();
    openRow(std::min(row + 1, m_model->rowCount() - 1));
}

void TranslatePage::step(int by)
{
    const int row = m_editor->row() + by;
    if (row >= 0 && row < m_model->rowCount()) openRow(row);
}

void TranslatePage::showLine(LineId line)
{
    const int row = line.isNull() ? m_model->nextOpen(-1) : m_model->rowOf(line);
    m_awaited = {};
    if (row < 0)
        m_awaited = {.song = m_words.state().song, .line = line, .focus = true};
    else
        openRow(row);
}

/// The row that the view goes to with the song; -1 where it does not.
int TranslatePage::soundingRow(qint64 ms) const
{
    const bool sounds = m_context.player.state() == media::PlayState::Playing && !m_words.isOtherWaiting();
    if (!m_follow->isChecked() || !isVisible() || !sounds) return -1;
    LyricSheet sheet;
    sheet.document = m_model->words();
    const qsizetype line = lineAt(sheet, ms);
    return line < 0 ? -1 : m_model->rowOf(sheet.document.lines.at(line).id);
}

/// The keyboard came to the open line: it is seen, and that which sounds where it came from elsewhere in the window.
void TranslatePage::enterLine(bool fromElsewhere)
{
    const int row = fromElsewhere && !m_words.isHeld() ? soundingRow(m_context.player.positionMs()) : -1;
    if (row >= 0 && row != m_editor->row()) showRow(row);
    m_list->scrollTo(m_model->index(m_editor->row()));
    placeEditor();
}

void TranslatePage::follow(qint64 ms)
{
    // Nothing moves the line away that somebody is in.
    if (window()->focusWidget() == &m_editor->editor()) return;
    const int row = soundingRow(ms);
    if (row >= 0 && row != m_list->property("heard").toInt()) {
        m_list->setProperty("heard", row);
        m_list->scrollTo(m_model->index(row), QAbstractItemView::PositionAtCenter);
    }
}

// ------------------------------------------------------------------ keys

void TranslatePage::keyPressEvent(QKeyEvent* event)
{
    const auto pressed = [event](int key, Qt::KeyboardModifiers modifiers) {
        return event->key() == key && (event->modifiers() & ~Qt::KeypadModifier) == modifiers;
    };
    if (pressed(Qt::Key_F7, Qt::NoModifier)) {
        if (const int row = m_checks->nextFrom(m_editor->row()); row >= 0) openRow(row);
    } else if (pressed(Qt::Key_R, Qt::ControlModifier)) {
        if (m_editor->row() >= 0 && m_model->line(m_editor->row()).startMs)
            hear(*m_model->line(m_editor->row()).startMs);
    } else if (pressed(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier)) {
        publish();
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool TranslatePage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress && typeAhead(static_cast<const QKeyEvent&>(*event)))
        return true;
    if (watched == m_list->viewport() && event->type() == QEvent::Resize) {
        m_delegate->setWidth(m_list->viewport()->width());
        m_openHeight = 0; // lay the rows out anew
        QMetaObject::invokeMethod(this, &TranslatePage::placeEditor, Qt::QueuedConnection);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace groundswell::ui
