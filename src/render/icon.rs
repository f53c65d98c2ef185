//! Marks for types, so that colour is never the only sign: paths on a square of 16 points.

/// Returns the path of an icon by its name, to be filled by the even-odd rule.
pub(super) fn path(name: &str) -> &'static str {
    ICONS.iter().find(|(known, _)| *known == name).map_or(DOT, |(_, path)| path)
}

const DOT: &str = "M8 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8z";

/// Every icon that a style may name.
pub(super) const ICONS: [(&str, &str); 13] = [
    ("person", "M8 1.6a3.1 3.1 0 1 0 0 6.2a3.1 3.1 0 0 0 0-6.2zM1.8 14.4c0-3.6 2.6-5.6 6.2-5.6s6.2 2 6.2 5.6z"),
    (
        "building",
        "M2.5 14.4V1.8h7v3.4h4v9.2zM4.3 3.6h1.3v1.5H4.3zM6.7 3.6H8v1.5H6.7zM4.3 6.5h1.3V8H4.3zM6.7 6.5H8V8H6.7z\
         M4.3 9.4h1.3v1.5H4.3zM6.7 9.4H8v1.5H6.7zM10.9 6.9h1.3v1.5h-1.3zM10.9 9.7h1.3v1.5h-1.3z",
    ),
    ("flag", "M2.6 1.4h1.5v13.4H2.6zM5 2.4c3-1.5 5 1.4 8.6.1v6.9c-3.6 1.3-5.6-1.6-8.6-.1z"),
    (
        "pin",
        "M8 1.2c2.8 0 4.8 2 4.8 4.7c0 3.4-4.8 9-4.8 9s-4.8-5.6-4.8-9c0-2.7 2-4.7 4.8-4.7zM8 4.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6z",
    ),
    ("page", "M3.2 1.4h6.2l3.4 3.4v9.8H3.2zM5.3 6.4h5.4v1.2H5.3zM5.3 8.9h5.4v1.2H5.3zM5.3 11.4h3.4v1.2H5.3z"),
    (
        "people",
        "M5.4 2.6a2.4 2.4 0 1 0 0 4.8a2.4 2.4 0 0 0 0-4.8zM.7 13.4c0-3 1.9-4.8 4.7-4.8s4.7 1.8 4.7 4.8z\
         M11.3 3.6a2 2 0 1 0 0 4a2 2 0 0 0 0-4zM11.3 13.4c0-1.9-.5-3.4-1.4-4.5c2.9-.8 5.4.9 5.4 4.5z",
    ),
    ("calendar", "M1.8 3h2.4V1.4h1.6V3h4.4V1.4h1.6V3h2.4v11.4H1.8zM3.4 6.3v6.5h9.2V6.3z"),
    ("lines", "M2.2 2.6h11.6v2H2.2zM2.2 6.4h11.6v1.4H2.2zM2.2 9.3h11.6v1.4H2.2zM2.2 12.2h7.6v1.4H2.2z"),
    ("diamond", "M8 1.6L14.4 8L8 14.4L1.6 8z"),
    ("triangle", "M8 2.2L14.6 13.6H1.4z"),
    ("hexagon", "M4.6 2.2h6.8L14.8 8l-3.4 5.8H4.6L1.2 8z"),
    ("star", "M8 1.2l2 4.7l5 .4l-3.8 3.3l1.2 5L8 11.9l-4.4 2.7l1.2-5L1 6.3l5-.4z"),
    ("dot", DOT),
];
