// The list of a song's comments while it grows and changes its width: what somebody reads stays where it is.
#include "many_comments.h"
#include "quiet_profile.h"

#include "ui/panel/comments/comments_page.h"

#include <QScrollBar>

using namespace groundswell;
using namespace groundswell::ui;
using community::CommentListModel;

class TestCommentList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void olderCommentsDoNotMoveTheReader();
    void anotherWidthKeepsTheRowAtTheTop();
    void rowsAreAsHighAsTheirText();
    void theEndIsReachedByEndAlone();
    void aNewerCommentDoesNotMoveTheReader();
    void aRowThatMovesIsPaintedAnew();

private:
    [[nodiscard]] CommentListView& list() const { return m_page->list(); }
    [[nodiscard]] QScrollBar& bar() const { return *list().verticalScrollBar(); }
    [[nodiscard]] QModelIndex rowAtTop() const { return list().indexAt({list().viewport()->width() / 2, 0}); }
    /// The rows in sight stand one below the other and each is as high as it is painted.
    [[nodiscard]] bool allFit() const
    {
        const CommentDelegate& rows = list().rows();
        int y = list().visualRect(rowAtTop()).top();
        for (int row = rowAtTop().row(); row < m_page->model().rowCount() && y < list().viewport()->height(); ++row) {
            const QRect place = list().visualRect(m_page->model().index(row));
            if (place.top() != y || place.height() != int(rows.row(m_page->model().index(row)).height)) return false;
            y = place.bottom() + 1;
        }
        return y >= list().viewport()->height();
    }

    SongId m_song;
    std::unique_ptr<QuietProfile> m_profile;
    std::unique_ptr<PanelFixture> m_village;
    std::unique_ptr<CommentsPage> m_page;
};

void TestCommentList::init()
{
    m_page.reset();
    m_village.reset();
    m_profile = std::make_unique<QuietProfile>();
    m_village = m_profile->open();
    m_song = SongId::make(m_profile->clock);
    QVERIFY(cacheComments(*m_village->cache, m_song, 450, m_profile->clock));
    m_page = std::make_unique<CommentsPage>(m_village->context());
    m_page->resize(408, 740);
    m_page->show();
    m_page->setSong(m_song, true);
    QTRY_VERIFY(bar().maximum() > list().viewport()->height());
}

void TestCommentList::olderCommentsDoNotMoveTheReader()
{
    const CommentListModel& model = m_page->model();
    while (model.rowCount() < 452) { // with the headings of two sections
        const int rows = model.rowCount();
        bar().setValue(bar().maximum() - list().viewport()->height());
        const QPersistentModelIndex read = rowAtTop();
        const int place = list().visualRect(read).top();
        QTRY_VERIFY(model.rowCount() > rows);
        QCOMPARE(list().visualRect(read).top(), place);
    }
    QVERIFY(allFit());
}

void TestCommentList::anotherWidthKeepsTheRowAtTheTop()
{
    bar().setValue(bar().maximum() / 2);
    const QPersistentModelIndex read = rowAtTop();
    QVERIFY(read.row() > 5);
    const int place = list().visualRect(read).top();
    for (const int width : {330, 520, 408}) {
        m_page->resize(width, 740);
        QCOMPARE(list().visualRect(read).top(), place);
        QTRY_VERIFY(allFit());
        QCOMPARE(list().visualRect(read).top(), place);
    }
}

void TestCommentList::rowsAreAsHighAsTheirText()
{
    QVERIFY(allFit());
    LookSettings large = m_village->look->settings();
    large.textPercent = 130;
    const int before = list().visualRect(m_page->model().index(1)).height();
    m_village->look->setSettings(large);
    QTRY_VERIFY(allFit());
    QVERIFY(list().visualRect(m_page->model().index(1)).height() > before);
}

void TestCommentList::theEndIsReachedByEndAlone()
{
    QTRY_COMPARE(
        [&] {
            bar().setValue(bar().maximum());
            return m_page->model().rowCount();
        }(),
        452); // with the headings of two sections
}

void TestCommentList::aNewerCommentDoesNotMoveTheReader()
{
    const CommentListModel& model = m_page->model();
    const auto say = [this](const QString& text) {
        (void)m_village->village->talk().post({m_song, text, {}, {}, {}, {}});
    };
    bar().setValue(bar().maximum() / 2);
    const QPersistentModelIndex read = rowAtTop();
    const int place = list().visualRect(read).top();
    const int rows = model.rowCount();
    say(QStringLiteral("Said on the ferry"));
    QTRY_COMPARE(model.rowCount(), rows + 1);
    QCOMPARE(list().visualRect(read).top(), place);
    QVERIFY(allFit());
    // At the beginning it is seen at once.
    bar().setValue(0);
    say(QStringLiteral("Said at the harbour"));
    QTRY_COMPARE(model.rowCount(), rows + 2);
    QCOMPARE(bar().value(), 0);
    QVERIFY(allFit());
}

void TestCommentList::aRowThatMovesIsPaintedAnew()
{
    const auto likes = [&](int row) {
        const CommentRow& laidOut = list().rows().row(m_page->model().index(row));
        const auto zone = std::ranges::find(laidOut.zones, CommentAction::Like, &RowZone::action);
        return zone == laidOut.zones.end() ? QString() : zone->label;
    };
    // The most loved, of which the lower one is liked once more.
    QCOMPARE(m_page->model().index(0).data(CommentListModel::SectionRole).value<CommentListModel::Section>(),
             CommentListModel::Section::MostLoved);
    const QModelIndex lower = m_page->model().index(2);
    const QString id = lower.data(CommentListModel::IdRole).toString();
    const qint64 before = lower.data(CommentListModel::LikesRole).toLongLong();
    QCOMPARE(likes(2), QString::number(before));
    (void)m_village->village->talk().react(m_song, CommentId::fromString(id), api::ReactionKind::Like, true);
    QTRY_COMPARE(m_page->model().index(1).data(CommentListModel::IdRole).toString(), id); // it moved up
    QCOMPARE(likes(1), QString::number(before + 1));
}

QTEST_MAIN(TestCommentList)
#include "tst_comment_list.moc"
