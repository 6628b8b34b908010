#pragma once

#include "ui/style/look.h"

#include <QImage>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QSpacerItem;

namespace groundswell::ui {

class ElidedLabel;

/// The head of a list page: cover, what it is, its name in the voice face, a line about it, and its buttons. All of it
/// is smaller where there is little room.
class ListHeader final : public QWidget
{
    Q_OBJECT

public:
    /// The tint fades out over so many px from the top of the ground that it lies on, with this alpha at the top.
    static constexpr int tintHeight = 230;
    static constexpr double tintAlpha = 0.11;
    /// From here on less than half of one of 255 shades is left of it.
    static constexpr int tintReach = 226;
    static_assert((tintHeight - tintReach) * tintAlpha * 255 < 0.5 * tintHeight);

    explicit ListHeader(const Look& look, QWidget* parent = nullptr);

    /// `seed` draws the cover until pictures are set. Empty texts take no room.
    void setTexts(const QString& kind, const QString& title, const QString& description, const QString& seed);
    void setDescription(const QString& description);
    /// One picture, or four for a mosaic.
    void setCovers(const QList<QImage>& covers);
    /// What its last button does; "Add music" unless it is told.
    void setAct(const QString& text, const QString& icon);
    [[nodiscard]] QWidget& actButton() noexcept;
    /// A further control behind "Shuffle"; taken over.
    void addControl(QWidget* control);
    /// Whether there is anything to play.
    void setPlayable(bool playable);

    /// The cover's main colour, for the page's tint.
    [[nodiscard]] QColor tint() const noexcept { return m_tint; }

Q_SIGNALS:
    void playClicked();
    void shuffleClicked();
    void actClicked();
    void tintChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int side() const;
    [[nodiscard]] QRect coverRect() const;
    void fitCover();
    void showTexts();

    const Look& m_look;
    ElidedLabel* m_kind;
    ElidedLabel* m_title;
    ElidedLabel* m_description;
    QPushButton* m_play;
    QPushButton* m_shuffle;
    QPushButton* m_act;
    QHBoxLayout* m_buttons;
    QSpacerItem* m_coverRoom = nullptr; ///< the layout's
    QList<QImage> m_covers;
    QString m_kindText;
    QString m_descriptionText;
    bool m_narrow = false; ///< beside a wide panel: a smaller cover and title
    QString m_seed;
    QColor m_tint;
};

} // namespace groundswell::ui
