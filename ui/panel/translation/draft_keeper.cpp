#include "ui/panel/translation/draft_keeper.h"

#include "community/village.h"
#include "lyrics/document_json.h"
#include "translation/source_change.h"
#include "translation/units_json.h"

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto typingPause = 300ms; ///< after the first key that is not kept
}

DraftKeeper::DraftKeeper(community::Village& village, QObject* parent)
    : QObject(parent)
    , m_village(village)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &DraftKeeper::flush);
}

DraftKeeper::~DraftKeeper()
{
    flush();
}

DraftKeeper::Place DraftKeeper::placeOf(const community::TranslationDraft& draft)
{
    return {draft.owner.account.value_or(AccountId()), draft.id};
}

void DraftKeeper::open(SongId song, LyricsId lyrics, qint64 revision, const lyrics::Document& words,
                       const QString& lang)
{
    close();
    m_words = words;
    m_revision = revision;
    const auto read = [this, request = ++m_request, song, lyrics, lang] {
        const Place place{m_village.account().writer(), api::translationIdFor(lyrics, lang)};
        m_village.words()
            .openDraft(song, lyrics, lang)
            .then(this, [this, request, place](const Result<community::TranslationDraft>& draft) {
                if (request != m_request) return;
                if (draft) adoptRefused(place, *draft);
                if (const auto unkept = m_unkept.value(place)) // newer than what is on the disk
                    start(*unkept);
                else if (draft)
                    start(*draft);
                else
                    Q_EMIT failed(draft.error());
            });
    };
    // What was typed until now may belong to this very draft: it is on the disk before anything is read from there.
    if (m_saving.isFinished())
        read();
    else
        m_saving = m_saving.then(this, read);
}

/// What nobody typed and the disk refused is gone on with by whoever signs in to publish it. Where they have other
/// words in work it waits for the disk, which has it stand beside those: it must not take their place.
void DraftKeeper::adoptRefused(const Place& place, const community::TranslationDraft& kept)
{
    const Place nobodys{AccountId(), place.second};
    if (place == nobodys || m_unkept.value(place) || !m_unkept.isRefused(nobodys)) return;
    if (kept.document != kept.baseDocument) return;
    auto draft = *m_unkept.take(nobodys);
    draft.owner = {place.first, true};
    m_unkept.hold(place, draft);
}

void DraftKeeper::start(const community::TranslationDraft& draft)
{
    m_draft = draft;
    translation::TranslationDocument document;
    if (draft.document.isEmpty()) {
        document = translation::startTranslation(draft.lang, draft.lyricsId, m_revision, m_words);
    } else {
        auto read = translation::translationFromJson(draft.document);
        if (!read) {
            m_draft = {};
            Q_EMIT failed(read.error());
            return;
        }
        document = translation::applySourceChange(*read, m_words, m_revision);
    }
    m_draft.document = translation::toJson(document);
    m_draft.baseLyricsRev = m_revision;
    m_dirty = m_unkept.take(placeOf(m_draft)).has_value();
    if (m_dirty) m_pause.start();
    Q_EMIT opened(document);
    if (m_draft.savedAt > 0 && !m_dirty) Q_EMIT saved(m_draft.savedAt);
}

void DraftKeeper::close()
{
    flush();
    ++m_request;
    m_draft = {};
}

bool DraftKeeper::hasChanges() const
{
    if (m_draft.baseDocument.isEmpty()) {
        const auto read = translation::translationFromJson(m_draft.document);
        return read && translation::progressOf(*read).untranslated < read->units.size();
    }
    return m_draft.document.value(u"units"_s) != m_draft.baseDocument.value(u"units"_s);
}

void DraftKeeper::keep(const translation::TranslationDocument& document)
{
    if (!isOpen()) return;
    m_draft.document = translation::toJson(document);
    m_draft.owner.adopted = false;
    m_dirty = true;
    if (!m_pause.isActive()) m_pause.start(); // also while somebody types on and on
}

void DraftKeeper::flush()
{
    m_pause.stop();
    if (isOpen() && std::exchange(m_dirty, false)) save(m_draft);
    for (const auto& [place, draft] : m_unkept.refused())
        save(draft);
}

void DraftKeeper::save(const community::TranslationDraft& draft)
{
    const Place place = placeOf(draft);
    const quint64 number = m_unkept.offer(place, draft);
    m_saving = m_village.words().saveDraft(draft).then(this, [this, place, number](const Result<qint64>& done) {
        m_unkept.answer(place, number, done.has_value());
        if (!done) {
            Q_EMIT failed(done.error());
            return;
        }
        if (place != placeOf(m_draft)) return;
        m_draft.savedAt = *done;
        Q_EMIT saved(*done);
    });
}

void DraftKeeper::publish()
{
    if (!isOpen()) return;
    flush();
    if (m_revision > 0) {
        send(m_draft);
        return;
    }
    m_village.words()
        .putLyrics(m_draft.songId, m_words.lang, lyrics::toJson(m_words), u"file"_s)
        .then(this, [this, draft = m_draft](const Result<LyricsId>& put) { // another one may be open by then
            if (put)
                send(draft);
            else
                Q_EMIT failed(put.error());
        });
}

void DraftKeeper::publishLine(const translation::Unit& unit)
{
    if (!isOpen()) return;
    flush();
    auto document = translation::startTranslation(m_draft.lang, m_draft.lyricsId, m_revision, m_words);
    if (!m_draft.baseDocument.isEmpty()) {
        auto read = translation::translationFromJson(m_draft.baseDocument);
        if (!read) {
            Q_EMIT failed(read.error());
            return;
        }
        document = *std::move(read);
    }
    const qsizetype place = translation::indexOfUnit(document, unit.line);
    if (place >= 0)
        document.units[place] = unit;
    else
        document.units.append(unit);
    community::TranslationDraft line = m_draft;
    line.document = translation::toJson(document);
    send(line);
}

void DraftKeeper::send(const community::TranslationDraft& draft)
{
    m_village.words().publish(draft).then(this, [this, draft](const Result<OperationId>& sent) {
        if (!sent) {
            Q_EMIT failed(sent.error());
            return;
        }
        const Place place = placeOf(draft);
        if (place == placeOf(m_draft)) m_draft.baseDocument = draft.document;
        const auto unkept = m_unkept.value(place);
        if (unkept && unkept->document == draft.document) m_unkept.take(place); // the outbox has it
        Q_EMIT published();
    });
}

} // namespace groundswell::ui
