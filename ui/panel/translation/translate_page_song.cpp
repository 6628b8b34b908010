// Which song's draft the translation page shows, and for how long; what one does in it is in translate_page.cpp.
#include "ui/panel/translation/translate_page.h"

#include "base/language_name.h"
#include "community/village.h"
#include "media/player.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/now_playing_bar.h"
#include "ui/panel/translation/spell_service.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/notice.h"
#include "ui/parts/own_language.h"
#include "ui/style/settings_store.h"

#include <QHideEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

QString TranslatePage::defaultLanguage() const
{
    const QString kept = m_context.settings.value(u"words/language"_s);
    const QString source = m_words.state().document.lang.section(u'-', 0, 0);
    const QString mine = ownLanguage();
    for (const QString& candidate : {kept, mine, u"en"_s, u"es"_s}) {
        if (!candidate.isEmpty() && candidate.section(u'-', 0, 0) != source) return candidate;
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
        m_openedFor = {};
        m_empty->setSentence(state.song.isNull() ? tr("Play a song to translate its words.")
                                                 : tr("This song has no words here yet. Add them first."));
        m_empty->setAct(state.song.isNull() || m_words.isLoading() ? QString() : tr("Add the words"));
        return;
    }
    const bool crossed = isCrossed();
    const bool settled = std::exchange(m_crossed, crossed) && !crossed;
    if (state.id == m_openedFor && state.revision == m_openedRevision && !settled) {
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
    if (state.id == m_openedFor && m_editor->row() >= 0)
        m_wanted = m_model->line(m_editor->row()).id; // the words were improved meanwhile: stay at the line
    openRow(-1);
    if (m_language.isEmpty() || state.id != m_openedFor) m_language = defaultLanguage();
    m_openedFor = state.id;
    m_openedRevision = state.revision;
    const auto playing = m_context.player.current();
    if (playing && !m_words.isOtherWaiting()) m_title = playing->title;
    m_pair->setText(tr("%1  \u203a  %2", "from language, into language")
                        .arg(languageName(state.document.lang), languageName(m_language)));
    m_pair->setAccessibleName(tr("From %1 into %2").arg(languageName(state.document.lang), languageName(m_language)));
    m_sourceHead->setText(state.revision > 0 ? tr("Source, revision %1").arg(state.revision)
                                             : tr("Source, from the file"));
    m_saved->clear();
    m_model->show({}, {}, {});
    m_keeper->open(state.song, state.id, state.revision, state.document, m_language);
}

void TranslatePage::setLanguage(const QString& tag)
{
    if (tag == m_language) return;
    flush();
    m_language = tag;
    m_context.settings.setValue(u"words/language"_s, tag);
    if (!m_words.state().id.isNull()) reopen();
}

void TranslatePage::draftOpened(const translation::TranslationDocument& document)
{
    const WordsState& state = m_words.state();
    openRow(-1);
    m_model->show(state.document, state.roman, document);
    QHash<LineId, QString> published;
    QString origin;
    for (const WordsTranslation& translation : state.translations) {
        if (translation.lang != m_language) continue;
        published = translation.texts;
        origin = translation.view.translation.id.isNull() ? tr("In the file")
                 : translation.view.own ? tr("Your line, revision %1").arg(translation.view.translation.rev)
                                        : tr("%1, revision %2", "person")
                                              .arg(translation.view.translation.author.displayName)
                                              .arg(translation.view.translation.rev);
    }
    m_spelling->setLanguage(m_language);
    m_editor->setPublished(published, origin);
    if (m_wanted.isNull() || m_model->rowOf(m_wanted) < 0)
        openRow(m_model->rowCount() > 0 ? std::max(0, m_model->nextOpen(-1)) : -1);
    else
        showLine(m_wanted);
    refresh();
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
