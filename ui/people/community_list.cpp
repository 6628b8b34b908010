#include "ui/people/community_list.h"

#include "community/account.h"
#include "ui/style/horizon.h"
#include "ui/style/look.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"

#include <QAbstractItemView>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

// Of a row: beside the picture, and before the mark of the chosen one.
constexpr int textFrom = 60;
constexpr int textEnd = 40;

} // namespace

QUrl communityUrl(const QString& typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.contains(u' ')) return {};
    QString address = text;
    if (!text.contains(u"://"_s)) {
        const QString host = text.section(u'/', 0, 0).section(u':', 0, 0);
        const bool here = host == u"localhost"_s || host.startsWith(u"127."_s);
        if (!here && !host.contains(u'.')) return {};
        address = (here ? u"http://"_s : u"https://"_s) + text;
    }
    const QUrl url(address, QUrl::StrictMode);
    const bool web = url.scheme() == u"https"_s || url.scheme() == u"http"_s;
    return url.isValid() && web && !url.host().isEmpty()
               ? url.adjusted(QUrl::StripTrailingSlash | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment)
               : QUrl();
}

CommunityListModel::CommunityListModel(community::Account& account, QObject* parent)
    : QAbstractListModel(parent)
    , m_account(account)
{
    account.known().then(this, [this](const Result<std::vector<community::AccountView>>& known) {
        if (!known) return;
        for (const community::AccountView& view : *known)
            add(view.server, view.communityName);
    });
}

int CommunityListModel::add(const QUrl& server, const QString& name)
{
    if (!server.isValid() || server.host().isEmpty()) return -1;
    if (const int known = rowOf(server); known >= 0) return known;
    const int row = int(m_entries.size());
    beginInsertRows({}, row, row);
    m_entries.push_back(
        {server, name.isEmpty() ? server.authority() : name, {}, 0, CommunityEntry::Reach::Asking, {}, false});
    endInsertRows();
    ask(server);
    return row;
}

int CommunityListModel::addTyped(const QUrl& server)
{
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (canRemove(row) && entry(row).reach == CommunityEntry::Reach::Silent && entry(row).server != server)
            remove(row);
    }
    const int before = rowCount();
    const int row = add(server);
    if (rowCount() > before)
        m_entries.back().typed = true;
    else
        askAgain(server);
    return row;
}

int CommunityListModel::rowOf(const QUrl& server) const
{
    const auto found = std::ranges::find(m_entries, server, &CommunityEntry::server);
    return found == m_entries.end() ? -1 : int(found - m_entries.begin());
}

void CommunityListModel::askAgain(const QUrl& server)
{
    const int row = rowOf(server);
    if (row < 0 || entry(row).reach != CommunityEntry::Reach::Silent) return;
    m_entries.at(size_t(row)).reach = CommunityEntry::Reach::Asking;
    tellChanged(row);
    ask(server);
}

void CommunityListModel::tellChanged(int row)
{
    const QModelIndex changed = index(row);
    Q_EMIT dataChanged(changed, changed);
}

bool CommunityListModel::canRemove(int row) const
{
    return row >= 0 && row < rowCount() && entry(row).typed;
}

void CommunityListModel::remove(int row)
{
    if (!canRemove(row)) return;
    beginRemoveRows({}, row, row);
    m_entries.erase(m_entries.begin() + row);
    endRemoveRows();
}

void CommunityListModel::ask(const QUrl& server)
{
    m_account.look(server).then(this, [this, server](const Result<api::Capabilities>& answer) {
        const int row = rowOf(server);
        if (row < 0) return;
        CommunityEntry& asked = m_entries.at(size_t(row));
        asked.reach = answer ? CommunityEntry::Reach::Reachable : CommunityEntry::Reach::Silent;
        asked.problem = answer ? QString() : answer.error().message;
        if (answer) {
            asked.name = answer->communityName.isEmpty() ? server.authority() : answer->communityName;
            asked.description = answer->description;
            asked.people = answer->people;
        }
        tellChanged(row);
    });
}

int CommunityListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QVariant CommunityListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_entries.size())) return {};
    const CommunityEntry& entry = m_entries.at(size_t(index.row()));
    const QString said = entry.reach == CommunityEntry::Reach::Silent   ? tr("Not reachable right now")
                         : entry.reach == CommunityEntry::Reach::Asking ? tr("Asking\u2026")
                         : entry.description.isEmpty()                  ? entry.server.authority()
                                                                        : entry.description;
    switch (role) {
    case ServerRole: return entry.server;
    case Qt::DisplayRole:
    case NameRole: return entry.name;
    case DescriptionRole: return said;
    case PeopleRole: return entry.people;
    case ReachRole: return int(entry.reach);
    case Qt::AccessibleTextRole: return u"%1, %2"_s.arg(entry.name, said);
    default: return {};
    }
}

void CommunityDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Theme& theme = m_look.theme();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool silent = index.data(CommunityListModel::ReachRole).toInt() == int(CommunityEntry::Reach::Silent);
    const QRectF row = QRectF(option.rect).adjusted(0, 1, 0, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? theme.fillSelected : theme.fillHover);
        painter->drawRoundedRect(row, 6, 6);
        painter->setBrush(Qt::NoBrush);
    }
    if (silent) painter->setOpacity(0.5);
    const auto place = [&](const QRectF& rect) { return mirrored(option.direction, row, rect); };
    const QRectF picture = place({row.left() + padding, row.center().y() - 18, 36, 36});
    paintHorizon(*painter, picture, index.data(CommunityListModel::ServerRole).toUrl().toString(), HorizonShape::Cover,
                 6);
    const TextBlock said = description(index, row.width());
    // Lines of fixed height: some scripts' fonts are taller than ours.
    const qreal tall = m_look.px(20) + said.height();
    const QRectF text = place(
        {row.left() + textFrom, row.center().y() - tall / 2, row.width() - textFrom - textEnd, qreal(m_look.px(18))});
    const qint64 people = index.data(CommunityListModel::PeopleRole).toLongLong();
    qreal nameWidth = text.width();
    if (people > 0) {
        const QString count = CommunityListModel::tr("%n people", nullptr, int(people));
        painter->setFont(m_look.font(Type::Caption));
        painter->setPen(theme.textSecondary);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, inOwnDirection(count, option.direction));
        nameWidth -= painter->fontMetrics().horizontalAdvance(count) + 12;
    }
    const QString name = index.data(CommunityListModel::NameRole).toString();
    painter->setFont(m_look.font(Type::Strong, languageOfScript(name)));
    painter->setPen(theme.textPrimary);
    painter->drawText(
        text, Qt::AlignLeft | Qt::AlignVCenter,
        painter->fontMetrics().elidedText(inOwnDirection(name, option.direction), Qt::ElideRight, int(nameWidth)));
    painter->setPen(selected ? theme.textSecondary : theme.textTertiary);
    said.draw(*painter, text.topLeft() + QPointF(0, m_look.px(20)));
    painter->setOpacity(1);
    if (selected)
        m_look.icons().paint(*painter, place({row.right() - 32, row.center().y() - 8, 16, 16}), u"check"_s,
                             theme.tideBase, 16);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange)) {
        painter->setPen(QPen(theme.lineFocus, 2));
        painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6);
    }
    painter->restore();
}

TextBlock CommunityDelegate::description(const QModelIndex& index, qreal width) const
{
    const QString said = index.data(CommunityListModel::DescriptionRole).toString();
    return {said, m_look.font(Type::Small, languageOfScript(said)), width - textFrom - textEnd,
            qreal(m_look.type().line(Type::Small)), 2};
}

QSize CommunityDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const qreal width = view ? view->viewport()->width() : option.rect.width();
    const qreal more = std::max(0.0, description(index, width).height() - m_look.type().line(Type::Small));
    return {200, int(m_look.px(56) + more)};
}

} // namespace groundswell::ui
