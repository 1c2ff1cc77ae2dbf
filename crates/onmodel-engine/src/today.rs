//! The day it is: the one clock read on the road, for `until` dates.

use std::time::{SystemTime, UNIX_EPOCH};

use onmodel_rules::config::Date;

/// Today's date in UTC.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    date_of(since.as_secs() / 86_400)
}

/// The date a number of days after 1970-01-01, by the proleptic Gregorian calendar; the years are
/// counted from March, so that the leap day is the last of its year.
fn date_of(days: u64) -> Date {
    let days = days + 719_468; // From 0000-03-01 to 1970-01-01.
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    Date { year: year as u16, month: month as u8, day: day as u8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        for (days, year, month, day) in [
            (0, 1970, 1, 1),
            (59, 1970, 3, 1),
            (11_016, 2000, 2, 29),
            (20_780, 2026, 11, 23),
            (20_819, 2027, 1, 1),
        ] {
            assert_eq!(date_of(days), Date { year, month, day });
        }
    }
}
