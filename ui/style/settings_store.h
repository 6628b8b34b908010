#pragma once

#include "ui/style/look.h"

#include <QHash>
#include <QObject>
#include <QString>

namespace groundswell::ui {

/// What the window should remember: small texts by key, held in memory, so that neither reading nor writing waits for
/// the disk. A subclass keeps them beyond its own life, behind `changed`. GUI thread.
class SettingsStore : public QObject
{
    Q_OBJECT

public:
    /// The kept text, or an empty one.
    [[nodiscard]] QString value(const QString& key) const { return m_values.value(key); }
    void setValue(const QString& key, const QString& value);

Q_SIGNALS:
    /// What is kept under this key is another text now.
    void changed(const QString& key);

protected:
    SettingsStore() = default;
    QHash<QString, QString> m_values;
};

/// Keeps nothing beyond its own life; for programs and tests without a profile.
class MemorySettings final : public SettingsStore
{
    Q_OBJECT
};

/// The look as kept in a store; whatever is missing or damaged there takes its default.
[[nodiscard]] LookSettings readLook(const SettingsStore& store);
/// Keeps the look.
void writeLook(SettingsStore& store, const LookSettings& look);

} // namespace groundswell::ui
