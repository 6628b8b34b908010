#include "ui/application/window_settings.h"

#include "library/track_queries.h"
#include "library/track_store.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>

namespace groundswell::ui {

using namespace std::chrono_literals;

namespace {
const QString& settingsKey()
{
    static const QString key = QStringLiteral("window");
    return key;
}
} // namespace

WindowSettings::WindowSettings(const library::TrackQueries& queries, library::TrackStore& tracks)
    : m_tracks(tracks)
{
    if (const auto kept = queries.setting(settingsKey()).takeResult(); kept && *kept) {
        const QJsonObject values = QJsonDocument::fromJson(**kept).object();
        for (auto it = values.begin(); it != values.end(); ++it)
            m_values.insert(it.key(), it.value().toString());
    }
    m_later.setSingleShot(true);
    m_later.setInterval(300ms);
    m_later.callOnTimeout([this] { m_tracks.setSetting(settingsKey(), toBytes()); });
}

WindowSettings::~WindowSettings()
{
    if (m_later.isActive()) m_tracks.setSetting(settingsKey(), toBytes()).waitForFinished();
}

void WindowSettings::setValue(const QString& key, const QString& value)
{
    if (m_values.value(key) == value) return;
    m_values.insert(key, value);
    m_later.start();
}

QByteArray WindowSettings::toBytes() const
{
    QJsonObject values;
    for (auto it = m_values.begin(); it != m_values.end(); ++it)
        values.insert(it.key(), it.value());
    return QJsonDocument(values).toJson(QJsonDocument::Compact);
}

} // namespace groundswell::ui
