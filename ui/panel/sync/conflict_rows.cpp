#include "ui/panel/sync/conflict_rows.h"

#include "lyrics/document_json.h"
#include "translation/units_json.h"
#include "ui/parts/when_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Conflict", text);
}

/// A field's value as a person reads it.
QString shown(lyrics::Field field, const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined())
        return field == lyrics::Field::Presence ? tr("Line deleted") : tr("Nothing");
    if (value.isString()) return value.toString();
    if (value.isBool()) return value.toBool() ? tr("Yes") : tr("No");
    if (value.isDouble()) return clockText(value.toInteger());
    if (field == lyrics::Field::Presence) return value[u"text"_s].toString();
    return field == lyrics::Field::Words ? tr("Times of the words") : tr("Other details");
}

/// The names that decisions are kept under.
constexpr std::array choiceNames{std::pair(ConflictChoice::Base, "base"_L1), std::pair(ConflictChoice::Mine, "mine"_L1),
                                 std::pair(ConflictChoice::Theirs, "theirs"_L1),
                                 std::pair(ConflictChoice::Third, "third"_L1)};

QString keyOf(const lyrics::Conflict& conflict)
{
    return u"%1/%2/%3"_s.arg(lyrics::toJson(conflict).value(u"field"_s).toString(), conflict.line.toString(),
                             conflict.layer);
}

} // namespace

Result<ConflictCase> ConflictCase::read(const community::ConflictView& view, const lyrics::Document& words)
{
    ConflictCase result;
    if (view.kind == u"translation.put"_s) {
        const auto mine = translation::translationFromJson(view.mine);
        const auto theirs = translation::translationFromJson(view.theirs);
        const auto base =
            view.base.isEmpty()
                ? Result<translation::TranslationDocument>(translation::TranslationDocument{view.lang, {}, 0, {}})
                : translation::translationFromJson(view.base);
        if (!mine || !theirs || !base)
            return std::unexpected(!mine ? mine.error() : !theirs ? theirs.error() : base.error());
        result.m_translation = translation::merge(*base, *mine, *theirs);
        for (const translation::UnitConflict& conflict : std::as_const(result.m_translation->conflicts)) {
            const qsizetype line = lyrics::indexOfLine(words, conflict.line);
            const QString source = line >= 0 ? words.lines.at(line).text : conflict.mine.sourceText;
            result.m_rows.append({int(line) + 1,
                                  source,
                                  conflict.base.text,
                                  conflict.mine.text,
                                  conflict.theirs.text,
                                  true,
                                  ConflictChoice::None,
                                  {},
                                  conflict.line.toString()});
        }
        return result;
    }
    const auto mine = lyrics::documentFromJson(view.mine);
    const auto theirs = lyrics::documentFromJson(view.theirs);
    const auto base =
        view.base.isEmpty() ? Result<lyrics::Document>(lyrics::Document()) : lyrics::documentFromJson(view.base);
    if (!mine || !theirs || !base)
        return std::unexpected(!mine ? mine.error() : !theirs ? theirs.error() : base.error());
    result.m_lyrics = lyrics::merge(*base, *mine, *theirs);
    for (const lyrics::Conflict& conflict : std::as_const(result.m_lyrics->conflicts)) {
        const qsizetype line = lyrics::indexOfLine(result.m_lyrics->merged, conflict.line);
        const bool text = conflict.field == lyrics::Field::Text || conflict.field == lyrics::Field::LayerText;
        result.m_rows.append({int(line) + 1,
                              {},
                              shown(conflict.field, conflict.base),
                              shown(conflict.field, conflict.mine),
                              shown(conflict.field, conflict.theirs),
                              text,
                              ConflictChoice::None,
                              {},
                              keyOf(conflict)});
    }
    return result;
}

void ConflictCase::choose(qsizetype row, ConflictChoice choice, const QString& third)
{
    m_rows[row].choice = choice;
    m_rows[row].third = third;
}

int ConflictCase::left() const
{
    return int(std::ranges::count(m_rows, ConflictChoice::None, &ConflictRow::choice));
}

QJsonObject ConflictCase::decisions() const
{
    QJsonObject kept;
    for (const ConflictRow& row : m_rows) {
        if (row.choice == ConflictChoice::None && row.third.isEmpty()) continue;
        QJsonObject decision{{u"mine"_s, row.mine}, {u"theirs"_s, row.theirs}};
        if (!row.third.isEmpty()) decision[u"third"_s] = row.third;
        for (const auto& [choice, name] : choiceNames) {
            if (choice == row.choice) decision[u"choice"_s] = name;
        }
        kept[row.key] = decision;
    }
    return kept;
}

void ConflictCase::restore(const QJsonObject& decisions)
{
    for (ConflictRow& row : m_rows) {
        const QJsonObject decision = decisions[row.key].toObject();
        if (row.mayWriteThird) row.third = decision[u"third"_s].toString();
        if (decision[u"mine"_s].toString() != row.mine || decision[u"theirs"_s].toString() != row.theirs) continue;
        for (const auto& [choice, name] : choiceNames) {
            if (decision[u"choice"_s].toString() == name) row.choice = choice;
        }
        if (row.choice == ConflictChoice::Third && row.third.trimmed().isEmpty()) row.choice = ConflictChoice::None;
    }
}

Result<QJsonObject> ConflictCase::finished() const
{
    if (left() > 0) return fail(ErrorCode::InvalidInput, tr("There is still something to decide."));
    if (m_translation) {
        translation::TranslationDocument document = m_translation->merged;
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const translation::UnitConflict& conflict = m_translation->conflicts.at(i);
            const ConflictRow& row = m_rows.at(i);
            translation::Unit unit = row.choice == ConflictChoice::Base     ? conflict.base
                                     : row.choice == ConflictChoice::Theirs ? conflict.theirs
                                                                            : conflict.mine;
            if (row.choice == ConflictChoice::Third) {
                unit.text = row.third.trimmed();
                unit.state =
                    unit.text.isEmpty() ? translation::UnitState::Untranslated : translation::UnitState::Translated;
            }
            unit.line = conflict.line;
            const qsizetype at = translation::indexOfUnit(document, conflict.line);
            if (at >= 0)
                document.units[at] = unit;
            else
                document.units.append(unit);
        }
        return translation::toJson(document);
    }
    lyrics::Document document = m_lyrics->merged;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const lyrics::Conflict& conflict = m_lyrics->conflicts.at(i);
        const ConflictRow& row = m_rows.at(i);
        const QJsonValue value = row.choice == ConflictChoice::Base     ? conflict.base
                                 : row.choice == ConflictChoice::Theirs ? conflict.theirs
                                 : row.choice == ConflictChoice::Third  ? QJsonValue(row.third.trimmed())
                                                                        : conflict.mine;
        auto resolved = lyrics::resolve(document, conflict, value);
        if (!resolved) return std::unexpected(resolved.error());
        document = *std::move(resolved);
    }
    return lyrics::toJson(document);
}

} // namespace groundswell::ui
