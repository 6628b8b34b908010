#include "ui/shell/sidebar.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/shell/account_line.h"
#include "ui/shell/nav_button.h"
#include "ui/shell/scan_line.h"
#include "ui/shell/sync_line.h"
#include "ui/style/kept_font.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int margin = 8;

/// The app icon, drawn at its exact size.
class Brand final : public QWidget
{
public:
    Brand()
        : m_icon(u":/look/icons/app-icon-512.png"_s)
    {
        setFixedSize(24, 24);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        const double dpr = devicePixelRatioF();
        if (m_drawn.isNull() || m_drawn.devicePixelRatio() != dpr) {
            m_drawn = QPixmap::fromImage(
                m_icon.scaled((QSizeF(size()) * dpr).toSize(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
            m_drawn.setDevicePixelRatio(dpr);
        }
        QPainter(this).drawPixmap(0, 0, m_drawn);
    }

private:
    QImage m_icon;
    QPixmap m_drawn;
};

} // namespace

Sidebar::Sidebar(const Look& look, const Clock& clock, library::Scanner& scanner, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_brand(new Brand)
    , m_name(plainLabel(look, u"Groundswell"_s, Type::Heading))
    , m_toggle(makeIconButton(look, u"sidebar"_s, tr("Narrow the sidebar"), QKeySequence(Qt::CTRL | Qt::Key_B)))
    , m_settings(makeIconButton(look, u"settings"_s, tr("Settings"), QKeySequence(Qt::CTRL | Qt::Key_Comma)))
    , m_section(plainLabel(look, tr("Library"), Type::Caption, Tone::Tertiary))
    , m_scan(new ScanLine(look, scanner, this))
    , m_sync(new SyncLine(look, clock))
    , m_account(new AccountLine(look))
    , m_column(nullptr)
{
    setAccessibleName(tr("Sidebar"));
    setMinimumWidth(tokens::sizeSidebarRail);
    keepFont(*m_name, look, [&look] { return look.type().font(Type::Heading, 14, 600); });
    addEntry(Place::Home, u"home"_s, tr("Home"));
    addEntry(Place::Songs, u"songs"_s, tr("Songs"));
    addEntry(Place::Albums, u"album"_s, tr("Albums"));
    addEntry(Place::Artists, u"user"_s, tr("Artists"));
    addEntry(Place::Recent, u"history"_s, tr("Recently played"));
    addEntry(Place::Network, u"server"_s, tr("From the community"));
    m_entries[Place::Home]->hide();
    m_entries[Place::Network]->hide();
    connect(m_toggle, &QToolButton::clicked, this, &Sidebar::railToggled);
    connect(m_settings, &QToolButton::clicked, this, [this] { Q_EMIT placeRequested(Place::Settings); });
    connect(m_sync, &SyncLine::clicked, this, &Sidebar::syncClicked);
    connect(m_account, &AccountLine::clicked, this,
            [this] { Q_EMIT accountClicked(m_account->mapToGlobal(QPoint(0, 0))); });
    connect(&look, &Look::changed, this, [this] {
        m_section->setFixedHeight(m_look.px(tokens::sizeRowSectionHeader));
        m_column->setFixedHeight(m_look.px(tokens::sizeHeaderHeight));
        for (auto* entry : std::as_const(m_entries))
            entry->updateGeometry();
        update();
    });
    layOut();
}

NavButton* Sidebar::addEntry(Place place, const QString& icon, const QString& text)
{
    auto* entry = new NavButton(m_look, icon, text, this);
    m_entries.insert(place, entry);
    connect(entry, &NavButton::clicked, this, [this, place] { Q_EMIT placeRequested(place); });
    return entry;
}

void Sidebar::layOut()
{
    // Built anew when the rail comes or goes: the same widgets in another order.
    for (QWidget* kept :
         std::initializer_list<QWidget*>{m_brand, m_name, m_toggle, m_settings, m_section, m_sync, m_account}) {
        kept->setParent(this);
        kept->show();
    }
    delete layout();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 0, margin, margin);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    // Room at the end for the ring around the toggle.
    const int ring = tokens::sizeControlFocusOffset + tokens::sizeControlFocusRing;
    head->setContentsMargins(m_rail ? 0 : margin, 0, m_rail ? 0 : ring, 0);
    head->setSpacing(7);
    m_name->setVisible(!m_rail);
    m_section->setVisible(!m_rail);
    auto* top = new QWidget(this);
    top->setFixedHeight(m_look.px(tokens::sizeHeaderHeight));
    top->setLayout(head);
    head->addWidget(m_brand, 0, m_rail ? Qt::AlignCenter : Qt::Alignment());
    if (!m_rail) {
        head->addWidget(m_name);
        head->addStretch();
        head->addWidget(m_toggle);
    }
    delete std::exchange(m_column, top);
    column->addWidget(top);
    top->show(); // with the rest, not one turn of the event loop later
    column->addSpacing(4);
    if (m_rail) column->addWidget(m_toggle, 0, Qt::AlignHCenter);
    column->addWidget(m_entries[Place::Home]);
    m_section->setContentsMargins(margin + 2, 0, margin + 2, 0); // the same at both sides: margins do not mirror
    m_section->setFixedHeight(m_look.px(tokens::sizeRowSectionHeader));
    column->addSpacing(m_empty ? 12 : 0);
    column->addWidget(m_section);
    for (const auto place : {Place::Songs, Place::Albums, Place::Artists, Place::Recent, Place::Network})
        column->addWidget(m_entries[place]);
    column->addStretch();
    column->addWidget(m_scan);
    column->addSpacing(2);
    column->addWidget(m_sync);
    column->addSpacing(6);
    if (m_rail) {
        column->addWidget(m_settings, 0, Qt::AlignHCenter);
        column->addWidget(m_account);
    } else {
        auto* foot = new QHBoxLayout;
        foot->setSpacing(2);
        foot->addWidget(m_account, 1);
        foot->addWidget(m_settings);
        column->addLayout(foot);
    }
    for (auto* entry : std::as_const(m_entries))
        entry->setRail(m_rail);
    m_scan->setRail(m_rail);
    m_sync->setRail(m_rail);
    m_account->setRail(m_rail);
    QWidget* before = m_toggle;
    QList<QWidget*> seen; // from the top
    for (const auto place : {Place::Home, Place::Songs, Place::Albums, Place::Artists, Place::Recent, Place::Network})
        seen.append(m_entries[place]);
    seen.append({m_scan->findChild<QToolButton*>(), m_sync});
    if (m_rail)
        seen.append({m_settings, m_account});
    else
        seen.append({m_account, m_settings});
    for (QWidget* next : std::as_const(seen))
        setTabOrder(std::exchange(before, next), next);
    nameIconButton(*m_toggle, m_rail ? tr("Widen the sidebar") : tr("Narrow the sidebar"),
                   QKeySequence(Qt::CTRL | Qt::Key_B));
}

void Sidebar::setPlace(Place place)
{
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        it.value()->setAutoExclusive(false);
        it.value()->setChecked(it.key() == place);
        it.value()->setAutoExclusive(true);
    }
    // One stop for all, at the page that is shown. Qt leaves it where the keyboard was last, be that hidden by now.
    const bool listed = m_entries.contains(place);
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it)
        it.value()->setFocusPolicy(!listed || it.key() == place ? Qt::TabFocus : Qt::NoFocus);
}

void Sidebar::offer(Place place)
{
    if (auto* entry = m_entries.value(place)) entry->show();
}

void Sidebar::setCounts(const library::LibraryCounts& counts)
{
    if (std::exchange(m_empty, counts.tracks == 0) != m_empty) layOut();
    m_entries[Place::Home]->setVisible(m_empty);
    const auto shown = [this](qint64 count) { return m_empty ? -1 : count; };
    m_entries[Place::Songs]->setCount(shown(counts.tracks - counts.failed)); // as the page counts them
    m_entries[Place::Albums]->setCount(shown(counts.albums));
    m_entries[Place::Artists]->setCount(shown(counts.artists));
}

void Sidebar::setStatus(const community::SyncStatus& status)
{
    m_sync->setStatus(status);
}

void Sidebar::setAccount(const std::optional<community::AccountView>& account)
{
    m_account->setAccount(account);
}

void Sidebar::setRail(bool rail)
{
    if (rail == m_rail) return;
    m_rail = rail;
    layOut();
}

int Sidebar::neededWidth() const
{
    int widest = 0;
    for (const auto* entry : std::as_const(m_entries)) {
        if (!entry->isHidden()) widest = std::max(widest, entry->neededWidth());
    }
    return widest + 2 * margin;
}

void Sidebar::focusCurrent()
{
    for (auto* entry : std::as_const(m_entries)) {
        if (entry->isChecked()) {
            entry->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
    m_entries[Place::Songs]->setFocus(Qt::ShortcutFocusReason);
}

void Sidebar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), m_look.theme().bgWindow);
}

} // namespace groundswell::ui
