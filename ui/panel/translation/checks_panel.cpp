#include "ui/panel/translation/checks_panel.h"

#include "ui/panel/translation/translation_model.h"
#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/style/look.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 3;
constexpr int buttonPadding = 10; ///< px beside the words of a small quiet button

/// The shape of a finding's severity, beside its words.
class DotWidget final : public QWidget
{
public:
    DotWidget(const Look& look, StateDot dot, QWidget* parent)
        : QWidget(parent)
        , m_look(look)
        , m_dot(dot)
    {
        followLook(look, this, [this] { setFixedSize(m_look.px(14), m_look.px(14)); });
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        paintStateDot(painter, rect(), m_dot, m_look.theme());
    }

private:
    const Look& m_look;
    StateDot m_dot;
};

} // namespace

ChecksPanel::ChecksPanel(const Look& look, TranslationModel& model, QWidget* parent)
    : QWidget(parent)
    , m_look(look)
    , m_model(model)
    , m_count(plainLabel(look, {}, Type::Small, Tone::Tertiary, this))
    , m_rows(new QVBoxLayout)
{
    setObjectName(u"checksPanel"_s);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addSpacing(buttonPadding);
    head->addWidget(plainLabel(look, tr("Before you publish"), Type::Strong, Tone::Primary, this));
    head->addWidget(m_count);
    head->addStretch(1);
    head->addWidget(plainLabel(look, tr("Next"), Type::Small, Tone::Tertiary, this));
    head->addWidget(keyCap(look, QKeySequence(Qt::Key_F7), this));
    head->addSpacing(buttonPadding);
    m_rows->setSpacing(0);
    auto* all = new QVBoxLayout(this);
    // The buttons' words end at the panel's padding; margins would not mirror.
    all->setContentsMargins(16 - buttonPadding, 10, 16 - buttonPadding, 8);
    all->setSpacing(2);
    all->addLayout(head);
    all->addLayout(m_rows);
    connect(&model, &TranslationModel::summaryChanged, this, &ChecksPanel::refresh);
    connect(&look, &Look::changed, this, &ChecksPanel::alignPlaces);
    refresh();
}

/// What is said begins at one place, whether it is about line 4 or about line 14.
void ChecksPanel::alignPlaces()
{
    int width = 0;
    for (const QLabel* place : std::as_const(m_places))
        width = std::max(width, place->sizeHint().width());
    for (QLabel* place : std::as_const(m_places))
        place->setFixedWidth(width);
}

void ChecksPanel::refresh()
{
    const auto& findings = m_model.findings();
    const QList<translation::Finding> shown = findings.first(std::min<qsizetype>(findings.size(), mostRows));
    setVisible(!findings.isEmpty());
    m_count->setText(tr("%n checks", nullptr, int(findings.size())));
    if (shown == m_shown) return;
    m_shown = shown;
    m_places.clear();
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const translation::Finding& finding : std::as_const(m_shown))
        addRow(finding);
    alignPlaces();
}

void ChecksPanel::addRow(const translation::Finding& finding)
{
    auto* line = new QWidget(this);
    const int row = m_model.rowOf(finding.line);
    auto* message = new ElidedLabel(m_look, Type::Small, Tone::Primary, line);
    message->setText(finding.message);
    auto* go = makeButton(m_look, ButtonKind::Link, tr("Go"), {}, line, ButtonSize::Small);
    auto* ignore = makeButton(m_look, ButtonKind::Quiet, tr("Ignore"), {}, line, ButtonSize::Small);
    const QString where = row >= 0 ? tr("Line %1").arg(row + 1) : tr("The whole");
    go->setAccessibleName(tr("Go to: %1").arg(finding.message));
    ignore->setAccessibleName(tr("Ignore: %1").arg(finding.message));
    go->setVisible(row >= 0);
    ignore->setVisible(finding.severity == translation::Severity::Warning);
    connect(go, &QPushButton::clicked, this, [this, id = finding.line] { Q_EMIT goRequested(m_model.rowOf(id)); });
    connect(ignore, &QPushButton::clicked, this, [this, finding] { m_model.ignore(finding); });
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addSpacing(buttonPadding);
    layout->addWidget(new DotWidget(
        m_look, finding.severity == translation::Severity::Error ? StateDot::Problem : StateDot::LookAt, line));
    m_places.append(plainLabel(m_look, where, Type::Small, Tone::Secondary, line));
    layout->addWidget(m_places.constLast());
    layout->addWidget(message, 1);
    layout->addWidget(go);
    layout->addWidget(ignore);
    m_rows->addWidget(line);
    line->show(); // with the heading, not one turn of the event loop later
}

void ChecksPanel::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(0, height() - 1, width(), 1, m_look.theme().lineSubtle);
}

int ChecksPanel::nextFrom(int row) const
{
    int first = -1;
    for (const translation::Finding& finding : m_model.findings()) {
        const int found = m_model.rowOf(finding.line);
        if (found < 0) continue;
        if (first < 0) first = found;
        if (found > row) return found;
    }
    return first;
}

} // namespace groundswell::ui
