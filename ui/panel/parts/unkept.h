#pragma once

#include <QHash>
#include <QList>

#include <optional>
#include <utility>

namespace groundswell::ui {

/// What was typed and is not known to be on the disk, by what it belongs to: on its way there, or refused. The newest
/// text takes an older one's place, and only its own answer counts, in whichever order the answers are heard. A value.
template <class Id, class Text>
class Unkept
{
public:
    /// This text goes to the disk; the number belongs to its answer.
    [[nodiscard]] quint64 offer(const Id& id, const Text& text)
    {
        m_texts.insert(id, {text, ++m_last, false});
        return m_last;
    }
    /// The disk's answer. False where it was about a text that has been replaced or taken since.
    bool answer(const Id& id, quint64 number, bool kept)
    {
        const auto found = m_texts.find(id);
        if (found == m_texts.end() || found->number != number) return false;
        if (kept)
            m_texts.erase(found);
        else
            found->isRefused = true;
        return true;
    }
    /// This text is nowhere else and is to be tried again.
    void hold(const Id& id, const Text& text) { m_texts.insert(id, {text, ++m_last, true}); }
    /// Whoever takes it shows it and offers it again.
    std::optional<Text> take(const Id& id)
    {
        const std::optional<Text> text = value(id);
        m_texts.remove(id);
        return text;
    }
    [[nodiscard]] std::optional<Text> value(const Id& id) const
    {
        const auto found = m_texts.constFind(id);
        return found == m_texts.cend() ? std::nullopt : std::optional(found->text);
    }
    [[nodiscard]] QList<Id> ids() const { return m_texts.keys(); }
    [[nodiscard]] bool isRefused(const Id& id) const { return m_texts.value(id).isRefused; }
    /// What is to be offered again.
    [[nodiscard]] QList<std::pair<Id, Text>> refused() const
    {
        QList<std::pair<Id, Text>> found;
        for (const auto [id, one] : m_texts.asKeyValueRange()) {
            if (one.isRefused) found.append({id, one.text});
        }
        return found;
    }

private:
    struct One
    {
        Text text;
        quint64 number = 0;
        bool isRefused = false;
    };
    QHash<Id, One> m_texts;
    quint64 m_last = 0;
};

} // namespace groundswell::ui
