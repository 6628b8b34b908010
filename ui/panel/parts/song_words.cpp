#include "ui/panel/parts/song_words.h"

#include "community/village.h"
#include "lyrics/document_json.h"
#include "lyrics/script.h"
#include "translation/romanise.h"
#include "translation/units_json.h"

#include <QtConcurrentRun>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

void addLayers(WordsState& state)
{
    for (const lyrics::Layer& layer : std::as_const(state.document.layers)) {
        if (layer.kind != lyrics::LayerKind::Translation) continue;
        WordsTranslation translation;
        translation.lang = layer.lang;
        for (const lyrics::LayerLine& line : layer.lines)
            translation.texts.insert(line.line, line.text);
        state.translations.push_back(std::move(translation));
    }
}

void parseTranslation(WordsTranslation& translation)
{
    auto parsed = translation::translationFromJson(translation.view.translation.document);
    if (!parsed) return;
    translation.document = *std::move(parsed);
    for (const translation::Unit& unit : std::as_const(translation.document.units)) {
        if (!unit.text.isEmpty()) translation.texts.insert(unit.line, unit.text);
    }
}

/// On a worker: everything that grows with the words.
WordsState worked(WordsState state)
{
    if (!state.fromFile && !state.id.isNull()) {
        auto parsed = lyrics::documentFromJson(state.view.lyrics.document);
        if (parsed) state.document = *std::move(parsed);
    }
    if (state.document.lang == u"und"_s) state.document.lang = languageOf(state.document);
    for (WordsTranslation& translation : state.translations)
        parseTranslation(translation);
    addLayers(state);
    state.roman = romanOf(state.document);
    return state;
}

} // namespace

QHash<LineId, QString> romanOf(const lyrics::Document& document)
{
    QHash<LineId, QString> roman;
    for (const lyrics::Line& line : document.lines) {
        const QString sound = translation::romanLine(document, line);
        if (!sound.isEmpty()) roman.insert(line.id, sound);
    }
    return roman;
}

QString languageOf(const lyrics::Document& document)
{
    if (document.lang != u"und"_s && !document.lang.isEmpty()) return document.lang;
    return lyrics::languageOfScript(lyrics::dominantScript(lyrics::plainText(document)));
}

SongWords::SongWords(community::Village& village, QObject* parent)
    : QObject(parent)
    , m_village(village)
{
    const auto follow = [this](SongId song) {
        if (song == m_song) reload();
    };
    connect(&village.words(), &community::Words::lyricsChanged, this, follow);
    connect(&village.words(), &community::Words::translationsChanged, this, follow);
    connect(&village.talk(), &community::Talk::commentsChanged, this, follow);
    connect(&village.songs(), &community::Songs::renamed, this, &SongWords::renamed);
}

void SongWords::renamed(SongId from, SongId to)
{
    if (m_waiting && m_waiting->song == from) m_waiting->song = to;
    if (from != m_song) return;
    m_song = to;
    reload();
}

void SongWords::setHeld(bool held)
{
    m_held = held && !m_song.isNull();
    if (m_held || !m_waiting) return;
    const Waiting next = *std::exchange(m_waiting, std::nullopt);
    Q_EMIT waitingChanged();
    setSong(next.song);
    if (next.local) setLocal(next.local);
}

void SongWords::setSong(SongId song)
{
    if (m_held) {
        const bool other = song != m_song;
        if (other == m_waiting.has_value() && (!other || m_waiting->song == song)) return;
        m_waiting = other ? std::optional(Waiting{song, {}}) : std::nullopt;
        Q_EMIT waitingChanged();
        return;
    }
    if (song == m_song) return;
    m_song = song;
    m_local.reset();
    m_state = {};
    m_state.song = song;
    m_loading = !song.isNull();
    Q_EMIT changed();
    reload();
}

void SongWords::setLocal(std::optional<lyrics::Document> document)
{
    if (m_waiting) {
        m_waiting->local = std::move(document);
        return;
    }
    m_local = std::move(document);
    reload();
}

void SongWords::reload()
{
    const quint64 request = ++m_request;
    if (m_song.isNull()) return;
    m_village.words().lyrics(m_song).then(this,
                                          [this, request](const Result<std::vector<community::LyricsView>>& lyrics) {
                                              if (request != m_request) return;
                                              WordsState state;
                                              state.song = m_song;
                                              if (lyrics && !lyrics->empty()) {
                                                  state.view = lyrics->front();
                                                  state.id = state.view.lyrics.id;
                                                  state.revision = state.view.lyrics.rev;
                                              } else if (m_local) {
                                                  state.fromFile = true;
                                                  state.document = *m_local;
                                                  state.id = api::lyricsIdFor(m_song, languageOf(state.document));
                                              }
                                              loadTranslations(std::move(state), request);
                                          });
}

void SongWords::loadTranslations(WordsState state, quint64 request)
{
    const LyricsId lyrics = state.id;
    m_village.words()
        .translations(m_song, lyrics)
        .then(this, [this, request, state = std::move(state)](
                        const Result<std::vector<community::TranslationView>>& translations) mutable {
            if (request != m_request) return;
            if (translations) {
                for (const community::TranslationView& view : *translations)
                    state.translations.push_back({view.translation.lang, {}, view, {}});
            }
            m_village.talk().moments(m_song).then(
                this, [this, request,
                       state = std::move(state)](const Result<std::vector<community::TimedComment>>& comments) mutable {
                    if (request != m_request) return;
                    if (comments) {
                        for (const community::TimedComment& comment : *comments)
                            state.commentMoments.push_back(comment.atMs);
                    }
                    finish(std::move(state), request);
                });
        });
}

void SongWords::finish(WordsState state, quint64 request)
{
    QtConcurrent::run(worked, std::move(state)).then(this, [this, request](const WordsState& ready) {
        if (request != m_request) return;
        m_loading = false;
        m_state = ready;
        Q_EMIT changed();
    });
}

} // namespace groundswell::ui
