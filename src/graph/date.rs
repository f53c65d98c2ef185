//! Dates as people know them: a year, a month or a day, after ISO 8601.

use std::cmp::Ordering;

/// A date of ISO 8601 calendar form, perhaps partial: `2025`, `2025-09`, `2025-09-19`, or with a time after `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// Reads a date; `None` if it is not one or does not exist (`2025-02-30`).
    pub fn parse(text: &str) -> Option<Date> {
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let number = |part: &str, len: usize| -> Option<u16> {
            (part.len() == len && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let mut parts = date.split('-');
        let year = number(parts.next()?, 4)?;
        let month = parts.next().map(|part| number(part, 2).filter(|m| (1..=12).contains(m)));
        let day = parts.next().map(|part| number(part, 2));
        if parts.next().is_some() {
            return None;
        }
        let month = month.map_or(Some(None), |m| m.map(Some))?;
        let day = day.map_or(Some(None), |d| d.map(Some))?;
        if let (Some(month), Some(day)) = (month, day)
            && (day == 0 || day > last_day_of(year, month))
        {
            return None;
        }
        if let Some(time) = time {
            day?;
            if !is_time(time) {
                return None;
            }
        }
        Some(Date { year, month: month.map(|m| m as u8), day: day.map(|d| d as u8) })
    }

    /// Returns the first day that the date names, as `2025-09-01`; `None` for the year 0, which other calendars lack.
    pub fn first_day(self) -> Option<String> {
        self.day_text(self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Returns the last day that the date names, as `2025-09-30`; `None` for the year 0.
    pub fn last_day(self) -> Option<String> {
        let month = self.month.unwrap_or(12);
        self.day_text(month, self.day.unwrap_or(last_day_of(self.year, month.into()) as u8))
    }

    fn day_text(self, month: u8, day: u8) -> Option<String> {
        (self.year > 0).then(|| format!("{:04}-{month:02}-{day:02}", self.year))
    }

    /// Returns whether this date lies wholly after the other; a month holds its days, so `2025` is not after `2025-09`.
    pub fn is_after(self, other: Date) -> bool {
        let parts = [
            (Some(self.year), Some(other.year)),
            (self.month.map(u16::from), other.month.map(u16::from)),
            (self.day.map(u16::from), other.day.map(u16::from)),
        ];
        for (a, b) in parts {
            match (a, b) {
                (Some(a), Some(b)) => match a.cmp(&b) {
                    Ordering::Equal => {}
                    order => return order == Ordering::Greater,
                },
                _ => return false,
            }
        }
        false
    }
}

/// Returns how many days a month has.
fn last_day_of(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + u16::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Checks `HH:MM`, `HH:MM:SS` with optional fraction, and an optional `Z` or `±HH:MM`.
fn is_time(text: &str) -> bool {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    // A number is digits alone: Rust would read `+1` as one too.
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let two = |part: &str, below: u8| part.len() == 2 && digits(part) && part.parse::<u8>().is_ok_and(|n| n < below);
    let mut parts = clock.split(':');
    let hours = parts.next().is_some_and(|part| two(part, 24));
    let minutes = parts.next().is_some_and(|part| two(part, 60));
    let seconds = parts.next().is_none_or(|part| {
        let (whole, fraction) = part.split_once('.').unwrap_or((part, "0"));
        two(whole, 61) && !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit())
    });
    let zone_good = match zone.as_bytes().first() {
        None => true,
        Some(b'Z') => zone.len() == 1,
        _ => zone[1..].split_once(':').is_some_and(|(h, m)| two(h, 24) && two(m, 60)),
    };
    hours && minutes && seconds && parts.next().is_none() && zone_good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_and_full_dates_are_read_and_impossible_ones_are_not() {
        for good in [
            "2025",
            "2025-09",
            "2025-09-19",
            "2024-02-29",
            "2025-09-19T10:00",
            "2025-09-19T10:00:59.5Z",
            "2025-09-19T10:00:00+02:00",
        ] {
            assert!(Date::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "25",
            "2025-13",
            "2025-00",
            "2025-9",
            "2025-02-29",
            "2025-04-31",
            "2025-09-19-1",
            "19.9.2025",
            "2025-09T10:00",
            "2025-09-19T10:00++1:+2",
            "2025-09-19T25:00",
            "September 2025",
        ] {
            assert!(Date::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_partial_date_has_a_first_and_a_last_day() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2025-09-19T10:00", "2025-09-19", "2025-09-19"),
        ] {
            let date = Date::parse(text).expect("a date");
            assert_eq!((date.first_day().as_deref(), date.last_day().as_deref()), (Some(first), Some(last)));
        }
        assert_eq!(Date::parse("0000").and_then(Date::first_day), None);
    }

    #[test]
    fn a_whole_is_not_after_its_part() {
        let date = |text| Date::parse(text).expect("a date");
        assert!(date("2026").is_after(date("2025-12-31")));
        assert!(!date("2025").is_after(date("2025-09")));
        assert!(!date("2025-09").is_after(date("2025")));
        assert!(date("2025-09-02").is_after(date("2025-09-01")));
    }
}
