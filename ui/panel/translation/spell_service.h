#pragma once

#include "translation/spell_checker.h"

#include <QHash>
#include <QObject>
#include <QThread>

namespace groundswell::ui {

/// Spelling for the editor without waiting: dictionaries are opened and asked on a thread of their own, answers come by
/// signal and are remembered by text. GUI thread outside.
class SpellService final : public QObject
{
    Q_OBJECT

public:
    explicit SpellService(QObject* parent = nullptr);
    ~SpellService() override;

    /// Another language; what was remembered of the former one is dropped.
    void setLanguage(const QString& tag);
    /// Whether the language has a dictionary here; false until that is known.
    [[nodiscard]] bool isAvailable() const noexcept { return m_available; }
    /// What is known of a text now; asks for it when nothing is, and emits checked() then.
    [[nodiscard]] QList<translation::Misspelling> look(const QString& text);
    /// Proposals for a word, by suggested().
    void suggest(const QString& word);
    /// Takes a word for right from now on, in this session of the editor.
    void ignore(const QString& word);

Q_SIGNALS:
    void availableChanged(bool available);
    void checked(const QString& text, const QList<groundswell::translation::Misspelling>& found);
    void suggested(const QString& word, const QStringList& proposals);

private:
    class Worker;
    QThread m_thread;
    Worker* m_worker; ///< lives on m_thread, deleted there
    QHash<QString, QList<translation::Misspelling>> m_known;
    QSet<QString> m_asked;
    QString m_language;
    bool m_available = false;
};

} // namespace groundswell::ui
