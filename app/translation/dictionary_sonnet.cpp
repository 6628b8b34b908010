#include "translation/dictionary.h"

#include <Sonnet/Speller>

namespace groundswell::translation {

struct Dictionary::Private
{
    Sonnet::Speller speller;
};

QStringList Dictionary::names()
{
    return Sonnet::Speller().availableLanguages();
}

Dictionary::Dictionary(const QString& name)
    : d(new Private{Sonnet::Speller(name)})
{
}
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;
Dictionary::~Dictionary() = default;

bool Dictionary::isValid() const
{
    return d->speller.isValid();
}

bool Dictionary::isMisspelled(const QString& word) const
{
    return d->speller.isMisspelled(word);
}

QStringList Dictionary::suggestions(const QString& word) const
{
    return d->speller.suggest(word);
}

} // namespace groundswell::translation
