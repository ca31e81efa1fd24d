//! Numbers as word processors and web pages print them: letters, roman and other numerals.

/// A number in one of the formats of `w:numFmt` (ECMA-376, 17.18.59); what is not known is decimal.
pub(in crate::import) fn format_number(n: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(n, &('a'..='z').collect::<Vec<_>>()),
        "upperLetter" => letters(n, &('A'..='Z').collect::<Vec<_>>()),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperRoman" => roman(n),
        // Alphabetic order: أ ب ت ث; abjad order: أ ب ج د.
        "arabicAlpha" => letters(n, &"أبتثجحخدذرزسشصضطظعغفقكلمنهوي".chars().collect::<Vec<_>>()),
        "arabicAbjad" => letters(n, &"أبجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().collect::<Vec<_>>()),
        "russianLower" => letters(n, &"абвгдежзиклмнопрстуфхцчшщыэюя".chars().collect::<Vec<_>>()),
        "russianUpper" => letters(n, &"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ".chars().collect::<Vec<_>>()),
        "decimalZero" => format!("{n:02}"),
        "decimalFullWidth" => {
            n.to_string().chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0xff10 + d)).unwrap_or(c)).collect()
        }
        "decimalEnclosedCircle" if (1..=20).contains(&n) => char::from_u32(0x245f + n).map_or_else(|| n.to_string(), String::from),
        "decimalEnclosedParen" => format!("({n})"),
        "chineseCounting" | "chineseCountingThousand" | "japaneseCounting" | "ideographDigital" | "taiwaneseCounting" => chinese(n),
        "chicago" => {
            let signs = ['*', '†', '‡', '§'];
            let at = (n.max(1) - 1) as usize;
            signs[at % 4].to_string().repeat((at / 4 + 1).min(8))
        }
        "none" => String::new(),
        _ => n.to_string(),
    }
}

/// a, b, … z, aa, bb, … as word processors count.
fn letters(n: u32, alphabet: &[char]) -> String {
    if n == 0 || alphabet.is_empty() {
        return n.to_string();
    }
    let at = (n - 1) as usize;
    let times = (at / alphabet.len() + 1).min(8);
    alphabet[at % alphabet.len()].to_string().repeat(times)
}

fn roman(mut n: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 3999 {
        return n.to_string();
    }
    let mut printed = String::new();
    for (value, digit) in DIGITS {
        while n >= value {
            printed.push_str(digit);
            n -= value;
        }
    }
    printed
}

/// 一, 二, … 十, 十一, … 二十 … up to ninety-nine.
fn chinese(n: u32) -> String {
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let digit = |n: u32| digits[(n % 10) as usize];
    match n {
        1..=9 => digit(n).to_string(),
        10..=99 => {
            let mut printed = String::new();
            if n >= 20 {
                printed.push(digit(n / 10));
            }
            printed.push('十');
            if !n.is_multiple_of(10) {
                printed.push(digit(n));
            }
            printed
        }
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_word_processors_print_them() {
        for (n, format, printed) in [
            (3, "decimal", "3"),
            (1, "lowerLetter", "a"),
            (27, "lowerLetter", "aa"),
            (28, "upperLetter", "BB"),
            (4, "lowerRoman", "iv"),
            (18, "upperRoman", "XVIII"),
            (3, "arabicAlpha", "ت"),
            (3, "arabicAbjad", "ج"),
            (3, "russianLower", "в"),
            (12, "chineseCounting", "十二"),
            (20, "chineseCounting", "二十"),
            (5, "chicago", "**"),
            (7, "decimalEnclosedCircle", "⑦"),
            (7, "unheard-of", "7"),
        ] {
            assert_eq!(format_number(n, format), printed);
        }
    }
}
