//! The shell of a page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::palette;
use crate::text::clean;

const STYLE: &str = concat!(include_str!("style.css"), include_str!("panel.css"), include_str!("rubric.css"));

/// Nothing may be loaded, run, sent or framed; the style in the page is all there is.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole page. `title` is raw text; `body` holds the parts from the first heading on.
#[must_use]
pub fn page(title: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex, nofollow";
                title { (clean(title)) }
                style { (PreEscaped(palette::css())) (PreEscaped(STYLE)) }
            }
            body { main { (body) } }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_names_colours_and_asks_for_nothing() {
        for word in ["#", "rgb", "hsl", "url(", "@import", "expression", "http"] {
            assert!(!STYLE.contains(word), "{word:?} in the style sheet");
        }
        let names: Vec<&str> = STYLE.split("var(--").skip(1).filter_map(|part| part.split(')').next()).collect();
        assert!(names.len() > 10);
        for name in names {
            assert!(palette::ALL.iter().any(|color| color.name == name), "{name} is no colour of the palette");
        }
    }

    #[test]
    fn what_is_data_stays_text() {
        let page = page("<script>\u{202e}&\"", &html! {});
        assert!(page.contains("<title>&lt;script&gt;\u{fffd}&amp;&quot;</title>"), "{page}");
    }
}
