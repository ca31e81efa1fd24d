//! Numbers written in Chinese signs: 第六十八届, 二〇二三年十二月三日, 三十五个国家.

use std::ops::Range;

use super::Class;

/// The first number in the words from `from` to `end`: its bytes, an ordinal with its 第 and a session with its 届, and its class. One sign
/// alone is part of some word (一致, 统一), unless it is the month or the day of a date.
pub(super) fn next(words: &str, from: usize, end: usize) -> Option<(Range<usize>, Class)> {
    let mut at = from;
    while let Some(start) = words[at..end].find(is_numeral).map(|found| at + found) {
        let stop = start + words[start..end].find(|c| !is_numeral(c)).unwrap_or(end - start);
        let (before, signs, after) = (&words[from..start], &words[start..stop], &words[stop..end]);
        if let Some(head) = before.strip_suffix('第')
            && let Some(value) = value(signs)
        {
            let start = from + head.len();
            return Some(if after.starts_with('届') {
                (start..stop + '届'.len_utf8(), Class::Session(value))
            } else {
                (start..stop, Class::Ordinal(value))
            });
        }
        let of_date = words[..start].ends_with(['年', '月']) && after.starts_with(['月', '日']);
        if of_date || signs.chars().nth(1).is_some() {
            return Some((start..stop, year(signs).map_or(Class::Number, Class::Year)));
        }
        at = stop;
    }
    None
}

/// The value of a number in tens and hundreds, from 1 on: 一百二十三.
pub(super) fn value(signs: &str) -> Option<u16> {
    let (mut value, mut digit) = (0u16, None::<u16>);
    for sign in signs.chars().take(9) {
        match numeral(sign)? {
            unit @ (10 | 100 | 1000) => value = value.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?,
            one => digit = Some(one),
        }
    }
    value.checked_add(digit.unwrap_or(0)).filter(|&value| value > 0)
}

/// A year written digit by digit: 二〇二三.
fn year(signs: &str) -> Option<u16> {
    let digits: Option<Vec<u16>> = signs.chars().map(|sign| numeral(sign).filter(|&digit| digit < 10)).collect();
    let digits = digits.filter(|digits| digits.len() == 4)?;
    Some(digits.into_iter().fold(0, |year, digit| 10 * year + digit)).filter(|year| (1800..=2199).contains(year))
}

/// A circle is how a nought is often typed.
const fn numeral(c: char) -> Option<u16> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

const fn is_numeral(c: char) -> bool {
    numeral(c).is_some() || matches!(c, '万' | '亿')
}
