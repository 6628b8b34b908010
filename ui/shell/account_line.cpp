#include "ui/shell/account_line.h"

#include "ui/style/horizon.h"
#include "ui/style/own_direction.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

AccountLine::AccountLine(const Look& look, QWidget* parent)
    : QAbstractButton(parent)
    , m_look(look)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccount({});
}

void AccountLine::setAccount(const std::optional<community::AccountView>& account)
{
    m_account = account;
    setAccessibleName(
        isSignedIn()
            ? tr("Account: %1, %2", "name, community").arg(m_account->person.displayName, m_account->communityName)
            : tr("Sign in"));
    update();
}

void AccountLine::setRail(bool rail)
{
    m_rail = rail;
    setToolTip(rail ? accessibleName().toHtmlEscaped() : QString());
    update();
}

void AccountLine::paintEvent(QPaintEvent*)
{
    const auto& theme = m_look.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (underMouse() || isDown()) {
        painter.setBrush(isDown() ? theme.fillPressed : theme.fillHover);
        painter.drawRoundedRect(rect(), tokens::radiusMd, tokens::radiusMd);
    }
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto place = [&](int from, int top, int wide, int tall) {
        return QRect(mirrored ? width() - from - wide : from, top, wide, tall);
    };
    const int side = tokens::sizeAvatarMd;
    const QRect avatar = m_rail ? QRect((width() - side) / 2, (height() - side) / 2, side, side)
                                : place(9, (height() - side) / 2, side, side);
    if (isSignedIn()) {
        paintHorizon(painter, avatar, m_account->person.id.toString());
    } else {
        painter.setBrush(theme.fillControl);
        painter.drawEllipse(avatar);
        m_look.icons().paint(painter, avatar, u"user"_s, theme.textSecondary, 16);
    }
    if (m_rail) return;
    const int from = 9 + side + 10;
    const int wide = width() - from - 6;
    const auto align = Qt::AlignVCenter | Qt::AlignAbsolute | (mirrored ? Qt::AlignRight : Qt::AlignLeft);
    if (!isSignedIn()) {
        painter.setFont(m_look.font(Type::Label));
        painter.setPen(theme.textPrimary);
        painter.drawText(place(from, 0, wide, height()), static_cast<int>(align), tr("Sign in"));
        return;
    }
    const int upper = m_look.type().line(Type::Strong);
    const int lower = m_look.type().line(Type::Small);
    const int top = (height() - upper - lower) / 2;
    const QString& name = m_account->person.displayName;
    painter.setFont(m_look.font(Type::Strong, languageOfScript(name)));
    painter.setPen(theme.textPrimary);
    painter.drawText(place(from, top, wide, upper), static_cast<int>(align),
                     painter.fontMetrics().elidedText(inOwnDirection(name, layoutDirection()), Qt::ElideRight, wide));
    painter.setFont(m_look.type().font(Type::Caption, 11.5, 400));
    painter.setPen(theme.textTertiary);
    painter.drawText(place(from, top + upper, wide, lower), static_cast<int>(align),
                     painter.fontMetrics().elidedText(inOwnDirection(m_account->communityName, layoutDirection()),
                                                      Qt::ElideRight, wide));
}

} // namespace groundswell::ui
