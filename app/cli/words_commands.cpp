#include "cli/commands.h"

#include "lyrics/document_json.h"
#include "lyrics/lrc_writer.h"
#include "lyrics/lyrics_file.h"
#include "translation/source_change.h"
#include "translation/units_json.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace groundswell::cli {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("cli", text);
}

/// The language that an option names; nothing where it is not given.
Result<std::optional<QString>> language(const Asked& call, const QString& option)
{
    auto tag = call.option(option);
    if (!tag || lyrics::isLanguageTag(*tag)) return tag;
    return fail(ErrorCode::InvalidInput,
                tr("--%1 is the tag of a language, such as ja or pt-BR, not \"%2\".").arg(option, *tag));
}

/// The song's lyrics in a language, or the only ones that there are.
Result<community::LyricsView> findLyrics(Call& call, SongId song, const std::optional<QString>& lang)
{
    const auto all = await(call.profile.village().words().lyrics(song));
    if (!all) return std::unexpected(all.error());
    for (const auto& view : *all) {
        if (!lang || view.lyrics.lang == *lang) return view;
    }
    return fail(ErrorCode::NotFound,
                lang ? tr("There are no lyrics in %1 here yet.").arg(*lang) : tr("There are no lyrics here yet."));
}

Result<void> showLyrics(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    const auto lang = language(call, u"lang"_s);
    if (!lang) return std::unexpected(lang.error());
    if (const auto fetched = fetch(call, *song); !fetched) return fetched;
    const auto view = findLyrics(call, *song, *lang);
    if (!view) return std::unexpected(view.error());
    const auto document = lyrics::documentFromJson(view->lyrics.document);
    if (!document) return std::unexpected(document.error());
    const auto* lrc = lyrics::formatNamed(u"lrc");
    const auto text = lrc ? lrc->write(*document, nullptr) : lyrics::plainText(*document);
    call.console.answer(QJsonObject{{u"id"_s, view->lyrics.id.toString()},
                                    {u"lang"_s, view->lyrics.lang},
                                    {u"rev"_s, view->lyrics.rev},
                                    {u"author"_s, view->lyrics.author.displayName},
                                    {u"document"_s, view->lyrics.document},
                                    {u"lrc"_s, text}},
                        {text.trimmed()});
    return {};
}

Result<void> putLyrics(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    const auto name = call.word(1, u"FILE"_s);
    if (!name) return std::unexpected(name.error());
    const auto given = language(call, u"lang"_s);
    if (!given) return std::unexpected(given.error());
    QFile file(*name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, tr("%1 cannot be read: %2").arg(*name, file.errorString()));
    const auto opened = lyrics::openFile(file.readAll(), QFileInfo(*name).suffix(), {},
                                         [&call] { return LineId::make(call.profile.clock()); });
    if (!opened) return std::unexpected(opened.error());
    auto document = opened->document();
    if (!lyrics::hasContent(document)) return fail(ErrorCode::InvalidInput, tr("There are no words in %1.").arg(*name));
    const auto lang = given->value_or(document.lang);
    if (lang == "und"_L1) return fail(ErrorCode::InvalidInput, tr("Say which language the lyrics are in: --lang TAG."));
    document.lang = lang;
    const auto id = await(call.profile.village().words().putLyrics(
        *song, lang, lyrics::toJson(document), call.option(u"source"_s).value_or(tr("a file")), {}));
    if (!id) return std::unexpected(id.error());
    return deliver(call, u"lyrics.put"_s, id->toString(), {{u"id"_s, id->toString()}, {u"lang"_s, lang}});
}

/// A translation in work, with the words that it translates.
struct Work
{
    lyrics::Document words;
    community::TranslationDraft draft;
    translation::TranslationDocument translation;
};

/// Between which languages somebody translates.
struct Languages
{
    std::optional<QString> from; ///< none: of the only lyrics that there are
    QString to;
};

Result<Languages> languagesOf(const Asked& call)
{
    const auto to = language(call, u"to"_s);
    if (!to) return std::unexpected(to.error());
    if (!*to) return fail(ErrorCode::InvalidInput, tr("--to LANG is missing."));
    const auto from = language(call, u"from"_s);
    if (!from) return std::unexpected(from.error());
    return Languages{*from, **to};
}

Result<Work> openWork(Call& call, SongId song, const Languages& languages)
{
    const auto view = findLyrics(call, song, languages.from);
    if (!view) return std::unexpected(view.error());
    Work work;
    auto words = lyrics::documentFromJson(view->lyrics.document);
    if (!words) return std::unexpected(words.error());
    work.words = std::move(*words);
    auto draft = await(call.profile.village().words().openDraft(song, view->lyrics.id, languages.to));
    if (!draft) return std::unexpected(draft.error());
    work.draft = std::move(*draft);
    if (work.draft.document.isEmpty()) {
        work.translation = translation::startTranslation(languages.to, view->lyrics.id, view->lyrics.rev, work.words);
    } else {
        const auto begun = translation::translationFromJson(work.draft.document);
        if (!begun) return std::unexpected(begun.error());
        work.translation = translation::applySourceChange(*begun, work.words, view->lyrics.rev);
    }
    work.draft.baseLyricsRev = view->lyrics.rev;
    return work;
}

QJsonArray toJson(const std::vector<api::Suggestion>& suggestions)
{
    QJsonArray list;
    for (const auto& one : suggestions)
        list << QJsonObject{{u"id"_s, one.id.toString()},
                            {u"line"_s, one.lineId.toString()},
                            {u"text"_s, one.text},
                            {u"author"_s, one.author.name}};
    return list;
}

Result<void> showTranslation(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    const auto languages = languagesOf(call);
    if (!languages) return std::unexpected(languages.error());
    if (const auto fetched = fetch(call, *song); !fetched) return fetched;
    const auto work = openWork(call, *song, *languages);
    if (!work) return std::unexpected(work.error());
    const auto suggestions = await(call.profile.village().words().suggestions(*song, work->draft.id));
    if (!suggestions) return std::unexpected(suggestions.error());
    QJsonArray units;
    QStringList lines;
    int number = 0;
    for (const auto& unit : work->translation.units) {
        const auto* line = lyrics::findLine(work->words, unit.line);
        const auto source = line ? line->text : unit.sourceText;
        const QString state = translation::unitStateName(unit.state);
        units << QJsonObject{{u"line"_s, ++number},
                             {u"id"_s, unit.line.toString()},
                             {u"source"_s, source},
                             {u"text"_s, unit.text},
                             {u"state"_s, state}};
        lines << u"%1\t%2\t%3\t[%4]"_s.arg(QString::number(number), source, unit.text, state);
        for (const auto& one : *suggestions)
            if (one.lineId == unit.line)
                lines << u"\t%1\t%2\t[%3]"_s.arg(tr("%1 suggests:").arg(one.author.displayName), one.text,
                                                 one.id.toString());
    }
    call.console.answer(QJsonObject{{u"id"_s, work->draft.id.toString()},
                                    {u"lang"_s, work->draft.lang},
                                    {u"rev"_s, work->draft.baseRev},
                                    {u"saved_at"_s, work->draft.savedAt},
                                    {u"units"_s, units},
                                    {u"suggestions"_s, toJson(*suggestions)}},
                        lines);
    return {};
}

Result<void> putTranslation(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    const auto text = call.word(1, u"TEXT"_s);
    if (!text) return std::unexpected(text.error());
    const auto publishes = call.yesOrNo(u"publish"_s, true);
    if (!publishes) return std::unexpected(publishes.error());
    const auto languages = languagesOf(call);
    if (!languages) return std::unexpected(languages.error());
    auto work = openWork(call, *song, *languages);
    if (!work) return std::unexpected(work.error());
    const auto count = work->translation.units.size();
    const auto number = call.option(u"line"_s).value_or(QString()).toInt();
    if (number < 1 || number > count)
        return fail(ErrorCode::InvalidInput, tr("--line needs a number from 1 to %1.").arg(count));
    const auto line = work->translation.units[number - 1].line;
    const auto* source = lyrics::findLine(work->words, line);
    work->translation = translation::withText(work->translation, line, *text, source ? source->text : QString());
    work->draft.document = translation::toJson(work->translation);
    auto& words = call.profile.village().words();
    if (const auto saved = await(words.saveDraft(work->draft)); !saved) return std::unexpected(saved.error());
    const auto id = work->draft.id.toString();
    if (!*publishes) {
        call.console.answer(QJsonObject{{u"id"_s, id}, {u"state"_s, u"draft"_s}},
                            {id, tr("Kept as a draft on this computer.")});
        return {};
    }
    if (const auto published = await(words.publish(work->draft)); !published) return std::unexpected(published.error());
    return deliver(call, u"translation.put"_s, id, {{u"id"_s, id}});
}

Result<void> dropSuggestion(Call& call)
{
    const auto song = call.id<SongId>(0, u"SONG"_s);
    if (!song) return std::unexpected(song.error());
    const auto id = call.id<SuggestionId>(1, u"SUGGESTION"_s);
    if (!id) return std::unexpected(id.error());
    api::Suggestion suggestion;
    suggestion.id = *id;
    suggestion.songId = *song;
    if (const auto kept = await(call.profile.village().words().dropSuggestion(suggestion)); !kept)
        return std::unexpected(kept.error());
    return deliver(call, u"suggestion.delete"_s, id->toString(), {{u"id"_s, id->toString()}});
}

} // namespace

QList<Command> wordsCommands()
{
    return {{u"lyrics show"_s, u"SONG [--lang TAG]"_s, tr("a song's lyrics, as LRC"), {u"lang"_s}, showLyrics},
            {u"lyrics put"_s,
             u"SONG FILE --lang TAG [--source TEXT]"_s,
             tr("give lyrics to the community (LRC, SRT, plain text...)"),
             {u"lang"_s, u"source"_s},
             putLyrics},
            {u"translate show"_s,
             u"SONG --to TAG [--from TAG]"_s,
             tr("source and translation, line by line"),
             {u"to"_s, u"from"_s},
             showTranslation},
            {u"translate put"_s,
             u"SONG TEXT --line N --to TAG [--from TAG] [--publish no]"_s,
             tr("translate a line, and publish it"),
             {u"to"_s, u"from"_s, u"line"_s, u"publish"_s},
             putTranslation},
            {u"translate drop"_s,
             u"SONG SUGGESTION"_s,
             tr("take away other words for an approved line"),
             {},
             dropSuggestion}};
}

} // namespace groundswell::cli
