#pragma once

#include <QString>
#include <QStringList>

#include <memory>

namespace groundswell::translation {

/// One spelling dictionary of this computer, through Sonnet; a build without Sonnet (GROUNDSWELL_SPELLING) has none.
/// Movable; use it on the thread that made it.
class Dictionary
{
public:
    /// All that there are, by their own names ("en_GB").
    [[nodiscard]] static QStringList names();

    /// Opens one, which can take 100 ms and more. Not valid where it is not there or cannot be read.
    explicit Dictionary(const QString& name);
    Dictionary(Dictionary&&) noexcept;
    Dictionary& operator=(Dictionary&&) noexcept;
    ~Dictionary();

    [[nodiscard]] bool isValid() const;
    [[nodiscard]] bool isMisspelled(const QString& word) const;
    /// The likeliest first.
    [[nodiscard]] QStringList suggestions(const QString& word) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace groundswell::translation
