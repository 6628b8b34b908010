#include "ui/people/note_label.h"

#include "ui/parts/labels.h"
#include "ui/style/kept_font.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace groundswell::ui {

namespace {

constexpr int iconSide = 14;
constexpr int iconGap = 6;

Tone toneOf(NoteLabel::Mood mood)
{
    switch (mood) {
    case NoteLabel::Mood::Good: return Tone::Tide;
    case NoteLabel::Mood::Careful: return Tone::Caution;
    case NoteLabel::Mood::Bad: return Tone::Failed;
    case NoteLabel::Mood::Quiet: break;
    }
    return Tone::Tertiary;
}

QString iconOf(NoteLabel::Mood mood)
{
    switch (mood) {
    case NoteLabel::Mood::Good: return u"check"_s;
    case NoteLabel::Mood::Careful: return u"warning"_s;
    case NoteLabel::Mood::Bad: return u"alert"_s;
    case NoteLabel::Mood::Quiet: break;
    }
    return {};
}

} // namespace

NoteLabel::NoteLabel(const Look& look, QWidget* parent)
    : QLabel(parent)
    , m_look(look)
{
    setTextFormat(Qt::PlainText);
    if (layoutDirection() == Qt::RightToLeft) setAlignment(Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
    keepFont(*this, look, [&look] { return look.font(Type::Small); });
    say(Mood::Quiet, {});
    connect(&look, &Look::changed, this, &NoteLabel::makeRoom);
}

void NoteLabel::say(Mood mood, const QString& text)
{
    m_mood = mood;
    setTone(*this, toneOf(mood));
    setText(text.isEmpty() ? u" "_s : text);
    makeRoom();
    update();
}

void NoteLabel::makeRoom()
{
    setIndent(iconOf(m_mood).isEmpty() ? 0 : m_look.px(iconSide) + iconGap);
}

void NoteLabel::paintEvent(QPaintEvent* event)
{
    QLabel::paintEvent(event);
    const QString icon = iconOf(m_mood);
    if (icon.isEmpty()) return;
    QPainter painter(this);
    const int side = m_look.px(iconSide);
    const QRect place(layoutDirection() == Qt::RightToLeft ? width() - side : 0, 0, side, height());
    m_look.icons().paint(painter, place, icon, toneColour(m_look.theme(), toneOf(m_mood)), iconSide);
}

} // namespace groundswell::ui
