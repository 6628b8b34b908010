// The rows of a song's comments over real stores and the real engine, without a server: what was written here shows at
// once, and every change of the model is one that a view can follow.

#include "house.h"

#include "community/comment_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace groundswell;
using namespace groundswell::community;
using namespace Qt::StringLiterals;
using Model = CommentListModel;

namespace {

QString idOf(int number)
{
    return QUuid::createUuidV5(QUuid(), QString::number(number)).toString(QUuid::WithoutBraces);
}

} // namespace

class TestCommentListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sectionsOfWhatWasFetched()
    {
        House house;
        house.fetched(idOf(1), 50, 100);
        house.fetched(idOf(2), 0, 200);
        for (int i = 0; i < 4; ++i)
            house.fetched(idOf(10 + i), 0, 300 + i, idOf(1));
        Model model(*house.village);
        QAbstractItemModelTester tester(&model);
        model.setSong(house.song);
        QTRY_VERIFY(!model.isLoading());
        // loved header, comment, two replies, "2 more", newest header, comment
        QCOMPARE(model.rowCount(), 7);
        QCOMPARE(model.total(), 6);
        const auto kind = [&](int row) { return model.index(row).data(Model::KindRole).value<Model::RowKind>(); };
        QCOMPARE(kind(0), Model::RowKind::Header);
        QCOMPARE(kind(1), Model::RowKind::Comment);
        QCOMPARE(kind(2), Model::RowKind::Reply);
        QCOMPARE(kind(4), Model::RowKind::MoreReplies);
        QCOMPARE(model.index(4).data(Model::CountRole).toLongLong(), 2);
        QCOMPARE(kind(5), Model::RowKind::Header);
        model.setExpanded(CommentId::fromString(idOf(1)), true);
        QCOMPARE(model.rowCount(), 8);
        QCOMPARE(kind(5), Model::RowKind::Reply);
    }

    void whatIsWrittenShowsAtOnceAndCanBeUndone()
    {
        House house;
        house.fetched(idOf(1), 0, 100);
        Model model(*house.village);
        QAbstractItemModelTester tester(&model);
        model.setSong(house.song);
        QTRY_COMPARE(model.rowCount(), 2);
        QSignalSpy resets(&model, &Model::modelReset);
        (void)house.village->talk().post({house.song, u"  Said on the ferry "_s, {}, {}, 1200, {}});
        QTRY_COMPARE(model.rowCount(), 3);
        const auto mine = model.index(1);
        QCOMPARE(mine.data(Model::TextRole).toString(), u"Said on the ferry"_s);
        QCOMPARE(mine.data(Model::AuthorRole).toString(), u"Liv"_s);
        QCOMPARE(mine.data(Model::AtMsRole).toLongLong(), 1200);
        QCOMPARE(mine.data(Model::SendStateRole).value<SendState>(), SendState::Waiting);
        QVERIFY(mine.data(Model::OwnRole).toBool());

        (void)house.village->talk().edit(house.song, CommentId::fromString(mine.data(Model::IdRole).toString()),
                                         u"Said on the boat"_s);
        QTRY_COMPARE(model.index(1).data(Model::TextRole).toString(), u"Said on the boat"_s);
        (void)house.village->talk().react(house.song, CommentId::fromString(idOf(1)), api::ReactionKind::Like, true);
        QTRY_VERIFY(model.index(2).data(Model::LikedRole).toBool());
        QCOMPARE(model.index(2).data(Model::LikesRole).toLongLong(), 1);

        (void)house.village->outbox().undo(
            OperationId::fromString(model.index(1).data(Model::OperationRole).toString()));
        QTRY_COMPARE(model.rowCount(), 2);
        QCOMPARE(resets.count(), 0); // a view keeps its place
    }

    void olderCommentsComeByThePage()
    {
        House house;
        for (int i = 0; i < 450; ++i)
            house.fetched(idOf(i), 0, 1000 + i / 3); // some at the same time, also where a page ends
        Model model(*house.village);
        QAbstractItemModelTester tester(&model);
        tester.setUseFetchMore(false);
        model.setSong(house.song);
        QTRY_COMPARE(model.total(), 450);
        QCOMPARE(model.rowCount(), 201);
        QCOMPARE(model.index(0).data(Model::CountRole).toLongLong(), 450);
        const QString newest = model.index(1).data(Model::KeyRole).toString();
        QSignalSpy inserted(&model, &Model::rowsInserted);
        QSignalSpy changed(&model, &Model::dataChanged);
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        QVERIFY(!model.canFetchMore({})); // it is on its way
        QTRY_COMPARE(model.rowCount(), 401);
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 451);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(inserted.count(), 2);
        QCOMPARE(changed.count(), 0);
        QSet<QString> texts;
        for (int row = 1; row < model.rowCount(); ++row)
            texts.insert(model.index(row).data(Model::TextRole).toString());
        QCOMPARE(texts.size(), 450);
        // What is written by others meanwhile takes none of them away.
        house.fetched(idOf(1000), 0, 5000);
        Q_EMIT house.village->talk().commentsChanged(house.song);
        QTRY_COMPARE(model.rowCount(), 452);
        QCOMPARE(model.index(2).data(Model::KeyRole).toString(), newest);
    }

    void whatIsWrittenWhileAPageComesTakesNothingAway()
    {
        House house;
        for (int i = 0; i < 450; ++i)
            house.fetched(idOf(i), 0, 1000 + i);
        Model model(*house.village);
        model.setSong(house.song);
        QTRY_COMPARE(model.rowCount(), 201);
        const QString last = model.index(200).data(Model::KeyRole).toString();
        for (int i = 0; i < 30; ++i)
            house.fetched(idOf(1000 + i), 0, 5000 + i);
        model.fetchMore({});
        Q_EMIT house.village->talk().commentsChanged(house.song);
        QTRY_COMPARE(model.rowCount(), 231);
        QCOMPARE(model.index(230).data(Model::KeyRole).toString(), last);
        QTRY_VERIFY([&] {
            if (model.canFetchMore({})) model.fetchMore({});
            return model.rowCount() == 481;
        }());
    }

    void whatIsShownStaysWhenTheLastRowGoes()
    {
        House house;
        for (int i = 0; i < 100; ++i)
            house.fetched(idOf(i), 0, 1000 + i);
        for (int i = 0; i < 5; ++i)
            house.fetched(idOf(1000 + i), 0, 2000 + i, idOf(0)); // of the oldest
        Model model(*house.village);
        QAbstractItemModelTester tester(&model);
        tester.setUseFetchMore(false); // it would in the middle of an insertion
        model.setSong(house.song);
        QTRY_COMPARE(model.total(), 105);
        QTRY_VERIFY([&] {
            if (model.canFetchMore({})) model.fetchMore({});
            return !model.canFetchMore({});
        }());
        QCOMPARE(model.rowCount(), 104); // heading, comments, two replies, "3 more replies"
        model.setExpanded(CommentId::fromString(idOf(0)), true);
        QCOMPARE(model.rowCount(), 106);
        (void)house.village->talk().post({house.song, u"Said on the ferry"_s, {}, {}, {}, {}});
        QTRY_COMPARE(model.rowCount(), 107);
        // Warm enough to stand among the most loved, a section of its own: the last thread moves to the top.
        house.fetched(idOf(0), 50, 1000);
        Q_EMIT house.village->talk().commentsChanged(house.song);
        QTRY_COMPARE(model.rowCount(), 108);
    }

    void whatIsAsItWasIsSharedWithThePageBefore()
    {
        House house;
        for (int i = 0; i < 30; ++i)
            house.fetched(idOf(i), 0, 1000 - i);
        house.fetched(idOf(100), 50, 500);
        Talk& talk = house.village->talk();
        const auto read = [&](const TalkPage& former) {
            auto page = talk.page(house.song, former);
            page.waitForFinished();
            return page.result().value();
        };
        const TalkPage first = read({});
        QVERIFY(talk.react(house.song, CommentId::fromString(idOf(3)), api::ReactionKind::Like, true).result());
        const TalkPage second = read(first);
        QCOMPARE(first.newest.size(), 30);
        QCOMPARE(second.loved, first.loved);
        for (size_t i = 0; i < 30; ++i)
            QCOMPARE(second.newest.at(i) == first.newest.at(i), i != 3);
        QCOMPARE(second.newest.at(3)->comment.likes, 1);
    }

    void anOldCommentCanBeAskedFor()
    {
        House house;
        for (int i = 0; i < 300; ++i)
            house.fetched(idOf(i), 0, 1000 + i);
        house.fetched(idOf(1000), 0, 1500, idOf(0));
        Model model(*house.village);
        model.setSong(house.song);
        QTRY_COMPARE(model.total(), 301);
        const auto reply = CommentId::fromString(idOf(1000));
        QCOMPARE(model.rowOf(reply), -1);
        model.include(reply);
        QTRY_VERIFY(model.rowOf(reply) > 0);
        QVERIFY(model.index(model.rowOf(reply)).data(Qt::AccessibleTextRole).toString().startsWith(u"Nao"_s));
        // It comes once, at its place, when those between are there too.
        model.fetchMore({});
        QTRY_COMPARE(model.rowCount(), 302);
        QCOMPARE(model.rowOf(reply), 301);
    }

    void anEmptyCommentIsRefusedWithASentence()
    {
        House house;
        auto posted = house.village->talk().post({house.song, u"   "_s, {}, {}, {}, {}});
        QTRY_VERIFY(posted.isFinished());
        QCOMPARE(posted.result().error().code, ErrorCode::InvalidInput);
        QVERIFY(!posted.result().error().message.isEmpty());
    }

    void aDraftOfAComment()
    {
        House house;
        auto saved = house.village->talk().saveDraft({house.song, u"half a tho"_s, {}, 700});
        QTRY_VERIFY(saved.isFinished());
        QVERIFY(saved.result());
        auto draft = house.village->talk().draft(house.song);
        QTRY_VERIFY(draft.isFinished());
        QCOMPARE(draft.result()->text, u"half a tho"_s);
        QCOMPARE(draft.result()->atMs, 700);
    }
};

QTEST_GUILESS_MAIN(TestCommentListModel)
#include "tst_comment_list_model.moc"
