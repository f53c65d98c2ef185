//! SVG to pixels, by resvg.
//!
//! Liberation Sans is part of the program, so that pictures in Latin, Greek, Cyrillic and Hebrew script are the same on
//! every machine, also where no font is installed. Text in other scripts is drawn in a font of the machine.

use super::svg::FONTS;
use super::text::is_in_font;
use crate::error::{Error, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::io;

/// Regular and bold, 0.8 MB together; the licence stands beside them.
const FACES: [&[u8]; 2] =
    [include_bytes!("fonts/LiberationSans-Regular.ttf"), include_bytes!("fonts/LiberationSans-Bold.ttf")];
const FAMILY: &str = "Liberation Sans";

/// Most pixels of a picture: 400 MB of memory.
const PIXELS: f64 = 100e6;

/// The longer side, in pixels, of a picture whose scale nobody chose.
const SIDE: f64 = 3200.0;

/// Draws an SVG of ours with so many pixels a point. Where nobody chose: two, or as many, one at least, as make a
/// longer side of 3,200 pixels.
///
/// Time and space O(pixels).
///
/// # Errors
/// Fails if the picture would have more than 100 million pixels.
pub(super) fn draw(svg: &str, scale: Option<f64>) -> Result<Vec<u8>> {
    let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
    let fonts = options.fontdb_mut();
    for face in FACES {
        fonts.load_font_data(face.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    if !svg.chars().all(is_in_font) {
        fonts.load_system_fonts();
    }
    let broken =
        |error: String| Error::io("cannot draw the picture", io::Error::new(io::ErrorKind::InvalidData, error));
    // The font that was measured is the font that is drawn.
    let tree = Tree::from_str(&svg.replace(FONTS, FAMILY), &options).map_err(|error| broken(error.to_string()))?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = scale.unwrap_or_else(|| (SIDE / width.max(height)).clamp(1.0, 2.0));
    let (width, height) = (width * scale, height * scale);
    let pixmap = (width * height <= PIXELS).then(|| Pixmap::new(width.ceil() as u32, height.ceil() as u32)).flatten();
    let Some(mut pixmap) = pixmap else {
        return Err(Error::unsupported(
            format!("a picture of {width:.0} × {height:.0} pixels is too large"),
            "lower `--scale`, or write SVG",
        ));
    };
    resvg::render(&tree, Transform::from_scale(scale as f32, scale as f32), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| broken(error.to_string()))
}
