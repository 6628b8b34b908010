#include "store/schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace groundswell::store {

namespace {

Result<Migration> readMigration(const QDir& folder, const QString& fileName)
{
    static const QRegularExpression compatible(u"^-- minimum compatible version: (\\d+)\\s*$"_s,
                                               QRegularExpression::MultilineOption);
    QFile file(folder.filePath(fileName));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Store", "An embedded schema file could not be read."), fileName);
    Migration migration;
    migration.fileName = fileName;
    migration.sql = file.readAll();
    migration.version = QStringView(fileName).left(fileName.indexOf(u'_')).toInt();
    const auto match = compatible.match(QString::fromUtf8(migration.sql));
    migration.minimumCompatible = match.hasMatch() ? match.captured(1).toInt() : migration.version;
    return migration;
}

} // namespace

Result<QList<Migration>> migrationsOf(const Schema& schema)
{
    const QDir folder(u":/schema/"_s + schema.name);
    QList<Migration> migrations;
    for (const QString& fileName : folder.entryList({u"*.sql"_s}, QDir::Files, QDir::Name)) {
        auto migration = readMigration(folder, fileName);
        if (!migration) return std::unexpected(migration.error());
        if (migration->version != migrations.size() + 1)
            return fail(
                ErrorCode::Internal,
                QCoreApplication::translate("Store", "The embedded schema files are not numbered 1, 2, 3 and so on."),
                fileName);
        migrations.append(*std::move(migration));
    }
    if (migrations.isEmpty())
        return fail(ErrorCode::Internal,
                    QCoreApplication::translate("Store", "This build has no schema named “%1”.").arg(schema.name));
    return migrations;
}

} // namespace groundswell::store
