#include "server/hot_ranking.h"

#include "base/text_fold.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <deque>
#include <ranges>

namespace groundswell::server {

namespace {

constexpr double replyWeight = 0.6;
constexpr double mostReplies = 8;
constexpr double freshWeight = 2.5;
constexpr qsizetype sameStart = 80; ///< characters that make two texts the same
constexpr double halfLifeMs = 3.0 * 24 * 60 * 60 * 1000;

} // namespace

double hotScore(const api::Comment& comment, qint64 distinctRepliers, qint64 nowMs)
{
    const double liked = std::log1p(static_cast<double>(comment.likes + comment.hugs));
    const double answered = std::min(static_cast<double>(distinctRepliers), mostReplies) * replyWeight;
    const double age = std::max(0.0, static_cast<double>(nowMs - comment.createdAt));
    return liked + answered + freshWeight * std::exp2(-age / halfLifeMs);
}

std::vector<api::Comment> hotOrder(std::vector<Talked> talk, qint64 nowMs, size_t pageSize)
{
    const auto score = [&](const Talked& t) { return hotScore(t.comment, t.distinctRepliers, nowMs); };
    std::vector<std::pair<double, api::Comment>> scored;
    scored.reserve(talk.size());
    for (Talked& t : talk)
        scored.emplace_back(score(t), std::move(t.comment));
    std::ranges::stable_sort(scored, std::greater(), &std::pair<double, api::Comment>::first);

    QSet<QString> texts;
    std::vector<api::Comment> copies;
    std::deque<api::Comment> waiting;
    for (auto& comment : scored | std::views::values) {
        const QString key = foldForSearch(QStringView(comment.text).left(sameStart)).simplified();
        if (!key.isEmpty() && texts.contains(key))
            copies.push_back(std::move(comment));
        else
            waiting.push_back(std::move(comment));
        texts.insert(key);
    }

    std::vector<api::Comment> order;
    order.reserve(scored.size());
    while (!waiting.empty()) {
        QSet<UserId> onPage;
        std::deque<api::Comment> later;
        const size_t pageEnd = order.size() + pageSize;
        while (!waiting.empty() && order.size() < pageEnd) {
            api::Comment next = std::move(waiting.front());
            waiting.pop_front();
            const bool again = !next.author.id.isNull() && onPage.contains(next.author.id);
            onPage.insert(next.author.id);
            if (again)
                later.push_back(std::move(next));
            else
                order.push_back(std::move(next));
        }
        waiting.insert(waiting.begin(), std::make_move_iterator(later.begin()), std::make_move_iterator(later.end()));
    }
    order.insert(order.end(), std::make_move_iterator(copies.begin()), std::make_move_iterator(copies.end()));
    return order;
}

} // namespace groundswell::server
