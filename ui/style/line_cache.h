#pragma once

#include <QCache>
#include <QFont>
#include <QString>
#include <QTextLayout>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace groundswell::ui {

/// Single lines of text as lists show them: shaped once and painted again and again, since QPainter::drawText shapes
/// its text anew each time, and once more to shorten it. Keeps the last `most` lines. GUI thread.
class LineCache
{
public:
    static constexpr int most = 800;

    /// Paints the line with the painter's pen where `side` says: at the left or right, in the middle of the height; as
    /// QPainter::drawText, left and right change sides in a painter that runs right to left unless Qt::AlignAbsolute is
    /// given. What does not fit ends in an ellipsis.
    void draw(QPainter& painter, const QRectF& place, Qt::Alignment side, const QString& text, const QFont& font);
    /// The line's width in px.
    [[nodiscard]] qreal width(const QString& text, const QFont& font, Qt::LayoutDirection direction);
    /// After fonts changed.
    void clear() { m_lines.clear(); }

private:
    static constexpr int unlimited = -1;

    struct Key
    {
        QString text;
        QFont font;
        int room; ///< px, or unlimited
        Qt::LayoutDirection direction;
        bool operator==(const Key&) const = default;
        friend size_t qHash(const Key& key, size_t seed) noexcept
        {
            return qHashMulti(seed, key.text, key.font.pixelSize(), key.font.weight(), key.room, int(key.direction));
        }
    };
    struct Line
    {
        QTextLayout layout;
        qreal width = 0;
        qreal height = 0;
    };
    [[nodiscard]] const Line& line(const Key& key);

    QCache<Key, Line> m_lines{most};
};

} // namespace groundswell::ui
