// Which song's draft the translation page shows, and for how long; what one does in it is in translate_page.cpp.
#include "ui/panel/translation/translate_page.h"

#include "base/language_name.h"
#include "community/village.h"
#include "media/player.h"
#include "ui/panel/parts/now_playing_bar.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/proposals.h"
#include "ui/panel/translation/spell_service.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/menu_button.h"
#include "ui/parts/notice.h"
#include "ui/parts/own_language.h"
#include "ui/parts/words_language.h"
#include "ui/parts/written_languages.h"
#include "ui/style/settings_store.h"

#include <QHideEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

QString TranslatePage::defaultLanguage() const
{
    const QString kept = m_context.settings.value(words_language::translated);
    const QString own = m_context.settings.value(words_language::own);
    const QString source = m_words.state().document.lang;
    const QString mine = ownLanguage();
    for (const QString& candidate : {kept, own, mine, u"en"_s, u"es"_s}) {
        if (!candidate.isEmpty() && !isSameLanguage(candidate, source)) return candidate;
    }
    return u"en"_s;
}

void TranslatePage::wordsChanged()
{
    const WordsState& state = m_words.state();
    const bool hasWords = !state.id.isNull() && !state.document.lines.isEmpty();
    m_stack->setCurrentIndex(hasWords ? 0 : 1);
    if (!hasWords) {
        m_keeper->close();
        m_proposals->open({}, {});
        m_openedFor = {};
        m_empty->setSentence(state.song.isNull() ? tr("Play a song to translate its words.")
                                                 : tr("This song has no words here yet. Add them first."));
        m_empty->setAct(state.song.isNull() || m_words.isLoading() ? QString() : tr("Add the words"));
        return;
    }
    const bool crossed = isCrossed();
    const bool settled = std::exchange(m_crossed, crossed) && !crossed;
    if (state.id == m_openedFor && state.revision == m_openedRevision && !settled && !isBehind()) {
        showPublished();
        refreshPublish();
        return;
    }
    reopen();
}

bool TranslatePage::isCrossed() const
{
    return std::ranges::any_of(m_words.state().translations, [this](const WordsTranslation& translation) {
        return translation.lang == m_language && translation.view.sendState == community::SendState::Conflict;
    });
}

void TranslatePage::reopen()
{
    const WordsState& state = m_words.state();
    if (m_context.village.songs().current(m_awaited.song) != state.song) m_awaited = {};
    if (state.id == m_openedFor && m_editor->row() >= 0) { // the words were improved meanwhile: stay at the line
        m_awaited = {state.song, m_model->line(m_editor->row()).id};
        if (m_editor->editor().hasFocus()) m_awaited.typed.emplace();
        m_awaited.caret = m_editor->editor().textCursor().position();
    }
    showRow(-1);
    if (m_language.isEmpty() || state.id != m_openedFor) m_language = defaultLanguage();
    m_openedFor = state.id;
    m_openedRevision = state.revision;
    const auto playing = m_context.player.current();
    if (playing && !m_words.isOtherWaiting()) m_title = playing->title;
    m_pair->setChain({languageName(state.document.lang), languageName(m_language)});
    m_pair->setAccessibleName(tr("From %1 into %2").arg(languageName(state.document.lang), languageName(m_language)));
    m_sourceHead->setText(state.revision > 0 ? tr("Source, revision %1").arg(state.revision)
                                             : tr("Source, from the file"));
    if (!m_tellsDelivery || m_delivery->parcel().song != state.song || m_delivery->parcel().lang != m_language)
        note({}, false);
    m_model->show({}, {}, {});
    m_keeper->open(state.song, state.id, state.revision, state.document, m_language);
}

/// The draft that is open stays the former's, and that of who writes now takes its place.
void TranslatePage::changeWriter()
{
    const Writer now = writerNow(m_context.village.account());
    if (now.id == std::exchange(m_writer, now).id || m_openedFor.isNull()) return;
    note({}, false);
    reopen();
}

void TranslatePage::setLanguage(const QString& tag)
{
    turnTo(tag);
    m_context.settings.setValue(words_language::translated, tag);
}

void TranslatePage::fillLanguages()
{
    m_languages->clear();
    QStringList tags;
    const QString source = m_words.state().document.lang;
    const auto add = [&](const QString& tag) {
        const auto same = [&tag](const QString& other) { return isSameLanguage(tag, other); };
        if (tag.isEmpty() || same(u"c"_s) || same(source) || std::ranges::any_of(tags, same)) return;
        tags.append(tag);
        QAction* action = m_languages->addAction(languageName(tag), this, [this, tag] { setLanguage(tag); });
        action->setCheckable(true);
        action->setChecked(isSameLanguage(tag, m_language));
    };
    // What there is already comes first, then the person's own.
    for (const WordsTranslation& translation : m_words.state().translations)
        add(translation.lang);
    if (!tags.isEmpty()) m_languages->addSeparator();
    add(m_language);
    add(m_context.settings.value(words_language::own));
    add(ownLanguage());
    m_languages->addSeparator();
    for (const QString& tag : writtenLanguages())
        add(tag);
}

void TranslatePage::turnTo(const QString& tag)
{
    if (tag == m_language) return;
    flush();
    m_language = tag;
    if (!m_words.state().id.isNull()) reopen();
}

void TranslatePage::draftOpened(const translation::TranslationDocument& document)
{
    const WordsState& state = m_words.state();
    showRow(-1);
    m_model->show(state.document, state.roman, document);
    m_spelling->setLanguage(m_language);
    m_checkPause->start(); // for spelling, which is asked for
    showPublished();
    m_proposals->open(state.song, m_keeper->draft().id);
    const Awaited awaited = std::exchange(m_awaited, {});
    const int wanted = m_model->rowOf(awaited.line);
    const int row = wanted >= 0 ? wanted : std::min(std::max(0, m_model->nextOpen(-1)), m_model->rowCount() - 1);
    // Nothing takes the keyboard from somebody who is elsewhere in the window.
    if (awaited.focus || window()->focusWidget() == m_list)
        openRow(row);
    else
        showRow(row);
    if (wanted >= 0 && awaited.typed) goOnTyping(awaited);
    refresh();
}

void TranslatePage::goOnTyping(const Awaited& awaited)
{
    QPlainTextEdit& text = m_editor->editor();
    QTextCursor caret = text.textCursor();
    caret.setPosition(std::min(awaited.caret, caret.position()));
    text.setTextCursor(caret);
    if (!awaited.typed->isEmpty()) text.insertPlainText(*awaited.typed);
}

/// Keys that arrive while the line that somebody writes in is opened anew; they are for that line.
bool TranslatePage::typeAhead(const QKeyEvent& key)
{
    if (!m_awaited.typed || m_keeper->isOpen()) return false;
    if (key.key() == Qt::Key_Backspace && !m_awaited.typed->isEmpty())
        m_awaited.typed->chop(1);
    else if (!key.text().isEmpty() && key.text().front().isPrint())
        m_awaited.typed->append(key.text());
    else
        return false;
    return true;
}

void TranslatePage::showPublished()
{
    translation::TranslationDocument published;
    QHash<LineId, QString> texts;
    QString origin;
    for (const WordsTranslation& translation : m_words.state().translations) {
        if (translation.lang != m_language) continue;
        published = translation.document;
        texts = translation.texts;
        origin = translation.view.translation.id.isNull() ? tr("In the file")
                 : translation.view.own ? tr("Your line, revision %1").arg(translation.view.translation.rev)
                                        : tr("%1, revision %2", "person")
                                              .arg(translation.view.translation.author.displayName)
                                              .arg(translation.view.translation.rev);
    }
    m_model->setPublished(std::move(published));
    m_editor->setPublished(texts, origin);
    m_editor->refreshProposals();
}

void TranslatePage::showProposals()
{
    m_model->setProposals(m_proposals->all());
    m_editor->refreshProposals();
}

/// Whether the community says something else by now than what the open draft, in which nothing was changed, began with.
bool TranslatePage::isBehind() const
{
    if (!m_keeper->isOpen() || m_keeper->hasChanges()) return false;
    return std::ranges::any_of(m_words.state().translations, [this](const WordsTranslation& translation) {
        const auto& published = translation.view.translation;
        return translation.lang == m_language && !published.id.isNull() &&
               published.document != m_keeper->draft().baseDocument;
    });
}

// ------------------------------------------------------------------ staying with it

void TranslatePage::stay()
{
    m_words.setHeld(true);
}

void TranslatePage::goOver()
{
    flush();
    m_words.setHeld(false);
}

bool TranslatePage::isWriting() const
{
    return m_words.isHeld() && m_editor->row() >= 0 && window()->focusWidget() == &m_editor->editor();
}

void TranslatePage::showElsewhere()
{
    const auto playing = m_context.player.current();
    const bool elsewhere = m_words.isOtherWaiting() && playing;
    if (elsewhere) m_elsewhere->setSongs(m_title, playing->title);
    m_elsewhere->setVisible(elsewhere);
}

void TranslatePage::hear(qint64 ms)
{
    if (m_words.isOtherWaiting())
        m_context.notice.tell(tr("\u201c%1\u201d is not playing now.").arg(m_title), u"info"_s);
    else
        Q_EMIT seekRequested(ms);
}

void TranslatePage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    flush();
    if (event->spontaneous()) return;
    // A panel that changes its place in the window is hidden for a moment; only who is gone has left.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!isVisible()) goOver();
        },
        Qt::QueuedConnection);
}

} // namespace groundswell::ui
