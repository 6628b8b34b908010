#pragma once

#include "community/api/suggestion.h"
#include "ui/parts/word_diff.h"

#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QVBoxLayout;
QT_END_NAMESPACE

namespace groundswell::ui {

class Look;

/// A proposal as the open line shows it.
struct ShownProposal
{
    api::Suggestion proposal;
    bool own = false;
    bool mayAccept = false;
    bool mayDrop = false;

    bool operator==(const ShownProposal&) const = default;
};

/// A sentence about the open line itself; empty for none.
struct LineNote
{
    QString text;
    QList<TextRange> marks; ///< what is not so any more

    bool operator==(const LineNote&) const = default;
};

/// Below the editor of a line: what there is to know about it before one writes, and who proposes which other words,
/// with the acts that this person has. Often nothing. GUI thread.
class ProposalRows final : public QWidget
{
    Q_OBJECT

public:
    explicit ProposalRows(const Look& look, QWidget* parent = nullptr);

    /// `present` is what the line says where it is published: each proposal shows in which words it differs.
    void show(const LineNote& note, const std::vector<ShownProposal>& proposals, const QString& present,
              const QString& lang);
    /// px; 0 when there is nothing to show.
    [[nodiscard]] int wantedHeight(int width) const;

Q_SIGNALS:
    void acceptRequested(const groundswell::api::Suggestion& proposal);
    void dropRequested(const groundswell::api::Suggestion& proposal);

private:
    [[nodiscard]] QWidget* makeRow(const ShownProposal& shown);
    void addWords(QVBoxLayout& texts, const QString& proposed, QWidget* row);

    const Look& m_look;
    QVBoxLayout* m_rows;
    std::vector<ShownProposal> m_shown;
    LineNote m_note;
    QString m_present;
    QString m_lang;
};

} // namespace groundswell::ui
