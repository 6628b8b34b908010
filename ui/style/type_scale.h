#pragma once

#include "ui/style/tokens.h"

#include <QFont>
#include <QHash>
#include <QString>

namespace groundswell::ui {

/// Which families voice text prefers: the serif of the design, or Inter for people who read it better.
enum class LyricFace { Serif, Sans };

/// Fonts and lengths at the chosen text size. A plain value that keeps the fonts it made: a new QFont looks for its
/// families again when it is first drawn with, which costs more than the text. Not for two threads at once. Languages
/// are BCP 47 tags ("ja", "zh-Hans", "ar"); an empty tag means "as the text's script tells".
class TypeScale
{
public:
    /// Text size in per cent of the design, 90 to 130.
    explicit TypeScale(int percent = 100, LyricFace face = LyricFace::Serif) noexcept;

    [[nodiscard]] int percent() const noexcept { return m_percent; }

    /// The font of a style; its fallback families suit the language (Han unification, design section 3).
    [[nodiscard]] QFont font(Type type, const QString& language = {}) const;
    /// The same with digits of one width, for running times and number columns.
    [[nodiscard]] QFont tabular(Type type) const;
    /// The same with another size and weight, for the few sizes the design gives outside its scale. Size in px at 100
    /// %.
    [[nodiscard]] QFont font(Type type, double size, int weight, const QString& language = {}) const;
    /// Line height of a style in px.
    [[nodiscard]] int line(Type type) const noexcept;
    /// A length of the design, scaled with the text: row heights, column minimums.
    [[nodiscard]] int px(int designPx) const noexcept;

private:
    /// What a font hangs on besides the text size.
    struct FontKey
    {
        Type type;
        int weight;
        double size; ///< px at 100 %
        QString language;
        bool tabular;
        bool operator==(const FontKey&) const = default;
        friend size_t qHash(const FontKey& key, size_t seed) noexcept
        {
            return qHashMulti(seed, static_cast<int>(key.type), key.weight, key.size, key.language, key.tabular);
        }
    };
    [[nodiscard]] const QFont& kept(const FontKey& key) const;
    [[nodiscard]] QFont made(const FontKey& key) const;

    int m_percent;
    LyricFace m_face;
    mutable QHash<FontKey, QFont> m_fonts;
};

/// Loads the bundled fonts into the application, the first time it is called; later calls wait for that. Any thread, so
/// that it can be done ahead: the font system reads its configuration for some 40 ms.
void loadBundledFonts();

/// The language that a text's script tells of: "ja" for kana, "ko" for hangul, "ar", "zh-Hans" for Han alone; else
/// empty.
[[nodiscard]] QString languageOfScript(QStringView text);

} // namespace groundswell::ui
