//! Colours of a picture, light and dark. A theme is written into the file, not left to the viewer: most
//! programs that show SVG know neither variables nor the reader's preference.

use crate::format::style::{EdgeStyle, Rgb, as_text, mixed, readable_on};

/// Whether a picture is for a light or a dark page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark text on paper.
    #[default]
    Light,
    /// Light text on near black.
    Dark,
}

impl Theme {
    /// Every theme, in the order of help.
    pub const ALL: &'static [Theme] = &[Theme::Light, Theme::Dark];

    /// Returns the name used on the command line: `light`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Finds a theme by its name.
    pub fn from_name(name: &str) -> Option<Theme> {
        Self::ALL.iter().copied().find(|theme| theme.name() == name)
    }

    fn pick(self, light: u32, dark: u32) -> Rgb {
        let hex = if self == Theme::Light { light } else { dark };
        Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }

    pub(super) fn paper(self) -> Rgb {
        self.pick(0xfbfaf7, 0x12161c)
    }

    pub(super) fn card(self) -> Rgb {
        self.pick(0xffffff, 0x1b212a)
    }

    pub(super) fn ink(self) -> Rgb {
        self.pick(0x14171c, 0xe8ecf2)
    }

    pub(super) fn second(self) -> Rgb {
        self.pick(0x4a5361, 0xc3cbd6)
    }

    /// Line of a relation, and its name, which must be read and so is stronger.
    pub(super) fn relation(self, style: &EdgeStyle) -> (Rgb, Rgb) {
        if self == Theme::Light { (style.stroke, style.color) } else { style.dark }
    }

    /// Colour of a type as text on a card: the key, moved towards ink until it can be read.
    pub(super) fn word(self, key: Rgb) -> Rgb {
        as_text(key, self.ink(), self.card())
    }

    /// Colour of a border: the key, faint.
    pub(super) fn border(self, key: Rgb) -> Rgb {
        mixed(key, self.card(), 0.4)
    }

    /// What stands out on a key colour: ink or white.
    pub(super) fn on(self, key: Rgb) -> Rgb {
        let (ink, white) = (Rgb(0x14, 0x17, 0x1c), Rgb(0xff, 0xff, 0xff));
        if readable_on(white, key) >= readable_on(ink, key) { white } else { ink }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::style::{KEYS, Key, Styles};
    use crate::graph::Polarity;

    #[test]
    fn text_has_a_contrast_of_four_and_a_half_and_lines_of_three() {
        for &theme in Theme::ALL {
            for background in [theme.paper(), theme.card()] {
                assert!(readable_on(theme.ink(), background) >= 7.0);
                assert!(readable_on(theme.second(), background) >= 4.5);
            }
            for polarity in Polarity::ALL {
                let (line, word) = theme.relation(&Styles::polarity(polarity));
                assert!(readable_on(word, theme.paper()) >= 4.5, "{theme:?} {polarity:?}");
                assert!(readable_on(line, theme.paper()) >= 3.0, "{theme:?} {polarity:?}");
            }
            for Key { light, dark, .. } in KEYS {
                let key = if theme == Theme::Light { light } else { dark };
                assert!(readable_on(theme.word(key), theme.card()) >= 4.5, "{theme:?} {key:?}");
                assert!(readable_on(key, theme.card()) >= 3.0, "{theme:?} {key:?}");
                assert!(readable_on(key, theme.paper()) >= 3.0, "{theme:?} {key:?}");
                assert!(readable_on(theme.on(key), key) >= 4.3, "{theme:?} {key:?}");
            }
        }
    }
}
