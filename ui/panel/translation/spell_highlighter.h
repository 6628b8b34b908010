#pragma once

#include <QSyntaxHighlighter>

namespace groundswell::ui {

class Look;
class SpellService;

/// Marks the words that the dictionary does not know. GUI thread.
class SpellHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    SpellHighlighter(const Look& look, SpellService& spelling, QTextDocument* document);

protected:
    void highlightBlock(const QString& text) override;

private:
    const Look& m_look;
    SpellService& m_spelling;
};

} // namespace groundswell::ui
