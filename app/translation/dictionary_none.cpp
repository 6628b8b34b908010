#include "translation/dictionary.h"

namespace groundswell::translation {

struct Dictionary::Private
{
};

QStringList Dictionary::names()
{
    return {};
}

Dictionary::Dictionary(const QString&) {}
Dictionary::Dictionary(Dictionary&&) noexcept = default;
Dictionary& Dictionary::operator=(Dictionary&&) noexcept = default;
Dictionary::~Dictionary() = default;

bool Dictionary::isValid() const
{
    return false;
}

bool Dictionary::isMisspelled(const QString&) const
{
    return false;
}

QStringList Dictionary::suggestions(const QString&) const
{
    return {};
}

} // namespace groundswell::translation
