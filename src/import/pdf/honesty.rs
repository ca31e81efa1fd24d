//! Whether the characters that a file gives for its glyphs are those that a reader sees.
//!
//! A font's map to characters may lie: two glyphs that both read as "i", or letters that are all shifted. Two witnesses tell: the
//! table within the font program itself, and the language, in which no letter goes missing and few words are frequent.

use rustc_hash::FxHashMap;

use super::glyphs::Pages;
use crate::lexicon::Lexicon;
use crate::model::{Language, Warning};

/// What was found wrong with a file's fonts.
#[derive(Debug)]
pub(super) struct Doubt {
    /// The first page on which it shows.
    page: u32,
    /// What it is, in a clause.
    what: String,
    /// The part of the document's ink that is in doubt.
    pub share: f32,
}

impl Doubt {
    /// The doubt as a warning; `outcome` says what was done.
    pub fn warning(&self, outcome: &str) -> Warning {
        Warning {
            place: format!("page {}", self.page),
            code: "unreadable-font".to_owned(),
            message: format!("{}; {outcome}", self.what),
        }
    }

    /// The doubt in a clause.
    pub fn what(&self) -> &str {
        &self.what
    }
}

/// Letters that every text of a language has, with how many there are in ten thousand: counted in resolutions.
#[expect(clippy::too_many_lines, reason = "a table")]
const fn profile(language: Language) -> &'static [(char, u16)] {
    match language {
        Language::Ar => &[
            ('ا', 1648),
            ('ل', 1363),
            ('ي', 698),
            ('م', 654),
            ('و', 625),
            ('ت', 553),
            ('ن', 437),
            ('ر', 351),
            ('ع', 348),
            ('د', 302),
            ('أ', 227),
            ('ف', 224),
            ('ب', 219),
            ('س', 199),
            ('ق', 194),
            ('ج', 153),
            ('ح', 147),
            ('ه', 146),
            ('ك', 136),
        ],
        Language::En => &[
            ('e', 1200),
            ('t', 967),
            ('n', 915),
            ('i', 855),
            ('o', 808),
            ('a', 804),
            ('r', 621),
            ('s', 619),
            ('c', 407),
            ('l', 396),
            ('d', 377),
            ('h', 339),
            ('u', 261),
            ('m', 247),
            ('f', 246),
            ('p', 238),
            ('g', 226),
            ('v', 110),
            ('b', 107),
            ('y', 107),
        ],
        Language::Es => &[
            ('e', 1294),
            ('a', 1164),
            ('o', 808),
            ('s', 783),
            ('n', 768),
            ('i', 755),
            ('r', 633),
            ('l', 618),
            ('c', 562),
            ('d', 558),
            ('t', 414),
            ('u', 294),
            ('m', 252),
            ('p', 230),
            ('b', 124),
            ('g', 119),
            ('y', 117),
            ('ó', 96),
            ('f', 81),
            ('v', 78),
            ('q', 46),
        ],
        Language::Fr => &[
            ('e', 1400),
            ('t', 840),
            ('n', 809),
            ('s', 808),
            ('i', 807),
            ('a', 750),
            ('r', 653),
            ('o', 563),
            ('l', 550),
            ('u', 510),
            ('d', 417),
            ('c', 345),
            ('m', 293),
            ('é', 286),
            ('p', 248),
            ('v', 110),
            ('q', 103),
            ('f', 102),
            ('g', 100),
        ],
        Language::Ru => &[
            ('о', 1101),
            ('и', 881),
            ('е', 848),
            ('н', 759),
            ('а', 708),
            ('т', 599),
            ('с', 594),
            ('р', 485),
            ('в', 481),
            ('д', 333),
            ('л', 307),
            ('п', 301),
            ('м', 281),
            ('я', 235),
            ('у', 231),
            ('к', 229),
            ('г', 171),
            ('ы', 156),
            ('б', 153),
            ('з', 148),
            ('ь', 142),
            ('й', 136),
            ('ч', 120),
        ],
        Language::Zh => &[],
    }
}

/// How many letters of some text each letter is, in lower case.
type Tally = FxHashMap<char, usize>;

/// The letters that a text of this length must have twenty of and has not two: in honest texts a quarter was the least found.
fn missing(tally: &Tally, language: Language) -> Vec<char> {
    let of_script = |c: char| match language {
        Language::Ar => matches!(c, '\u{600}'..='\u{6ff}'),
        Language::Ru => matches!(c, '\u{400}'..='\u{4ff}'),
        _ => c < '\u{250}',
    };
    let all: usize = tally.iter().filter(|entry| of_script(*entry.0)).map(|entry| entry.1).sum();
    let absent = |&&(c, share): &&(char, u16)| {
        let expected = all * usize::from(share) / 10_000;
        expected >= 20 && tally.get(&c).copied().unwrap_or(0) * 20 <= expected
    };
    let missing: Vec<char> = profile(language).iter().filter(absent).map(|&(c, _)| c).collect();
    // What is set in italic or bold is the same few words again and again: there one letter says nothing.
    if all < 3_000 && missing.len() < 3 { Vec::new() } else { missing }
}

/// How far the letters of a text are from those of a language, from 0 to 2.
#[expect(clippy::cast_precision_loss, reason = "counts of letters")]
fn distance(tally: &Tally, language: Language) -> f64 {
    let all = tally.values().sum::<usize>().max(1) as f64;
    let profile = profile(language);
    let share = |c: char| profile.iter().find(|entry| entry.0 == c).map_or(0.0, |entry| f64::from(entry.1) / 10_000.0);
    let given: f64 = tally.iter().map(|(&c, &count)| (count as f64 / all - share(c)).abs()).sum();
    given + profile.iter().filter(|entry| !tally.contains_key(&entry.0)).map(|entry| f64::from(entry.1) / 10_000.0).sum::<f64>()
}

fn nearest(tally: &Tally) -> f64 {
    Language::ALL.into_iter().filter(|&l| l != Language::Zh).map(|l| distance(tally, l)).fold(f64::MAX, f64::min)
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Reads glyphs from the font's own table where the file's map contradicts it and is surely the one that lies: it gives one letter to
/// two glyphs that the font tells apart, or the letters come much nearer to a language. Glyphs without characters take the font's.
pub(super) fn mend(pages: &mut Pages) -> Vec<Doubt> {
    let ink = ink(pages);
    let mut doubts = Vec::new();
    for face in 0..pages.faces.len() {
        let own = std::mem::take(&mut pages.faces[face].own);
        if own.is_empty() {
            continue;
        }
        let glyphs = || pages.pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| usize::from(glyph.face) == face);
        // Each glyph of the font with the character it was given, and how often.
        let mut given: FxHashMap<(u32, char), usize> = FxHashMap::default();
        for glyph in glyphs() {
            if let Some(c) = only(&glyph.text) {
                *given.entry((glyph.id, c)).or_default() += 1;
            }
        }
        let letters = |id: u32| own.get(&id).filter(|own| own.iter().all(|c| c.is_alphabetic()));
        let told = |id: u32, c: char| letters(id).is_some_and(|own| own.contains(&c));
        let agreed = given.keys().filter(|&&(id, c)| told(id, c)).count();
        let wrong: Vec<(u32, char, char)> = given
            .keys()
            .filter(|&&(id, c)| c.is_alphabetic() && !told(id, c))
            .filter_map(|&(id, c)| Some((id, c, *letters(id)?.first()?)))
            .collect();
        let collides = |&(id, c, _): &(u32, char, char)| given.keys().any(|&(other, d)| other != id && d == c && told(other, c));
        let (mut before, mut after) = (Tally::default(), Tally::default());
        for (&(id, c), &count) in given.iter().filter(|entry| entry.0.1.is_alphabetic()) {
            *before.entry(lower(c)).or_default() += count;
            let true_letter = wrong.iter().find(|w| w.0 == id && w.1 == c).map_or(c, |w| w.2);
            *after.entry(lower(true_letter)).or_default() += count;
        }
        let nearer = nearest(&after) + 0.02 < nearest(&before);
        let sure = !wrong.is_empty() && (agreed >= 8 && wrong.len() < agreed && wrong.iter().all(collides) || nearer);
        let unmapped = glyphs().any(|glyph| glyph.text == "\u{fffd}" && own.contains_key(&glyph.id));
        if !sure && !unmapped {
            continue;
        }
        let mut first = None;
        let mut count = 0;
        for page in &mut pages.pages {
            for glyph in page.glyphs.iter_mut().filter(|glyph| usize::from(glyph.face) == face) {
                let Some(c) = only(&glyph.text) else { continue };
                let found = if c == char::REPLACEMENT_CHARACTER {
                    own.get(&glyph.id).and_then(|own| own.iter().find(|c| !c.is_control()))
                } else if sure {
                    wrong.iter().find(|w| w.0 == glyph.id && w.1 == c).map(|w| &w.2)
                } else {
                    None
                };
                if let Some(&true_character) = found {
                    glyph.text = true_character.to_string();
                    if c != char::REPLACEMENT_CHARACTER {
                        first = first.or(Some(page.number));
                        count += 1;
                    }
                }
            }
        }
        if let Some(page) = first {
            let mut pairs: Vec<String> = wrong.iter().map(|&(_, c, own)| format!("{own} as {c}")).collect();
            pairs.sort_unstable();
            pairs.dedup();
            pairs.truncate(6);
            let what = format!("the font {} gives {}", pages.faces[face].name, pairs.join(", "));
            doubts.push(Doubt { page, what, share: part(count, ink) });
        }
    }
    doubts
}

/// The one character of a text.
fn only(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

fn ink(pages: &Pages) -> usize {
    pages.pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.is_space()).count()
}

#[expect(clippy::cast_precision_loss, reason = "counts of glyphs")]
fn part(count: usize, all: usize) -> f32 {
    count as f32 / all.max(1) as f32
}

/// What of a document's fonts is not to be trusted, by the language it is in. `words` are those of its lines, in reading order.
pub(super) fn doubts(pages: &Pages, words: &str, language: Option<Language>) -> Vec<Doubt> {
    let all = ink(pages);
    let mut doubts = Vec::new();
    for (face, known) in pages.faces.iter().enumerate() {
        let (mut tally, mut blank, mut count, mut first) = (Tally::default(), 0_usize, 0_usize, 0);
        for page in &pages.pages {
            for glyph in page.glyphs.iter().filter(|glyph| usize::from(glyph.face) == face && !glyph.is_space() && !glyph.is_bar) {
                first = if first == 0 { page.number } else { first };
                count += 1;
                // Private characters and none at all; those of a picture font (a logo, a bar code) are few.
                blank +=
                    usize::from(glyph.text.chars().all(|c| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\0'..='\u{1f}')));
                for c in glyph.text.chars().filter(|c| c.is_alphabetic()) {
                    *tally.entry(lower(c)).or_default() += 1;
                }
            }
        }
        let mut missing = language.map_or_else(Vec::new, |language| missing(&tally, language));
        if (known.italic || known.bold) && missing.len() < 3 {
            missing.clear();
        }
        if !missing.is_empty() {
            let letters: Vec<String> = missing.iter().map(char::to_string).collect();
            let what = format!("in the font {} the letters {} never come", known.name, letters.join(" "));
            doubts.push(Doubt { page: first, what, share: part(count, all) });
        } else if blank > 20 && blank * 10 > count {
            let what = format!("the font {} does not say which characters its glyphs are", known.name);
            doubts.push(Doubt { page: first, what, share: part(blank, all) });
        }
    }
    if doubts.is_empty() && !sounds(words, language) {
        let what = "hardly a word is one of any official language, so its fonts give wrong characters".to_owned();
        doubts.push(Doubt { page: 1, what, share: 1.0 });
    }
    doubts
}

/// Whether enough of the words are the frequent ones of the language, or of any. Too few words to tell sound well.
fn sounds(words: &str, language: Option<Language>) -> bool {
    if language == Some(Language::Zh) {
        let lexicon = Lexicon::of(Language::Zh);
        let (mut all, mut frequent) = (0_usize, 0_usize);
        for c in words.chars().filter(|&c| super::lines::is_ideographic(c) && c.is_alphabetic()) {
            all += 1;
            frequent += usize::from(lexicon.is_frequent(c.encode_utf8(&mut [0; 4])));
        }
        return all < 300 || frequent * 200 >= all;
    }
    let tokens: Vec<String> = words
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1 || !word.is_ascii())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let hits = |language: Language| {
        let lexicon = Lexicon::of(language);
        tokens.iter().filter(|word| lexicon.is_frequent(word)).count()
    };
    // One in fifty, where honest texts have from one in twelve (Arabic) to one in three.
    let best = language.map_or_else(|| Language::ALL.into_iter().map(hits).max().unwrap_or(0), hits);
    tokens.len() < 120 || best * 50 >= tokens.len()
}
