// How words come to a song: pasted, from a file, or written in the sheet. What is shown of them is in lyrics_page.cpp.

#include "ui/panel/lyrics/lyrics_page.h"

#include "base/clock.h"
#include "community/village.h"
#include "lyrics/document_json.h"
#include "lyrics/lyrics_file.h"
#include "media/player.h"
#include "ui/panel/lyrics/words_sheet.h"
#include "ui/panel/lyrics/words_text.h"
#include "ui/panel/parts/delivery.h"
#include "ui/panel/parts/song_words.h"
#include "ui/parts/notice.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPlainTextEdit>
#include <QtConcurrentRun>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 2 << 20;

/// On a worker.
Result<lyrics::Document> wordsOfFile(const QString& path, const lyrics::ReadOptions& options,
                                     const lyrics::LineIdMaker& ids)
{
    const QFileInfo info(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, LyricsPage::tr("%1 could not be read as lyrics.").arg(info.fileName()));
    auto opened = lyrics::openFile(file.read(largestFile + 1), info.suffix(), options, ids);
    if (!opened) return std::unexpected(opened.error());
    auto words = opened->document();
    words.lang = languageOf(words);
    return words;
}

/// What a draft makes of the words that it was begun on. On a worker.
Result<lyrics::Document> writtenWords(const community::LyricsDraft& draft, const lyrics::ReadOptions& options,
                                      const lyrics::LineIdMaker& ids)
{
    lyrics::Document before;
    if (!draft.baseDocument.isEmpty()) {
        auto read = lyrics::documentFromJson(draft.baseDocument);
        if (!read) return read;
        before = *std::move(read);
    }
    auto words = wordsFromText(draft.text, before, options, ids);
    if (words && !draft.lang.isEmpty()) words->lang = draft.lang;
    return words;
}

} // namespace

LyricsPage::Target LyricsPage::target() const
{
    Target target{m_words.state().song, {}};
    if (const qint64 duration = m_context.player.durationMs(); duration > 0) target.options.durationMs = duration;
    return target;
}

lyrics::LineIdMaker LyricsPage::lineIds() const
{
    return [&clock = m_context.clock] { return LineId::make(clock); };
}

void LyricsPage::report(const Error& error)
{
    if (error.code == ErrorCode::Unauthorised) Q_EMIT signInRequested();
    m_context.notice.tell(error.message, u"alert"_s, Tone::Failed);
}

// ------------------------------------------------------------------ whole texts

void LyricsPage::offerAdding()
{
    if (m_hasDraft) {
        editWords();
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString text = QApplication::clipboard()->text();
    QAction* paste = menu->addAction(m_context.look.icon(u"copy"_s), tr("Paste from the clipboard"), this,
                                     [this, text] { addLyrics(text); });
    paste->setEnabled(!text.trimmed().isEmpty());
    menu->addAction(m_context.look.icon(u"folder"_s), tr("Open a lyrics file\u2026"), this, &LyricsPage::openFile);
    menu->addAction(m_context.look.icon(u"edit"_s), tr("Write them down"), this, [this] { editWords(); });
    menu->popup(QCursor::pos());
}

void LyricsPage::openFile()
{
    QStringList patterns;
    for (const lyrics::Format* format : lyrics::formats()) {
        for (const QLatin1StringView suffix : format->suffixes)
            patterns.append(u"*."_s + suffix);
    }
    auto* dialog = new QFileDialog(this, tr("Open a lyrics file"), {}, tr("Lyrics (%1)").arg(patterns.join(u' ')));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this, to = target()](const QString& path) {
        const QString source = u"import "_s + QFileInfo(path).suffix().toUpper();
        QtConcurrent::run(wordsOfFile, path, to.options, lineIds())
            .then(this, [this, to, source](const Result<lyrics::Document>& words) { give(to, words, source); });
    });
    dialog->open();
}

void LyricsPage::addLyrics(const QString& text)
{
    const Target to = target();
    if (to.song.isNull() || text.trimmed().isEmpty()) return;
    QtConcurrent::run(wordsFromText, text, lyrics::Document(), to.options, lineIds())
        .then(this, [this, to](const Result<lyrics::Document>& words) { give(to, words, u"pasted"_s); });
}

void LyricsPage::give(const Target& target, const Result<lyrics::Document>& words, const QString& source)
{
    if (!words) {
        report(words.error());
        return;
    }
    m_context.village.words()
        .putLyrics(target.song, words->lang, lyrics::toJson(*words), source)
        .then(this, [this](const Result<LyricsId>& put) {
            if (!put) report(put.error());
        });
}

// ------------------------------------------------------------------ the sheet

void LyricsPage::followSheet()
{
    connect(m_sheet, &WordsSheet::draftChanged, this, &LyricsPage::keepSheet);
    connect(m_sheet, &WordsSheet::publishRequested, this, &LyricsPage::publishWords);
    connect(m_sheet, &WordsSheet::leaveRequested, this, &LyricsPage::leaveSheet);
    connect(&m_context.village.songs(), &community::Songs::renamed, this, &LyricsPage::renameSheet);
    connect(m_delivery, &Delivery::arrived, this,
            [this] { m_context.notice.tell(tr("Published. Thank you for the words."), u"check-circle"_s); });
    m_writer = writerNow(m_context.village.account());
    connect(&m_context.village.account(), &community::Account::changed, this, &LyricsPage::changeWriter);
}

/// Whether the sheet holds the words of this song, which may go by another id by now.
bool LyricsPage::isSheetOf(SongId song) const
{
    return m_sheet->isOpen() && m_sheet->song() == m_context.village.songs().current(song);
}

void LyricsPage::keepSheet(const community::LyricsDraft& draft)
{
    m_keeping = m_context.village.words().saveLyricsDraft(draft).then(
        this, [this, song = draft.songId](const Result<void>& kept) {
            if (!kept) {
                if (isSheetOf(song)) m_sheet->setUnkept();
                report(kept.error());
            }
            return kept.has_value();
        });
}

/// What was kept under the old id, and what there was under the new one, is one draft from now on.
void LyricsPage::renameSheet(SongId from, SongId to)
{
    if (!m_sheet->isOpen() || m_sheet->song() != from) return;
    m_sheet->flush();
    m_sheet->setSong(to);
    rejoinSheet();
}

/// The disk may have more of this draft than the sheet.
void LyricsPage::rejoinSheet()
{
    const SongId song = m_sheet->song();
    m_context.village.words().lyricsDraft(song).then(
        this, [this, song, known = m_sheet->draft().text](const Result<community::LyricsDraft>& kept) {
            if (!isSheetOf(song)) return;
            if (!kept)
                report(kept.error());
            else if (kept->owner.account == m_writer.id)
                m_sheet->addDraft(kept->text, known);
        });
}

/// Whoever signs in to publish goes on with what was nobody's; what was somebody's waits for them.
void LyricsPage::changeWriter()
{
    const Writer now = writerNow(m_context.village.account());
    const Writer before = std::exchange(m_writer, now);
    if (now.id == before.id) return;
    m_draftOf = {};
    if (!m_sheet->isOpen()) {
        show();
        return;
    }
    // Whose the sheet is, it says itself: the disk may have refused to take it when its writer left.
    const AccountId owner = m_sheet->draft().owner.account.value_or(before.id);
    if (owner.isNull()) {
        m_sheet->flush();
        m_sheet->setOwner(now.id);
        rejoinSheet();
    } else if (owner == now.id) {
        rejoinSheet();
    } else {
        leaveSheet();
    }
}

void LyricsPage::flush()
{
    m_sheet->flush();
}

/// Whether something was begun and left for the song that is shown.
void LyricsPage::findDraft()
{
    const SongId song = m_words.state().song;
    if (song == m_draftOf && !m_isDraftOld) return;
    if (std::exchange(m_draftOf, song) != song) takeDraft({});
    m_isDraftOld = false;
    const quint64 request = ++m_draftRequest; // the song or the writer may be another one when it is answered
    if (song.isNull()) return;
    m_context.village.words().lyricsDraft(song).then(this, [this, request](const Result<community::LyricsDraft>& kept) {
        if (request != m_draftRequest || !kept) return;
        takeDraft(*kept);
        show();
        if (kept->baseDocument.isEmpty() || !m_hasDraft) return;
        QtConcurrent::run(correctionsOf, *kept, target().options, lineIds())
            .then(this, [this, request](const std::optional<Corrections>& corrections) {
                if (request != m_draftRequest) return;
                m_corrections = corrections;
                show();
            });
    });
}

void LyricsPage::takeDraft(const community::LyricsDraft& draft)
{
    m_hasDraft = !draft.text.isEmpty();
    if (!m_hasDraft || draft.baseDocument.isEmpty()) m_corrections.reset(); // those of another draft
}

/// On a worker.
std::optional<LyricsPage::Corrections> LyricsPage::correctionsOf(const community::LyricsDraft& draft,
                                                                 const lyrics::ReadOptions& options,
                                                                 const lyrics::LineIdMaker& ids)
{
    auto before = lyrics::documentFromJson(draft.baseDocument);
    auto words = writtenWords(draft, options, ids);
    if (!before || !words || words->lines.isEmpty()) return {};
    return Corrections{*std::move(before), *words, romanOf(*words)};
}

const LyricsPage::Corrections* LyricsPage::corrections() const
{
    const WordsState& state = m_words.state();
    const bool isOfTheseWords = m_corrections && state.fromFile && state.document.lines == m_corrections->before.lines;
    return isOfTheseWords ? &*m_corrections : nullptr;
}

void LyricsPage::editWords(LineId line)
{
    const WordsState& state = m_words.state();
    if (state.song.isNull() || m_words.isLoading() || m_sheet->isOpen()) return;
    community::LyricsDraft fresh{state.song, {}, {}, 0, {}, {}, {m_writer.id}};
    if (!state.document.lines.isEmpty()) {
        fresh.lang = state.fromFile ? state.document.lang : state.view.lyrics.lang;
        fresh.baseRev = state.revision;
        fresh.baseEpoch = state.view.epoch;
        fresh.baseDocument = state.fromFile ? lyrics::toJson(state.document) : state.view.lyrics.document;
    }
    m_context.village.words()
        .lyricsDraft(state.song)
        .then(this, [this, fresh, line](const Result<community::LyricsDraft>& kept) {
            if (m_words.state().song != fresh.songId || m_sheet->isOpen()) return;
            if (fresh.owner.account != m_writer.id) return; // somebody else's sheet by now
            if (!kept) {
                report(kept.error());
                return;
            }
            auto draft = kept->text.isEmpty() ? fresh : *kept;
            if (draft.baseDocument.isEmpty() && fresh.baseRev > 0) { // others gave words while these were begun
                draft.lang = fresh.lang;
                draft.baseRev = fresh.baseRev;
                draft.baseEpoch = fresh.baseEpoch;
                draft.baseDocument = fresh.baseDocument;
            }
            openSheet(draft, line);
        });
}

void LyricsPage::openSheet(const community::LyricsDraft& draft, LineId line)
{
    lyrics::Document words;
    if (!draft.baseDocument.isEmpty()) {
        auto read = lyrics::documentFromJson(draft.baseDocument);
        if (!read) {
            report(read.error());
            return;
        }
        words = *std::move(read);
    }
    const auto playing = m_context.player.current();
    m_sheet->open(draft, words, playing ? tr("The words of %1", "song").arg(playing->title) : tr("The words"));
    show();
    m_sheet->goToLine(words, line);
    setFocusProxy(&m_sheet->editor());
    m_sheet->editor().setFocus();
    if (draft.owner.adopted) m_context.notice.tell(tr("These words were begun before you signed in."), u"info"_s);
}

/// The sheet goes once what is written there is on the disk; what is not is nowhere else.
void LyricsPage::leaveSheet()
{
    m_sheet->flush();
    if (m_keeping.isFinished()) {
        if (!m_sheet->isUnkept()) closeSheet(); // the disk may have refused it already
        return;
    }
    m_keeping = m_keeping.then(this, [this, song = m_sheet->song()](bool kept) {
        if (kept && isSheetOf(song)) m_sheet->isUnkept() ? leaveSheet() : closeSheet();
        return kept;
    });
}

void LyricsPage::closeSheet()
{
    m_sheet->close();
    m_isDraftOld = true;
    show();
    setFocusProxy(m_view);
    m_view->setFocus();
}

void LyricsPage::publishWords(const community::LyricsDraft& draft)
{
    if (draft.owner.account != m_writer.id) { // the disk has refused it so far, so it could not be left
        leaveSheet();
        return;
    }
    m_sheet->setBusy(true);
    const auto writing = QtConcurrent::run(writtenWords, draft, target().options, lineIds());
    QFuture(writing).then(this, [this, draft](const Result<lyrics::Document>& words) {
        if (!words) {
            if (isSheetOf(draft.songId)) m_sheet->setBusy(false);
            report(words.error());
            return;
        }
        const QJsonObject document = lyrics::toJson(*words);
        m_context.village.words()
            .putLyrics(draft, words->lang, document)
            .then(this, [this, draft, words = *words, document](const Result<LyricsId>& put) {
                const bool here = isSheetOf(draft.songId); // it may hold another song's words by now, or none
                if (here) m_sheet->setBusy(false);
                if (!put) {
                    report(put.error()); // the draft stays
                    return;
                }
                followWords(draft, words.lang);
                if (!here) return;
                if (m_sheet->draft().text == draft.text)
                    closeSheet();
                else
                    m_sheet->setPublished(document, words); // somebody typed on
            });
    });
}

/// The outbox has them; the community is thanked for when it has them too.
void LyricsPage::followWords(const community::LyricsDraft& draft, const QString& lang)
{
    Delivery::Parcel parcel{draft.songId, {}, lang, {}, draft.baseRev};
    const WordsState& state = m_words.state();
    if (state.song == m_context.village.songs().current(draft.songId) && state.view.lyrics.lang == lang)
        parcel.knownRev = std::max(parcel.knownRev, state.view.lyrics.rev);
    const community::SyncStatus& status = m_context.village.status();
    const bool goes = status.state == community::SyncState::InStep || status.state == community::SyncState::Syncing;
    if (!goes) m_context.notice.tell(tr("Your words are kept here. %1.").arg(onItsWayText(status)), u"clock"_s);
    m_delivery->follow(parcel); // they may have arrived
}

} // namespace groundswell::ui
