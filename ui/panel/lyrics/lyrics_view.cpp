#include "ui/panel/lyrics/lyrics_view.h"

#include "ui/style/look.h"

#include <QEasingCurve>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace groundswell::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int frameMs = 16;
constexpr qreal smoothStep = 0.25; // of a device pixel: what fills more slowly than that a frame gets fewer frames
constexpr double restingHeight = 0.42;
constexpr int lyricLineMs = 320;
constexpr auto handHold = 4s;

} // namespace

LyricsView::LyricsView(const Look& look, std::function<qint64()> positionMs, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_look(look)
    , m_positionMs(std::move(positionMs))
{
    setObjectName(u"lyricsView"_s);
    setAccessibleName(tr("Lyrics"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(
        Qt::ScrollBarAlwaysOff); // the words are the place in the song; a bar would only take their room
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // so that nothing behind it is painted for a word
    verticalScrollBar()->setSingleStep(24);
    m_clock.setSingleShot(true);
    m_clock.setTimerType(Qt::PreciseTimer);
    connect(&m_clock, &QTimer::timeout, this, &LyricsView::tick);
    m_heldByHand.setSingleShot(true);
    m_heldByHand.setInterval(handHold);
    connect(&m_heldByHand, &QTimer::timeout, this, [this] {
        if (m_playing && m_active >= 0) scrollToLine(m_active, true);
    });
    m_move.setStartValue(0.0);
    m_move.setEndValue(1.0);
    m_move.setEasingCurve(Look::easeInOut());
    connect(&m_move, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_grown = value.toDouble();
        updateScrollRange();
        if (!m_heldByHand.isActive() && m_active >= 0) {
            m_scrollingOurselves = true;
            verticalScrollBar()->setValue(m_scrollFrom +
                                          int(std::lround((restingPlace(m_active) - m_scrollFrom) * m_grown)));
            m_scrollingOurselves = false;
        }
        viewport()->update();
    });
    connect(&m_move, &QVariantAnimation::stateChanged, this, [this](QAbstractAnimation::State state) {
        if (state == QAbstractAnimation::Running) return;
        for (Block& block : m_blocks)
            block.smallPicture = {};
    });
    connect(&m_look, &Look::changed, this, &LyricsView::relayout);
}

void LyricsView::setSheet(LyricSheet sheet)
{
    const bool sameWords =
        m_sheet.document == sheet.document; // then only counts or the translation are new: nothing moves
    m_sheet = std::move(sheet);
    m_synced = lyrics::isSynced(m_sheet.document);
    m_mostComments = 0;
    for (const qint64 count : std::as_const(m_sheet.commentCounts))
        m_mostComments = std::max(m_mostComments, count);
    m_romans.clear();
    for (const lyrics::Line& line : std::as_const(m_sheet.document.lines))
        m_romans.append(romanColumns(line, m_sheet.roman.value(line.id)));
    if (!sameWords) m_active = m_former = m_current = m_hovered = -1;
    relayout();
}

void LyricsView::setRomanisation(bool on)
{
    if (m_romanisation == on) return;
    m_romanisation = on;
    relayout();
}

void LyricsView::setTextPercent(int percent)
{
    m_textPercent = std::clamp(percent, 80, 160);
    relayout();
}

void LyricsView::setPlaying(bool playing)
{
    m_playing = playing;
    followNow();
}

void LyricsView::followNow()
{
    m_heldByHand.stop();
    tick();
}

// ------------------------------------------------------------------ layout

int LyricsView::sidePadding() const
{
    return 16; // as the chips above
}

qreal LyricsView::textWidth() const
{
    return std::max(80, viewport()->width() - 2 * sidePadding());
}

qreal LyricsView::countWidth(int line) const
{
    return m_sheet.commentCounts.value(m_sheet.document.lines.at(line).id) > 0 ? m_look.px(52) : 0;
}

std::unique_ptr<LyricsView::Setting> LyricsView::makeSetting(int index, bool large) const
{
    const lyrics::Line& line = m_sheet.document.lines.at(index);
    const double scale = m_textPercent / 100.0;
    const bool quiet = line.role != lyrics::LineRole::Main;
    const QString lang = m_sheet.document.lang == u"und"_s ? languageOfScript(line.text) : m_sheet.document.lang;
    LineStyle style;
    style.text = m_look.type().font(large ? Type::LyricActive : Type::Lyric,
                                    (large   ? 23
                                     : quiet ? 16
                                             : 20) *
                                        scale,
                                    large ? 600 : 400, lang);
    style.textHeight = std::round(m_look.type().line(large ? Type::LyricActive : Type::Lyric) * scale);
    style.roman = m_look.font(Type::Romanisation);
    style.romanHeight = m_look.type().line(Type::Romanisation);
    style.columnGap = m_look.px(7);
    const auto columns = m_romanisation ? m_romans.at(index) : QList<RomanColumn>();
    // The count stands at the end of the translation, or of the words where there is none.
    const QString translation = m_sheet.translation.value(line.id);
    const qreal width = textWidth() - (translation.isEmpty() ? countWidth(index) : 0);
    auto setting =
        std::make_unique<Setting>(Setting{LineLayout(line, lineEnd(m_sheet, index), columns, style, width), {}, 0});
    const Type type = large ? Type::LyricTranslationActive : Type::LyricTranslation;
    setting->translation = TextBlock(translation, m_look.font(type, m_sheet.translationLang),
                                     textWidth() - countWidth(index), m_look.type().line(type));
    setting->height = above + setting->line.height() + setting->translation.height() + below;
    return setting;
}

void LyricsView::relayout()
{
    m_blocks.clear();
    const int count = int(m_sheet.document.lines.size());
    m_blocks.reserve(size_t(count));
    for (int i = 0; i < count; ++i)
        m_blocks.push_back({makeSetting(i, false), nullptr, {}, {}});
    m_move.stop();
    m_grown = 1;
    m_former = -1;
    updateScrollRange();
    if (m_active >= 0) scrollToLine(m_active, false);
    viewport()->update();
    tick();
}

LyricsView::Setting& LyricsView::large(int line)
{
    Block& block = m_blocks.at(size_t(line));
    if (!block.large) block.large = makeSetting(line, true);
    return *block.large;
}

double LyricsView::growth(int line) const
{
    if (line == m_active) return m_grown;
    return line == m_former ? 1 - m_grown : 0;
}

qreal LyricsView::blockHeight(int line) const
{
    const Block& block = m_blocks.at(size_t(line));
    const double grown = growth(line);
    if (grown == 0 || !block.large) return block.small->height;
    return block.small->height + (block.large->height - block.small->height) * grown;
}

qreal LyricsView::blockTop(int line) const
{
    qreal top = 12;
    for (int i = 0; i < line; ++i)
        top += blockHeight(i);
    return top;
}

void LyricsView::updateScrollRange()
{
    const qreal total = m_blocks.empty() ? 0 : blockTop(int(m_blocks.size())) + fadeHeight;
    m_scrollingOurselves = true;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, int(std::ceil(total)) - viewport()->height()));
    m_scrollingOurselves = false;
}

int LyricsView::restingPlace(int line) const
{
    const qreal middle = blockTop(line) + blockHeight(line) / 2;
    return std::clamp(int(std::lround(middle - viewport()->height() * restingHeight)), 0,
                      verticalScrollBar()->maximum());
}

QRect LyricsView::lineRect(int line) const
{
    const qreal top = blockTop(line) - verticalScrollBar()->value();
    return QRectF(0, top, viewport()->width(), blockHeight(line)).toAlignedRect();
}

int LyricsView::lineAtY(int viewportY) const
{
    qreal top = 12 - verticalScrollBar()->value();
    for (int i = 0; i < int(m_blocks.size()); ++i) {
        const qreal height = blockHeight(i);
        if (viewportY >= top && viewportY < top + height) return i;
        top += height;
    }
    return -1;
}

// ------------------------------------------------------------------ time

bool LyricsView::mayTick() const
{
    return m_playing && isVisible() && m_synced && !m_blocks.empty() && !window()->isMinimized();
}

void LyricsView::stopTicking()
{
    m_clock.stop();
    if (m_move.state() == QAbstractAnimation::Running) {
        m_move.stop();
        m_grown = 1;
        m_former = -1;
    }
}

void LyricsView::tick()
{
    if (m_blocks.empty() || !m_synced || !isVisible()) {
        stopTicking();
        return;
    }
    const qint64 now = m_positionMs();
    const int active = int(lineAt(m_sheet, now));
    if (active != m_active) setActive(active, m_playing);
    m_shownMs = now;
    if (m_active >= 0) {
        const LineLayout& line = large(m_active).line;
        const QRectF fill = line.filledPart(m_look.settings().reduceMotion ? sungUntil(line, now) - 1 : now);
        if (fill != m_fill) {
            viewport()->update(changedPart(m_fill, fill));
            m_fill = fill;
        }
    }
    schedule(now);
}

qint64 LyricsView::sungUntil(const LineLayout& line, qint64 ms) const
{
    return m_look.settings().reduceMotion ? line.wordStep(ms) : ms;
}

QRect LyricsView::changedPart(const QRectF& before, const QRectF& now) const
{
    const auto same = [](qreal a, qreal b) { return std::abs(a - b) < 0.01; };
    const bool growsRight = same(before.left(), now.left());
    const bool sameWord =
        before.top() == now.top() && (growsRight || same(before.right(), now.right())) && !before.isEmpty();
    const QRect line = lineRect(m_active);
    if (!sameWord) return line;
    const auto [from, to] =
        growsRight ? std::minmax({before.right(), now.right()}) : std::minmax({before.left(), now.left()});
    // A device pixel more at both sides, and the water line below.
    const QRectF strip(from - 1, now.top(), to - from + 2, now.height() + 1);
    return strip.translated(sidePadding(), line.top() + above).toAlignedRect();
}

void LyricsView::schedule(qint64 nowMs)
{
    if (!mayTick()) {
        m_clock.stop();
        return;
    }
    std::optional<qint64> next;
    if (m_active >= 0) {
        const LineLayout& line = large(m_active).line;
        const qreal step = m_look.settings().reduceMotion ? 0 : smoothStep / devicePixelRatioF();
        next = line.nextChange(sungUntil(line, nowMs), step);
    }
    if (!next) {
        for (const lyrics::Line& line : std::as_const(m_sheet.document.lines)) {
            if (line.startMs && *line.startMs > nowMs && (!next || *line.startMs < *next)) next = line.startMs;
        }
    }
    if (!next)
        m_clock.stop();
    else
        m_clock.start(int(std::clamp<qint64>(*next - nowMs, frameMs, 60'000)));
}

void LyricsView::setActive(int line, bool animated)
{
    for (const int changed : {m_former, m_active, line}) { // as one sung, or no longer, it has other colours
        if (changed >= 0) m_blocks.at(size_t(changed)).largePicture = {};
    }
    m_former = m_active;
    m_active = line;
    m_fill = {};
    if (line >= 0) large(line);
    if (m_former >= 0) large(m_former);
    scrollToLine(line, animated);
    Q_EMIT activeLineChanged(line);
}

void LyricsView::scrollToLine(int line, bool animated)
{
    m_move.stop();
    const int duration = m_look.duration(lyricLineMs);
    if (animated && duration > 0 && isVisible()) {
        m_scrollFrom = verticalScrollBar()->value();
        m_grown = line == m_active && m_former < 0 ? m_grown : 0;
        m_move.setDuration(duration);
        m_move.start();
        return;
    }
    m_grown = 1;
    m_former = -1;
    updateScrollRange();
    if (line >= 0 && !m_heldByHand.isActive()) {
        m_scrollingOurselves = true;
        verticalScrollBar()->setValue(restingPlace(line));
        m_scrollingOurselves = false;
    }
    viewport()->update();
}

} // namespace groundswell::ui
