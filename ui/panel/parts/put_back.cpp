#include "ui/panel/parts/put_back.h"

#include "community/village.h"
#include "ui/parts/notice.h"

#include <QCoreApplication>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("groundswell::ui", text, nullptr, n);
}

} // namespace

void offerToPutBack(const PanelContext& context, const community::TakenOut& taken)
{
    if (taken.empty()) return;
    const int more = int(taken.size()) - 1;
    const QString said = more > 0 ? tr("Taken back, and %n that belong(s) to it.", more) : tr("Taken back.");
    const auto putBack = [&village = context.village, &notice = context.notice, taken] {
        village.outbox().putBack(taken).then(&notice, [&notice](const Result<void>& done) {
            if (!done) notice.tell(done.error().message, u"alert"_s, Tone::Failed);
        });
    };
    context.notice.offer(said, tr("Put it back"), putBack, u"undo"_s);
}

std::chrono::milliseconds removalDelay(const PanelContext& context)
{
    return context.timeToKeep + 500ms;
}

void offerToKeep(const PanelContext& context, const QString& said, OperationId removal)
{
    const auto keep = [&village = context.village, &notice = context.notice, removal] {
        village.outbox().undo(removal).then(&notice, [&notice](const Result<community::TakenOut>& kept) {
            if (!kept) notice.tell(kept.error().message, u"alert"_s, Tone::Failed);
        });
    };
    context.notice.offer(said, tr("Keep it"), keep, u"trash"_s, int(context.timeToKeep / 1ms));
}

} // namespace groundswell::ui
