#pragma once

#include "library/library_schema.h"
#include "library/scanner.h"
#include "library/track_queries.h"
#include "store/store.h"
#include "support/places.h"

#include <taglib/fileref.h>
#include <taglib/tpropertymap.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <memory>

namespace groundswell::library {

/// A folder for music, a library beside it, and real audio files (tests/data/audio) to fill it with.
class LibraryFixture
{
public:
    LibraryFixture()
        : m_store(store::Store::open(m_folder.filePath(QStringLiteral("library.db")), librarySchema()).value())
        , m_queries(m_store->readers())
    {
        QDir(m_folder.path()).mkdir(QStringLiteral("music"));
    }

    [[nodiscard]] static QString seed(const QString& extension)
    {
        return test::dataPath(QStringLiteral("audio/tone.") + extension);
    }
    [[nodiscard]] QString music(const QString& name = {}) const
    {
        return name.isEmpty() ? m_folder.filePath(QStringLiteral("music"))
                              : m_folder.filePath(QStringLiteral("music/") + name);
    }

    /// Copies a seed of the name's extension and writes these tags into it.
    QString add(const QString& name, const QMap<QString, QString>& tags = {}) const
    {
        const QString path = music(name);
        QDir().mkpath(QFileInfo(path).path());
        if (!QFile::copy(seed(QFileInfo(name).suffix()), path)) return {};
        tag(path, tags);
        return path;
    }
    static void tag(const QString& path, const QMap<QString, QString>& tags)
    {
        if (tags.isEmpty()) return;
        TagLib::FileRef file(path.toUtf8().constData());
        TagLib::PropertyMap properties;
        for (const auto& [key, value] : tags.asKeyValueRange())
            properties.insert(key.toStdString(),
                              TagLib::StringList(TagLib::String(value.toStdString(), TagLib::String::UTF8)));
        file.setProperties(properties);
        file.save();
    }
    void addBytes(const QString& name, const QByteArray& bytes) const
    {
        QDir().mkpath(QFileInfo(music(name)).path());
        QFile file(music(name));
        if (file.open(QIODevice::WriteOnly)) file.write(bytes);
    }

    Result<ScanReport> scan(std::stop_token stop = {}) { return Scanner::scan(*m_store, m_clock, {music()}, stop); }

    [[nodiscard]] store::Store& store() { return *m_store; }
    [[nodiscard]] const TrackQueries& queries() const { return m_queries; }
    [[nodiscard]] ManualClock& clock() { return m_clock; }

    [[nodiscard]] QList<TrackRow> allRows(const TrackFilter& filter = {}, const TrackOrder& order = {}) const
    {
        return m_queries.rows(m_queries.ids(filter, order).takeResult().value()).takeResult().value();
    }
    [[nodiscard]] QStringList titles(const TrackFilter& filter = {}, const TrackOrder& order = {}) const
    {
        QStringList titles;
        for (const TrackRow& row : allRows(filter, order))
            titles.append(row.track.title);
        return titles;
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
    TrackQueries m_queries;
    ManualClock m_clock{1'000'000};
};

} // namespace groundswell::library
