#pragma once

#include "ui/shell/found_folders.h"
#include "ui/style/look.h"

#include <QWidget>

class QBoxLayout;
class QFrame;
class QScrollArea;
class QVBoxLayout;

namespace groundswell::ui {

/// What stands in the window while there is no music: "Where does your music live?" (picture 08).
class FirstRunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit FirstRunPage(const Look& look, QWidget* parent = nullptr);

    /// The music found on this computer, each with a button that adds it.
    void setFound(const QList<FoundFolder>& folders);
    /// Whether somebody is signed in already: the card then only says where.
    void setCommunity(const QString& name);
    /// A folder with a first list to try; empty hides that card.
    void setDemoFolder(const QString& path);

Q_SIGNALS:
    void chooseFolderClicked();
    void addFolderClicked(const QString& path);
    void chooseCommunityClicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QFrame* makeHere();
    [[nodiscard]] QFrame* makeCommunity();
    [[nodiscard]] QFrame* makeDemo();
    void putStopsBehind(QWidget* found);
    /// All cards are equally wide: side by side, or one below the other where there is no room for that.
    void fitCards();
    /// A line of the card of this computer: a name and what is to be said of it.
    [[nodiscard]] QWidget* foundRow(const QString& title, const QString& detail) const;

    const Look& m_look;
    QScrollArea* m_area;
    QWidget* m_foundFrame;
    QVBoxLayout* m_found;
    QBoxLayout* m_cards = nullptr;
    QList<QWidget*> m_stops; ///< of the keyboard, behind what was found
    QFrame* m_hereCard = nullptr;
    QFrame* m_communityCard = nullptr;
    QFrame* m_demoCard = nullptr;
    QString m_demo;
    QList<FoundFolder> m_folders; ///< those shown
};

} // namespace groundswell::ui
