//! The colours of a page: one accent, light and dark, with the pairs that may stand on each other.
//!
//! The style sheet names colours only by these names, so that what is measured here is what is shown.

/// A colour as red, green and blue.
pub type Rgb = [u8; 3];

/// A colour with its name in the style sheet, for light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// The name, used as `var(--name)`.
    pub name: &'static str,
    /// On a light page, and in print.
    pub light: Rgb,
    /// On a dark page.
    pub dark: Rgb,
}

const fn color(name: &'static str, light: Rgb, dark: Rgb) -> Color {
    Color { name, light, dark }
}

/// Behind everything.
pub const PAGE: Color = color("page", [0xff, 0xff, 0xff], [0x15, 0x18, 0x1d]);
/// Behind what is set apart.
pub const PANEL: Color = color("panel", [0xf5, 0xf7, 0xf9], [0x1d, 0x21, 0x28]);
/// Text.
pub const INK: Color = color("ink", [0x1b, 0x22, 0x2c], [0xe8, 0xeb, 0xef]);
/// Text of less weight.
pub const MUTED: Color = color("muted", [0x56, 0x61, 0x70], [0xa6, 0xb0, 0xbd]);
/// Rules between things; they carry no meaning.
pub const RULE: Color = color("rule", [0xdd, 0xe2, 0xe8], [0x33, 0x3a, 0x45]);
/// The one accent: shapes of ratings, what is earned.
pub const ACCENT: Color = color("accent", [0x1d, 0x5c, 0x8f], [0x74, 0xb3, 0xe6]);
/// Edges that do carry meaning: what is still reachable, the end of a bar.
pub const EDGE: Color = color("edge", [0x74, 0x80, 0x90], [0x85, 0x91, 0xa2]);
/// A word of warning, and the edge of its box.
pub const WARNING: Color = color("warning", [0x96, 0x3c, 0x0c], [0xf2, 0xae, 0x80]);

/// All colours.
pub const ALL: [Color; 8] = [PAGE, PANEL, INK, MUTED, RULE, ACCENT, EDGE, WARNING];

/// What stands on what, and the least contrast that the Web Content Accessibility Guidelines (level AA)
/// ask for: 4.5 for text, 3 for shapes and edges that carry meaning.
pub const PAIRS: [(Color, Color, f64); 10] = [
    (INK, PAGE, 4.5),
    (INK, PANEL, 4.5),
    (MUTED, PAGE, 4.5),
    (MUTED, PANEL, 4.5),
    (ACCENT, PAGE, 4.5),
    (ACCENT, PANEL, 4.5),
    (WARNING, PAGE, 4.5),
    (WARNING, PANEL, 4.5),
    (EDGE, PAGE, 3.0),
    (EDGE, PANEL, 3.0),
];

/// The colours as the beginning of a style sheet. Print is always light.
#[must_use]
pub fn css() -> String {
    let list = |of: fn(&Color) -> Rgb| -> String {
        let colors = ALL.iter().map(|color| (color.name, of(color)));
        colors.map(|(name, [r, g, b])| format!("--{name}:#{r:02x}{g:02x}{b:02x};")).collect::<Vec<_>>().concat()
    };
    format!(
        ":root{{color-scheme:light;{}}}@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{}}}}}",
        list(|color| color.light),
        list(|color| color.dark)
    )
}

/// The contrast of two colours, 1 to 21 (Web Content Accessibility Guidelines 2.2, "contrast ratio").
#[must_use]
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Rgb) -> f64 {
    let [r, g, b] = color.map(|channel| {
        let c = f64::from(channel) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_can_be_told_apart_in_light_and_dark() {
        for (front, back, least) in PAIRS {
            for (mode, ratio) in
                [("light", contrast(front.light, back.light)), ("dark", contrast(front.dark, back.dark))]
            {
                assert!(ratio >= least, "{} on {}, {mode}: {ratio:.2} is less than {least}", front.name, back.name);
            }
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.005);
        assert!((contrast([0x12; 3], [0x12; 3]) - 1.0).abs() < 1e-9);
    }
}
