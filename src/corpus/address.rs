//! What an address says of its article: who published it, and often on which day.

/// The host of an address without `www.`; empty where it has none.
pub(super) fn host(url: &str) -> &str {
    let Some((_, rest)) = url.split_once("//") else { return "" };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/// Years that a path may name.
const YEARS: std::ops::Range<i16> = 1990..2100;

/// The day that the path of an address names: `/2022/04/15/`, `/2022/apr/15/`, `2022-04-15`, `/20220415/`.
pub(super) fn day(url: &str) -> Option<String> {
    let rest = url.split_once("//")?.1;
    let path = rest.split_once('/')?.1.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(|letter: char| !letter.is_ascii_alphanumeric()).collect();
    let date = |year: &str, month: &str, day: &str| -> Option<String> {
        let year: i16 = year.parse().ok().filter(|year| YEARS.contains(year))?;
        let named = MONTHS.iter().position(|name| *name == month.to_ascii_lowercase());
        let month: i8 = named.map_or_else(|| month.parse().ok(), |at| Some(at as i8 + 1))?;
        let day: i8 = day.parse().ok()?;
        Some(jiff::civil::Date::new(year, month, day).ok()?.to_string())
    };
    let of_three = parts.windows(3).find_map(|parts| match parts {
        [year, month, day] if year.len() == 4 && day.len() <= 2 => date(year, month, day),
        _ => None,
    });
    let of_one = || {
        let digits = |part: &&&str| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.iter().filter(digits).find_map(|part| date(&part[..4], &part[4..6], &part[6..]))
    };
    of_three.or_else(of_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_and_days_are_found_in_addresses() {
        for (url, outlet, published) in [
            (
                "https://www.theguardian.com/world/2022/apr/15/moskva-sinks",
                "theguardian.com",
                Some("2022-04-15"),
            ),
            ("https://lenta.ru/news/2022/04/15/moskva/", "lenta.ru", Some("2022-04-15")),
            ("http://ria.ru:8080/20220415/kreyser-1783.html", "ria.ru", Some("2022-04-15")),
            ("https://example.org/a-2022-04-15-b?d=2023-01-01", "example.org", Some("2022-04-15")),
            ("https://example.org/2022/13/45/", "example.org", None),
            ("https://example.org/12345678/", "example.org", None),
            ("https://user@example.org", "example.org", None),
            ("example.org/2022/04/15", "", None),
            ("", "", None),
        ] {
            assert_eq!((host(url), day(url).as_deref()), (outlet, published), "{url}");
        }
    }
}
