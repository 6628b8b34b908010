// The parts of the translation page and what they show; what the page does is in translate_page.cpp.
#include "ui/panel/translation/translate_page.h"

#include "community/village.h"
#include "ui/panel/parts/now_playing_bar.h"
#include "ui/panel/parts/song_words.h"
#include "ui/panel/translation/checks_panel.h"
#include "ui/panel/translation/draft_keeper.h"
#include "ui/panel/translation/minimap.h"
#include "ui/panel/translation/translation_model.h"
#include "ui/panel/translation/unit_delegate.h"
#include "ui/panel/translation/unit_editor.h"
#include "ui/panel/translation/unit_geometry.h"
#include "ui/parts/buttons.h"
#include "ui/parts/empty_state.h"
#include "ui/parts/labels.h"
#include "ui/parts/menu_button.h"
#include "ui/parts/menu_search.h"
#include "ui/parts/surface.h"
#include "ui/parts/switch_button.h"
#include "ui/style/mirrored.h"
#include "ui/style/own_direction.h"
#include "ui/style/settings_store.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QStyle>

#include <algorithm>
#include <optional>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

/// "3 drafts, 1 to look at": the counts with the shapes of their states.
class CountsBar final : public QWidget
{
public:
    CountsBar(const Look& look, QWidget* parent)
        : QWidget(parent)
        , m_look(look)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        followLook(look, this, [this] { updateGeometry(); });
    }

    void setCounts(const DraftCounts& counts, int proposals)
    {
        m_parts.clear();
        const auto add = [this](StateDot dot, int n, const QString& text) {
            if (n > 0) m_parts.append({dot, text});
        };
        add(StateDot::Draft, counts.drafts, TranslatePage::tr("%n drafts", nullptr, counts.drafts));
        add(StateDot::LookAt, counts.lookAt, TranslatePage::tr("%n to look at", nullptr, counts.lookAt));
        add(StateDot::Problem, counts.problems, TranslatePage::tr("%n problems", nullptr, counts.problems));
        add(StateDot::Empty, counts.empty, TranslatePage::tr("%n empty", nullptr, counts.empty));
        if (proposals > 0) m_parts.append({std::nullopt, TranslatePage::tr("%n suggestions", nullptr, proposals)});
        QStringList spoken;
        for (const auto& part : std::as_const(m_parts))
            spoken.append(part.second);
        setAccessibleName(spoken.join(u", "_s));
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {260, m_look.px(18)}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(m_look.font(Type::Small));
        qreal x = 0;
        for (const auto& [dot, text] : std::as_const(m_parts)) {
            const qreal width = painter.fontMetrics().horizontalAdvance(text) + 1;
            const qreal side = m_look.px(14);
            const qreal lead = side + 6; // before the words
            if (x + lead + width > this->width()) break;
            const QRectF sign = mirrored(layoutDirection(), rect(), {x, (height() - side) / 2, side, side});
            if (dot) {
                paintStateDot(painter, sign, *dot, m_look.theme());
            } else {
                painter.setPen(Qt::NoPen);
                painter.setBrush(m_look.theme().lanternMark);
                painter.drawEllipse(sign.center(), side / 4, side / 4);
                painter.setBrush(Qt::NoBrush);
            }
            painter.setPen(m_look.theme().textSecondary);
            painter.drawText(mirrored(layoutDirection(), rect(), {x + lead, 0, width, qreal(height())}),
                             Qt::AlignLeft | Qt::AlignVCenter, inOwnDirection(text, layoutDirection()));
            x += lead + width + 16;
        }
    }

private:
    const Look& m_look;
    QList<std::pair<std::optional<StateDot>, QString>> m_parts; ///< none: what people suggest
};

/// Keys and what they do, side by side; what does not fit whole is left out.
class HintsBar final : public QWidget
{
public:
    explicit HintsBar(QWidget* parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }

    void add(QWidget* hint) { m_hints.append(hint); }
    [[nodiscard]] QSize sizeHint() const override
    {
        int tall = 0;
        for (const QWidget* hint : m_hints)
            tall = std::max(tall, hint->sizeHint().height());
        return {0, tall + 14};
    }

protected:
    void resizeEvent(QResizeEvent*) override { place(); }
    bool event(QEvent* event) override
    {
        if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::LayoutDirectionChange) {
            updateGeometry();
            place();
        }
        return QWidget::event(event);
    }

private:
    void place()
    {
        int x = 16;
        for (QWidget* hint : std::as_const(m_hints)) {
            const QSize size = hint->sizeHint();
            hint->setVisible(x + size.width() + 16 <= width());
            hint->setGeometry(
                QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(x, (height() - size.height()) / 2), size)));
            x += size.width() + 16;
        }
    }

    QList<QWidget*> m_hints;
};

} // namespace

void TranslatePage::build()
{
    m_editor->hide();
    auto* body = new QWidget(this);
    auto* table = new QWidget(body);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(table);
    m_stack->addWidget(m_empty);
    m_list->setObjectName(u"unitList"_s);
    m_list->setAccessibleName(tr("Lines"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setProperty("ownFocus", true);
    m_list->viewport()->installEventFilter(this);
    auto* column = new QVBoxLayout(table);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_elsewhere);
    column->addWidget(makeTopRow());
    auto* map = new QHBoxLayout;
    map->setContentsMargins(16, 4, 16, 4);
    map->addWidget(m_minimap);
    column->addLayout(map);
    column->addWidget(makeCountsRow());
    column->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, table));
    column->addWidget(makeColumnHeads());
    column->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, table));
    column->addWidget(m_list, 1);
    column->addWidget(makeLine(Qt::Horizontal, LineTone::Subtle, table));
    column->addWidget(m_checks); // ends in a line of its own, where there are any
    column->addWidget(makeHints());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(body);
}

QWidget* TranslatePage::makeTopRow()
{
    const Look& look = m_context.look;
    auto* top = new QWidget(this);
    m_pair = new MenuButton(look, ButtonKind::Standard, {}, top);
    m_pair->setObjectName(u"languagePair"_s);
    m_languages = new QMenu(m_pair);
    searchByLetters(*m_languages);
    connect(m_languages, &QMenu::aboutToShow, this, &TranslatePage::fillLanguages);
    connect(m_pair, &QPushButton::clicked, this,
            [this] { m_languages->popup(m_pair->mapToGlobal(QPoint(0, m_pair->height() + 4))); });
    m_saved = plainLabel(look, {}, Type::Small, Tone::Secondary, top);
    m_saved->setObjectName(u"savedNote"_s);
    m_savedTick = new QLabel(top);
    m_savedTick->setObjectName(u"savedTick"_s);
    m_savedTick->hide();
    followLook(look, m_savedTick, [this] {
        const int side = m_context.look.px(14);
        m_savedTick->setPixmap(m_context.look.icons().pixmap(u"check"_s, side, m_context.look.theme().tideBase,
                                                             m_savedTick->devicePixelRatioF()));
    });
    m_publish = makeButton(look, ButtonKind::Primary, tr("Publish"), {}, top);
    m_publish->setObjectName(u"publishButton"_s);
    m_publishMore = makeButton(look, ButtonKind::Primary, {}, {}, top);
    m_publishMore->setIcon(look.fixedIcon(u"chev-down"_s, Tone::OnTide));
    m_publishMore->setAccessibleName(tr("More about publishing"));
    followLook(look, m_publishMore, [this] { m_publishMore->setFixedWidth(m_context.look.px(26)); });
    auto* more = new QMenu(m_publishMore);
    more->addAction(tr("Publish although there are problems"), this, [this] {
        m_confirmed = true;
        publish();
    });
    more->addAction(look.icon(u"history"_s), tr("Go back to what is published"), this, [this] {
        m_context.village.words().discardDraft(m_keeper->draft().id).then(this, [this](const Result<void>& done) {
            if (!done)
                report(done.error());
            else
                reopen();
        });
    });
    connect(more, &QMenu::aboutToShow, this,
            [this, more] { more->actions().constFirst()->setVisible(translation::hasErrors(m_model->findings())); });
    connect(m_publishMore, &QPushButton::clicked, this,
            [this, more] { more->popup(m_publish->mapToGlobal(QPoint(0, m_publish->height() + 4))); });
    connect(m_publish, &QPushButton::clicked, this, &TranslatePage::publish);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(16, 12, 16, 4);
    row->setSpacing(8);
    row->addWidget(m_pair);
    row->addStretch(1);
    row->addWidget(m_savedTick);
    row->addWidget(m_saved);
    row->addSpacing(8);
    auto* pair = new QHBoxLayout;
    pair->setSpacing(1);
    pair->addWidget(m_publish);
    pair->addWidget(m_publishMore);
    row->addLayout(pair);
    return top;
}

QWidget* TranslatePage::makeCountsRow()
{
    const Look& look = m_context.look;
    auto* line = new QWidget(this);
    m_counts = plainLabel(look, {}, Type::Small, Tone::Primary, line);
    m_countDots = new CountsBar(look, line);
    auto* label = plainLabel(look, tr("Follow the song"), Type::Small, Tone::Secondary, line);
    m_follow = new SwitchButton(look, tr("Follow the song"), line);
    m_follow->setChecked(m_context.settings.value(u"translate/follow"_s) != u"off"_s);
    connect(m_follow, &QAbstractButton::toggled, this, [this](bool on) {
        m_context.settings.setValue(u"translate/follow"_s, on ? u"on"_s : u"off"_s);
        if (on && isWriting()) m_list->setFocus(Qt::OtherFocusReason); // asked for: the view goes, the line waits
    });
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(16, 4, 16, 10);
    row->setSpacing(12);
    row->addWidget(m_counts);
    row->addWidget(m_countDots, 1);
    row->addWidget(label);
    row->addWidget(m_follow);
    return line;
}

QWidget* TranslatePage::makeColumnHeads()
{
    /// Heads stand where the rows' columns stand, whatever the width.
    class Heads final : public QWidget
    {
    public:
        Heads(const Look& look, QLabel* source, QLabel* target)
            : m_source(source)
            , m_target(target)
        {
            source->setParent(this);
            target->setParent(this);
            followLook(look, this, [this, &look] { setFixedHeight(look.px(26)); });
        }

    protected:
        void resizeEvent(QResizeEvent*) override
        {
            const UnitColumns columns = UnitColumns::forWidth(width());
            m_target->setVisible(!columns.stacked);
            const auto place = [this](qreal left, qreal wide) {
                return QStyle::visualRect(layoutDirection(), rect(), QRect(int(left), 0, int(wide), height()));
            };
            m_source->setGeometry(place(columns.source, columns.sourceWidth));
            m_target->setGeometry(place(columns.target, columns.targetWidth));
        }

    private:
        QLabel* m_source;
        QLabel* m_target;
    };
    m_sourceHead = plainLabel(m_context.look, {}, Type::Caption, Tone::Tertiary, this);
    auto* target = plainLabel(m_context.look, tr("Your translation"), Type::Caption, Tone::Tertiary, this);
    return new Heads(m_context.look, m_sourceHead, target);
}

QWidget* TranslatePage::makeHints()
{
    const Look& look = m_context.look;
    auto* hints = new HintsBar(this);
    const auto add = [&](const QString& keys, const QString& text, const QString& written = {}) {
        auto* hint = new QWidget(hints);
        auto* row = new QHBoxLayout(hint);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(6);
        auto* cap = keyCap(look, QKeySequence(keys), hint);
        if (!written.isEmpty()) cap->setText(written);
        row->addWidget(cap);
        row->addWidget(plainLabel(look, text, Type::Caption, Tone::Tertiary, hint));
        hints->add(hint);
    };
    add(u"Enter"_s, tr("done, next line"));
    add(u"Alt+Down"_s, tr("move"),
        u"%1 \u2191 \u2193"_s.arg(keysText(QKeySequence(u"Alt+Down"_s)).section(u' ', 0, 0)));
    add(u"Ctrl+R"_s, tr("hear line"));
    add(u"Alt+1"_s, tr("use suggestion"));
    add(u"Alt+Enter"_s, tr("fix spelling"));
    return hints;
}

void TranslatePage::refresh()
{
    const DraftCounts counts = m_model->counts();
    m_counts->setText(tr("%1 of %n lines done", nullptr, counts.total()).arg(counts.done));
    static_cast<CountsBar*>(m_countDots)->setCounts(counts, m_model->proposalCount());
    std::vector<StateDot> states;
    for (int row = 0; row < m_model->rowCount(); ++row)
        states.push_back(m_model->state(row));
    m_minimap->setStates(std::move(states), m_editor->row());
    refreshPublish();
}

} // namespace groundswell::ui
