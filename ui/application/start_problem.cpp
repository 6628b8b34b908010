#include "ui/application/start_problem.h"

#include "ui/parts/buttons.h"
#include "ui/parts/labels.h"
#include "ui/parts/surface.h"

#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace groundswell::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int padding = 24;
constexpr int textWidth = 400;
} // namespace

StartProblem::StartProblem(const Look& look, const QString& profileFolder, const Error& error)
{
    setWindowTitle(u"Groundswell"_s);
    setWindowIcon(QIcon(u":/look/icons/app-icon-512.png"_s));
    setSurface(*this, u"window"_s);
    const bool inUse = error.code == ErrorCode::Conflict;
    const QString title = inUse ? tr("Your library is in use") : tr("Groundswell cannot start");
    QString sentence = inUse ? tr("Another program, perhaps a command of groundswell-cli, is working with it. Let it "
                                  "finish, then try again.")
                             : error.message;
    if (error.code == ErrorCode::Corrupt)
        sentence += u' ' + tr("Put an earlier copy of it in its place, or move it to another folder to begin with an "
                              "empty one.");
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    auto* said = wrappingLabel(look, sentence, Type::Body, Tone::Secondary, this);
    said->setObjectName(u"sentence"_s);
    said->setFixedWidth(look.px(textWidth));
    auto* where = wrappingLabel(look, QDir::toNativeSeparators(profileFolder), Type::Small, Tone::Tertiary, this);
    where->setFixedWidth(look.px(textWidth));
    auto* quit = makeButton(look, ButtonKind::Standard, tr("Quit"), {}, this);
    auto* again = makeButton(look, ButtonKind::Primary, tr("Try again"), {}, this);
    again->setObjectName(u"tryAgain"_s);
    again->setDefault(true);
    again->setFocus();
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(quit);
    buttons->addWidget(again);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(padding, padding, padding, padding);
    column->setSpacing(0);
    column->setSizeConstraint(QLayout::SetFixedSize);
    column->addWidget(plainLabel(look, title, Type::Section, Tone::Primary, this));
    column->addSpacing(8);
    column->addWidget(said);
    column->addSpacing(8);
    column->addWidget(where);
    column->addSpacing(padding);
    column->addLayout(buttons);
    connect(quit, &QPushButton::clicked, this, &QDialog::reject);
    connect(again, &QPushButton::clicked, this, &QDialog::accept);
}

} // namespace groundswell::ui
