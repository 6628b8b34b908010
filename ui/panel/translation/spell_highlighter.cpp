#include "ui/panel/translation/spell_highlighter.h"

#include "ui/panel/translation/spell_service.h"
#include "ui/style/look.h"

#include <QTextDocument>

namespace groundswell::ui {

SpellHighlighter::SpellHighlighter(const Look& look, SpellService& spelling, QTextDocument* document)
    : QSyntaxHighlighter(document)
    , m_look(look)
    , m_spelling(spelling)
{
    connect(&spelling, &SpellService::checked, this, [this](const QString& text) {
        if (this->document() && text == this->document()->toPlainText()) rehighlight();
    });
}

void SpellHighlighter::highlightBlock(const QString& text)
{
    // A line is one block here; what is not known yet comes by signal and marks it then.
    QTextCharFormat format;
    format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    format.setUnderlineColor(m_look.theme().stateFailed);
    for (const translation::Misspelling& wrong : m_spelling.look(text))
        setFormat(int(wrong.range.start), int(wrong.range.length), format);
}

} // namespace groundswell::ui
