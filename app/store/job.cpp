#include "store/job.h"

#include <SQLiteCpp/Exception.h>

#include <QCoreApplication>

namespace groundswell::store {

void Job::guarded(Database& database, const std::function<void()>& call, const std::function<void(Error)>& failed)
{
    try {
        call();
    } catch (const SQLite::Exception& exception) {
        failed(database.errorOf(exception));
    } catch (const std::exception& exception) {
        failed({ErrorCode::Internal, QCoreApplication::translate("Store", "A job on “%1” failed.").arg(database.path()),
                QString::fromUtf8(exception.what())});
    }
}

} // namespace groundswell::store
