#include "lyrics/stamps.h"

namespace groundswell::lyrics {

using namespace Qt::StringLiterals;

QString formatStamp(qint64 ms, const StampStyle& style)
{
    const int digits = style.digits == 0 && ms % 1000 != 0 ? 2 : style.digits;
    const qint64 unit = digits == 0 ? 1000 : digits == 1 ? 100 : digits == 2 ? 10 : 1;
    const qint64 units = (ms + unit / 2) / unit;
    const qint64 seconds = units * unit / 1000;
    QString text = u"%1:%2"_s.arg(seconds / 60, 2, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    if (digits > 0) text += style.separator + QString::number(units % (1000 / unit)).rightJustified(digits, u'0');
    return text;
}

} // namespace groundswell::lyrics
