#pragma once

#include "lyrics/lrc_syntax.h"

#include <QMap>

namespace groundswell::lyrics::lrc {

/// Whether LRC has a marker for this singer: F, M, D (they hold until the next one), v1, v2….
[[nodiscard]] bool isVoice(const QString& agent);

/// A line that is put into a file.
struct NewLine
{
    QString text;
    qsizetype voiceAt = -1; ///< where a voice marker would go; -1 for a line that needs none
    QString agent;
};

/// Changes to the tokens of a file, applied in one go. Lines are named by their index in the file as it was read.
class Edits
{
public:
    explicit Edits(const QList<SyntaxLine>& syntax)
        : m_syntax(syntax)
        , m_lines(syntax.size())
    {
    }

    void remove(qsizetype line) { m_lines[line].removed = true; }
    /// New lines at one place stand in the order in which they were put there. -1 is before the first line.
    void insertAfter(qsizetype line, const NewLine& text) { m_inserted[line].append(text); }
    /// Puts another time into a stamp's brackets; an empty text takes the stamp away.
    void setStamp(qsizetype line, qsizetype stamp, const QString& time) { m_lines[line].stamps.insert(stamp, time); }
    void setVoice(qsizetype line, const QString& marker) { m_lines[line].voice = marker; }
    /// Who sings the line after the edit, for the marker that the line after it may need.
    void setWantedAgent(qsizetype line, const QString& agent) { m_lines[line].agent = agent; }
    void setBody(qsizetype line, const QString& body) { m_lines[line].body = body; }
    void setValue(qsizetype line, const QString& value) { m_lines[line].value = value; }
    void setWhole(qsizetype line, const QString& text) { m_lines[line].whole = text; }

    /// The file with the edits in it.
    [[nodiscard]] QString text(const QString& lineEnd) const;

private:
    struct LineEdit
    {
        bool removed = false;
        QMap<qsizetype, QString> stamps;
        std::optional<QString> voice;
        std::optional<QString> body;
        std::optional<QString> value;
        std::optional<QString> whole;
        std::optional<QString> agent;
    };
    [[nodiscard]] QString edited(const SyntaxLine& line, const LineEdit& edit, const QString& neededVoice) const;
    [[nodiscard]] QString editedTimed(const SyntaxLine& line, const LineEdit& edit, const QString& neededVoice) const;

    QList<SyntaxLine> m_syntax;
    QList<LineEdit> m_lines;
    QMap<qsizetype, QList<NewLine>> m_inserted;
};

} // namespace groundswell::lyrics::lrc
