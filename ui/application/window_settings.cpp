#include "ui/application/window_settings.h"

#include "library/track_queries.h"
#include "library/track_store.h"
#include "store/database.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <exception>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const QString& settingsKey()
{
    static const QString key = QStringLiteral("window");
    return key;
}

QHash<QString, QString> valuesOf(const QByteArray& bytes)
{
    QHash<QString, QString> values;
    const QJsonObject kept = QJsonDocument::fromJson(bytes).object();
    for (auto it = kept.begin(); it != kept.end(); ++it)
        values.insert(it.key(), it.value().toString());
    return values;
}

/// All of them, read from the disk beside whoever has the profile.
QHash<QString, QString> valuesBeside(const QString& profileFolder)
{
    const QString path = profileFolder + u"/library.db"_s;
    if (!QFileInfo::exists(path)) return {};
    auto database = store::Database::openReader(path);
    if (!database) return {};
    try {
        store::Statement statement = database->prepare("SELECT value FROM setting WHERE key = ?");
        statement.bind(settingsKey());
        return statement.step() ? valuesOf(statement.blob(0)) : QHash<QString, QString>();
    } catch (const std::exception&) { // SQLite's: what cannot be read is as if it were not there
        return {};
    }
}

} // namespace

WindowSettings::WindowSettings(const library::TrackQueries& queries, library::TrackStore& tracks)
    : m_tracks(tracks)
{
    if (const auto kept = queries.setting(settingsKey()).takeResult(); kept && *kept) m_values = valuesOf(**kept);
    m_later.setSingleShot(true);
    m_later.setInterval(300ms);
    connect(this, &SettingsStore::changed, &m_later, qOverload<>(&QTimer::start));
    m_later.callOnTimeout([this] { m_tracks.setSetting(settingsKey(), toBytes()); });
}

WindowSettings::~WindowSettings()
{
    if (m_later.isActive()) m_tracks.setSetting(settingsKey(), toBytes()).waitForFinished();
}

QByteArray WindowSettings::toBytes() const
{
    QJsonObject values;
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        values.insert(it.key(), it.value());
    return QJsonDocument(values).toJson(QJsonDocument::Compact);
}

QString keptSetting(const QString& profileFolder, const QString& key)
{
    return valuesBeside(profileFolder).value(key);
}

LookSettings keptLook(const QString& profileFolder)
{
    MemorySettings settings;
    const auto values = valuesBeside(profileFolder);
    for (auto it = values.begin(); it != values.end(); ++it)
        settings.setValue(it.key(), it.value());
    return readLook(settings);
}

} // namespace groundswell::ui
