#include "ui/parts/when_text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("groundswell::ui", text, nullptr, n);
}

} // namespace

QString whenText(qint64 thenMs, qint64 nowMs, const QLocale& locale)
{
    const qint64 minutes = std::max<qint64>(0, nowMs - thenMs) / 60'000;
    if (minutes < 1) return tr("now");
    if (minutes < 60) return tr("%n min", int(minutes));
    if (minutes < 24 * 60) return tr("%n h", int(minutes / 60));
    const QDate then = QDateTime::fromMSecsSinceEpoch(thenMs).date();
    const QDate now = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    return locale.toString(then, then.daysTo(now) < 300 ? u"d MMM"_s : u"MMM yyyy"_s);
}

QString clockText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms) / 1000;
    const QString tail = u":%1"_s.arg(seconds % 60, 2, 10, QChar(u'0'));
    if (seconds < 3600) return QString::number(seconds / 60) + tail;
    return u"%1:%2"_s.arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, QChar(u'0')) + tail;
}

QString spokenClock(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms) / 1000;
    return tr("%n minute(s)", int(seconds / 60)) + u' ' + QString::number(seconds % 60);
}

} // namespace groundswell::ui
