//! Locators that name paragraphs: "¶14", "¶¶3–5", "¶2, ¶7", "para. 14", "paragraphs 3 to 5".

use std::ops::RangeInclusive;

/// Reads the paragraphs that a locator names, from 1; `None` if it names none, as "p. 3" does.
pub(super) fn paragraphs(locator: &str) -> Option<Vec<RangeInclusive<usize>>> {
    let mut ranges: Vec<RangeInclusive<usize>> = Vec::new();
    // Numbers count while the sign or word for paragraphs was the last that stood before them.
    let (mut named, mut joining) = (false, false);
    let mut rest = locator;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '0'..='9' => {
                let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                if named {
                    let number = rest[..len].parse().ok().filter(|&number| number > 0)?;
                    match ranges.last_mut() {
                        Some(last) if joining => *last = (*last.start()).min(number)..=(*last.end()).max(number),
                        _ => ranges.push(number..=number),
                    }
                    joining = false;
                }
                len
            }
            '¶' => {
                named = true;
                first.len_utf8()
            }
            c if c.is_alphabetic() => {
                let len = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                match &*rest[..len].to_lowercase() {
                    "par" | "pars" | "para" | "paras" | "paragraph" | "paragraphs" => named = true,
                    "to" => joining = true,
                    "and" | "or" => {}
                    _ => named = false,
                }
                len
            }
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                joining = true;
                first.len_utf8()
            }
            _ => first.len_utf8(),
        };
        rest = &rest[taken..];
    }
    (!ranges.is_empty()).then_some(ranges)
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn paragraphs_are_read_and_other_places_are_not() {
        for (locator, wanted) in [
            ("¶14", vec![14..=14]),
            ("¶ 14", vec![14..=14]),
            ("¶¶3–5", vec![3..=5]),
            ("¶3-¶5", vec![3..=5]),
            ("¶5–3", vec![3..=5]),
            ("¶2, ¶7", vec![2..=2, 7..=7]),
            ("¶2, 7 and 9", vec![2..=2, 7..=7, 9..=9]),
            ("para. 14", vec![14..=14]),
            ("Paragraphs 3 to 5", vec![3..=5]),
            ("p. 3, ¶2", vec![2..=2]),
            ("¶2, p. 3", vec![2..=2]),
        ] {
            assert_eq!(paragraphs(locator), Some(wanted), "{locator}");
        }
        for locator in ["p. 3", "3", "", "headline", "¶0", "¶99999999999999999999999", "section 2-4"] {
            assert_eq!(paragraphs(locator), None, "{locator}");
        }
    }
}
