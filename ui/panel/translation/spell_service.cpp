#include "ui/panel/translation/spell_service.h"

#include "ui/panel/translation/likeness.h"

#include <optional>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using translation::Misspelling;
using translation::SpellChecker;

/// Owns the dictionary; every call comes to its thread as an event.
class SpellService::Worker final : public QObject
{
public:
    bool open(const QString& tag)
    {
        auto opened = SpellChecker::forLanguage(tag);
        m_checker.reset();
        if (opened) m_checker.emplace(*std::move(opened));
        return m_checker.has_value();
    }
    [[nodiscard]] QList<Misspelling> check(const QString& text) const
    {
        return m_checker ? m_checker->misspellings(text) : QList<Misspelling>();
    }
    [[nodiscard]] QStringList proposals(const QString& word) const
    {
        return m_checker ? closestFirst(word, m_checker->suggestions(word)) : QStringList();
    }
    void ignore(const QString& word)
    {
        if (m_checker) m_checker->ignore(word);
    }

private:
    std::optional<SpellChecker> m_checker;
};

SpellService::SpellService(QObject* parent)
    : QObject(parent)
    , m_worker(new Worker)
{
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(u"spelling"_s);
    m_thread.start(QThread::LowPriority);
}

SpellService::~SpellService()
{
    m_thread.quit();
    m_thread.wait();
}

void SpellService::setLanguage(const QString& tag)
{
    if (tag == m_language) return;
    m_language = tag;
    m_known.clear();
    m_asked.clear();
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, tag] {
        const bool available = worker->open(tag);
        QMetaObject::invokeMethod(this, [this, tag, available] {
            if (tag != m_language) return;
            m_available = available;
            m_known.clear();
            m_asked.clear();
            Q_EMIT availableChanged(available);
        });
    });
}

QList<Misspelling> SpellService::look(const QString& text)
{
    const auto known = m_known.constFind(text);
    if (known != m_known.constEnd()) return *known;
    if (!m_available || text.trimmed().isEmpty() || m_asked.contains(text)) return {};
    m_asked.insert(text);
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, text, tag = m_language] {
        QMetaObject::invokeMethod(this, [this, text, tag, found = worker->check(text)] {
            if (tag != m_language) return;
            m_asked.remove(text);
            m_known.insert(text, found);
            Q_EMIT checked(text, found);
        });
    });
    return {};
}

void SpellService::suggest(const QString& word)
{
    QMetaObject::invokeMethod(m_worker, [this, worker = m_worker, word] {
        QMetaObject::invokeMethod(
            this, [this, word, proposals = worker->proposals(word)] { Q_EMIT suggested(word, proposals); });
    });
}

void SpellService::ignore(const QString& word)
{
    m_known.clear();
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, word] { worker->ignore(word); });
    Q_EMIT availableChanged(m_available);
}

} // namespace groundswell::ui
