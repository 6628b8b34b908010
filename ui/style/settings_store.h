#pragma once

#include "ui/style/look.h"

#include <QString>

namespace groundswell::ui {

/// Where the window keeps what it should remember: small texts by key, in the profile. Called on the GUI thread, so
/// reading must come from memory and writing must not wait for the disk.
class SettingsStore
{
public:
    virtual ~SettingsStore() = default;
    /// The kept text, or an empty one.
    [[nodiscard]] virtual QString value(const QString& key) const = 0;
    virtual void setValue(const QString& key, const QString& value) = 0;
};

/// Keeps nothing beyond its own life; for programs and tests without a profile.
class MemorySettings final : public SettingsStore
{
public:
    [[nodiscard]] QString value(const QString& key) const override { return m_values.value(key); }
    void setValue(const QString& key, const QString& value) override { m_values.insert(key, value); }

private:
    QHash<QString, QString> m_values;
};

/// The look as kept in a store; whatever is missing or damaged there takes its default.
[[nodiscard]] LookSettings readLook(const SettingsStore& store);
/// Keeps the look.
void writeLook(SettingsStore& store, const LookSettings& look);

} // namespace groundswell::ui
