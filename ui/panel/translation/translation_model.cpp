#include "ui/panel/translation/translation_model.h"

#include "translation/source_change.h"
#include "ui/parts/when_text.h"

#include <algorithm>
#include <iterator>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using translation::UnitState;

namespace {

constexpr auto spellingCheck = "spelling"_L1; ///< no check of the translation's own: dictionaries differ

QString stateText(StateDot state)
{
    switch (state) {
    case StateDot::Done: return TranslationModel::tr("done");
    case StateDot::Draft: return TranslationModel::tr("draft");
    case StateDot::LookAt: return TranslationModel::tr("to look at");
    case StateDot::Problem: return TranslationModel::tr("problem");
    case StateDot::Empty: return TranslationModel::tr("empty");
    case StateDot::Conflict: return TranslationModel::tr("crossed with another edit");
    }
    return {};
}

} // namespace

void TranslationModel::show(const lyrics::Document& words, const QHash<LineId, QString>& roman,
                            const translation::TranslationDocument& draft)
{
    beginResetModel();
    m_words = words;
    m_roman = roman;
    m_draft = draft;
    m_lines.clear();
    for (qsizetype i = 0; i < words.lines.size(); ++i) {
        if (words.lines.at(i).role != lyrics::LineRole::Credit && !words.lines.at(i).text.trimmed().isEmpty())
            m_lines.append(i);
    }
    m_findings.clear();
    endResetModel();
    check();
}

QString TranslationModel::text(int row) const
{
    if (row < 0 || row >= rowCount()) return {};
    const translation::Unit* unit = translation::findUnit(m_draft, line(row).id);
    return unit ? unit->text : QString();
}

StateDot TranslationModel::state(int row) const
{
    const lyrics::Line& source = line(row);
    const translation::Unit* unit = translation::findUnit(m_draft, source.id);
    if (!unit || unit->text.trimmed().isEmpty()) return StateDot::Empty;
    bool warned = translation::sourceChanged(*unit, source.text);
    for (const translation::Finding& finding : m_findings) {
        if (finding.line != source.id || finding.check == spellingCheck) continue;
        if (finding.severity == translation::Severity::Error) return StateDot::Problem;
        warned = true;
    }
    if (warned) return StateDot::LookAt;
    return unit->state == UnitState::NeedsWork ? StateDot::Draft : StateDot::Done;
}

DraftCounts TranslationModel::counts() const
{
    DraftCounts counts;
    for (int row = 0; row < rowCount(); ++row) {
        switch (state(row)) {
        case StateDot::Done: ++counts.done; break;
        case StateDot::Draft: ++counts.drafts; break;
        case StateDot::LookAt: ++counts.lookAt; break;
        case StateDot::Empty: ++counts.empty; break;
        case StateDot::Problem:
        case StateDot::Conflict: ++counts.problems; break;
        }
    }
    return counts;
}

int TranslationModel::rowOf(LineId wanted) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (line(row).id == wanted) return row;
    }
    return -1;
}

int TranslationModel::nextOpen(int row) const
{
    for (int step = 1; step <= rowCount(); ++step) {
        const int candidate = (row + step) % rowCount();
        if (state(candidate) != StateDot::Done) return candidate;
    }
    return -1;
}

void TranslationModel::replace(translation::TranslationDocument draft, int row)
{
    if (draft == m_draft) return;
    m_draft = std::move(draft);
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT edited();
    Q_EMIT summaryChanged();
}

void TranslationModel::setText(int row, const QString& text)
{
    const lyrics::Line& source = line(row);
    if (this->text(row) == text) return;
    auto draft = translation::withText(m_draft, source.id, text, source.text);
    if (!text.trimmed().isEmpty())
        draft = translation::withState(std::move(draft), source.id, UnitState::NeedsWork, source.text);
    replace(std::move(draft), row);
}

void TranslationModel::setDone(int row)
{
    const lyrics::Line& source = line(row);
    if (text(row).trimmed().isEmpty()) return;
    replace(translation::withState(m_draft, source.id, UnitState::Translated, source.text), row);
}

void TranslationModel::accept(int row, const QString& text)
{
    const lyrics::Line& source = line(row);
    auto draft = translation::withText(m_draft, source.id, text, source.text);
    replace(translation::withState(std::move(draft), source.id, UnitState::Approved, source.text), row);
}

void TranslationModel::changedAround()
{
    if (rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT summaryChanged();
}

void TranslationModel::setPublished(translation::TranslationDocument published)
{
    if (published == m_published) return;
    m_published = std::move(published);
    changedAround();
}

void TranslationModel::setProposals(std::vector<api::Suggestion> proposals)
{
    if (proposals == m_proposals) return;
    m_proposals = std::move(proposals);
    changedAround();
}

std::vector<api::Suggestion> TranslationModel::proposals(int row) const
{
    const LineId id = line(row).id;
    const translation::Unit* published = translation::findUnit(m_published, id);
    std::vector<api::Suggestion> found;
    std::ranges::copy_if(m_proposals, std::back_inserter(found), [&](const api::Suggestion& proposal) {
        return proposal.lineId == id && !(published && published->text == proposal.text);
    });
    return found;
}

int TranslationModel::proposalCount() const
{
    int count = 0;
    for (int row = 0; row < rowCount(); ++row)
        count += int(proposals(row).size());
    return count;
}

QString TranslationModel::formerSource(int row) const
{
    const lyrics::Line& source = line(row);
    const translation::Unit* unit = translation::findUnit(m_draft, source.id);
    return unit && !unit->text.isEmpty() && translation::sourceChanged(*unit, source.text) ? unit->sourceText
                                                                                           : QString();
}

bool TranslationModel::isApproved(int row) const
{
    const lyrics::Line& source = line(row);
    const translation::Unit* published = translation::findUnit(m_published, source.id);
    return published && published->state == UnitState::Approved && !translation::sourceChanged(*published, source.text);
}

void TranslationModel::setMisspellings(const QString& text, const QList<translation::Misspelling>& found)
{
    m_spelling.insert(text, found);
}

QList<translation::Misspelling> TranslationModel::misspellings(int row) const
{
    return m_spelling.value(text(row));
}

QString TranslationModel::keyOf(const translation::Finding& finding)
{
    return finding.check + u' ' + finding.line.toString() + u' ' + finding.message;
}

void TranslationModel::check()
{
    QList<translation::Finding> found = translation::runChecks({m_words, m_draft});
    for (int row = 0; row < rowCount(); ++row) {
        for (const translation::Misspelling& wrong : misspellings(row))
            found.append({spellingCheck,
                          line(row).id,
                          wrong.range,
                          tr("\u201c%1\u201d may be misspelt").arg(wrong.word),
                          translation::Severity::Warning,
                          {}});
    }
    QHash<LineId, int> rows;
    for (int row = 0; row < rowCount(); ++row)
        rows.insert(line(row).id, row);
    std::ranges::stable_sort(found, {},
                             [&rows](const translation::Finding& each) { return rows.value(each.line, -1); });
    found.removeIf([this](const translation::Finding& finding) { return m_ignored.contains(keyOf(finding)); });
    const bool same = found == m_findings;
    m_findings = std::move(found);
    if (!same && rowCount() > 0) Q_EMIT dataChanged(index(0), index(rowCount() - 1), {StateRole});
    Q_EMIT summaryChanged();
}

void TranslationModel::ignore(const translation::Finding& finding)
{
    m_ignored.insert(keyOf(finding));
    check();
}

int TranslationModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant TranslationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size()) return {};
    const lyrics::Line& source = line(index.row());
    switch (role) {
    case LineIdRole: return source.id.toString();
    case SourceRole: return source.text;
    case Qt::DisplayRole:
    case TextRole: return text(index.row());
    case StateRole: return int(state(index.row()));
    case NumberRole: return index.row() + 1;
    case StartRole: return source.startMs.value_or(-1);
    case Qt::AccessibleTextRole: {
        QString spoken =
            tr("Line %1, %2: %3. Translation: %4", "number, state, source, text")
                .arg(QString::number(index.row() + 1), stateText(state(index.row())), source.text, text(index.row()));
        for (const api::Suggestion& proposal : proposals(index.row()))
            spoken =
                tr("%1. %2 suggests: %3", "line, person, text").arg(spoken, proposal.author.displayName, proposal.text);
        return spoken;
    }
    default: return {};
    }
}

} // namespace groundswell::ui
