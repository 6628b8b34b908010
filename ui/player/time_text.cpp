#include "ui/player/time_text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

QString timeText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(0, ms) / 1000;
    const auto two = [](qint64 n) { return u"%1"_s.arg(n, 2, 10, QChar(u'0')); };
    if (seconds >= 3600) return u"%1:%2:%3"_s.arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
    return u"%1:%2"_s.arg(seconds / 60).arg(two(seconds % 60));
}

QString spokenTime(qint64 ms)
{
    const int seconds = static_cast<int>(std::max<qint64>(0, ms) / 1000);
    const QString rest = QCoreApplication::translate("groundswell::ui", "%n second(s)", nullptr, seconds % 60);
    if (seconds < 60) return rest;
    const QString minutes = QCoreApplication::translate("groundswell::ui", "%n minute(s)", nullptr, seconds / 60);
    return QCoreApplication::translate("groundswell::ui", "%1 %2", "minutes, seconds").arg(minutes, rest);
}

} // namespace groundswell::ui
