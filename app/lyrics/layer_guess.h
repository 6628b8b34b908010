#pragma once

#include "lyrics/format.h"

#include <QList>
#include <QString>

namespace groundswell::lyrics {

/// A stamped text of a file that may share its stamp with others.
struct StampedText
{
    qint64 ms = 0;
    QString text;
    bool hasWords = false;
    bool standsApart = false; ///< has a voice of its own: sung at the same time, not a translation
};

/// What each of those texts is: the number of its layer, or -1 for the original.
struct LayerGuess
{
    QList<int> layerOf;     ///< one entry a text
    QList<LayerKind> kinds; ///< of each layer
};

/// What else is known of the file.
struct LayerHints
{
    LayerOrder order = LayerOrder::Guess;
    QString lang; ///< of the original, from a tag
    QString title;
};

/// Decides which of the texts that share a stamp is the original. NetEase's files put it first, other people's last,
/// and no tag says so: by the language tag's script, else the title's, else that of the lines that stand alone, else
/// the one with word times, else the first. Texts that only now and then share a stamp, in one script, are sung
/// together and all originals. `texts` is ordered by time, those of one time in file order.
[[nodiscard]] LayerGuess guessLayers(const QList<StampedText>& texts, const LayerHints& hints);

} // namespace groundswell::lyrics
