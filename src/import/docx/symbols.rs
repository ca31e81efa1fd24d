//! Signs of picture fonts: `w:sym` names a place in a font, not a character.

/// The character that a sign shows; U+FFFD where there is none.
pub(super) fn shown(code: &str, font: &str) -> char {
    const REPLACEMENT: char = '\u{fffd}';
    let Ok(code) = u32::from_str_radix(code, 16) else { return REPLACEMENT };
    // Picture fonts live at F000 to F0FF, or at the plain codes.
    let place = if (0xf000..=0xf0ff).contains(&code) { code - 0xf000 } else { code };
    match font {
        "Symbol" => symbol(place),
        _ if font.starts_with("Wingdings") => wingdings(place),
        _ => char::from_u32(place).filter(|c| !c.is_control()).unwrap_or(REPLACEMENT),
    }
}

/// The Symbol font: Greek letters at the places of the Latin ones, and some signs.
fn symbol(place: u32) -> char {
    const UPPER: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const LOWER: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let letter = |letters: &str, first: u32| letters.chars().nth((place - first) as usize).unwrap_or('\u{fffd}');
    match place {
        0x41..=0x5a => letter(UPPER, 0x41),
        0x61..=0x7a => letter(LOWER, 0x61),
        0x2a => '∗',
        0x2d => '−',
        0xa3 => '≤',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb9 => '≠',
        0xbb => '≈',
        0xbe => '—',
        0x20..=0x3f | 0x5b | 0x5d | 0x5f | 0x7b..=0x7d => char::from_u32(place).unwrap_or('\u{fffd}'),
        _ => '\u{fffd}',
    }
}

fn wingdings(place: u32) -> char {
    match place {
        0x6c | 0x9f | 0xa0 => '•',
        0x6e | 0xa7 => '▪',
        0x6f | 0xa8 => '☐',
        0xd8 => '➢',
        0xe0 => '→',
        0xfb => '✗',
        0xfc => '✓',
        0xfe => '☑',
        _ => '\u{fffd}',
    }
}
