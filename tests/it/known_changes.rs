//! Real texts with one known change each: the redline shows that change, and says what it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plenary::compare::tokens::{Class, Token, tokens};
use plenary::compare::{Change, ChangeKind, compare};
use plenary::model::{Date, Facts, Language, ParagraphIndex, Symbol, Text, TextBuilder};

use crate::redline::texts;

/// A text with other words for one paragraph, and with other facts.
fn rebuilt(text: &Text, changed: ParagraphIndex, words: &str, facts: Facts) -> Text {
    let mut builder = TextBuilder::new(text.language, text.source.clone());
    *builder.facts() = facts;
    for index in text.paragraph_indices() {
        let paragraph = text.paragraph(index);
        let words = if index == changed { words } else { text.paragraph_words(index) };
        let at = |byte: u32| (byte - paragraph.span.start) as usize;
        let marks = paragraph.marks.iter().map(|mark| (at(mark.at).min(words.len()), mark.mark.clone()));
        let marks: Vec<_> = if index == changed { Vec::new() } else { marks.collect() };
        builder.paragraph(paragraph.id.clone(), paragraph.part, paragraph.number.clone(), paragraph.depth, words, None, marks);
    }
    for note in &text.footnotes {
        builder.footnote(note.mark.clone(), text.words(note.span));
    }
    builder.build()
}

/// The facts of the text that follows `step` sessions later.
fn later(facts: &Facts, step: u16) -> Option<Facts> {
    let symbol = facts.symbol.as_ref()?.as_str().strip_prefix("A/RES/")?;
    let (session, number) = symbol.split_once('/')?;
    let session: u16 = session.parse().ok()?;
    let adopted: Date = facts.adopted?;
    Some(Facts {
        symbol: format!("A/RES/{}/{number}", session + step).parse::<Symbol>().ok(),
        session: Some((session + step).to_string()),
        adopted: adopted.checked_add(jiff::Span::new().years(step)).ok(),
        ..facts.clone()
    })
}

/// What a mutation did: the new words, how far the new text is from the old one, and what its changes must be.
struct Mutation {
    words: String,
    step: u16,
    kind: ChangeKind,
    old: String,
    new: String,
    /// The most changes that may be shown.
    most: usize,
}

/// The `nth` of the tokens that a mutation may touch, so that texts are not all changed in the same place.
fn pick(tokens: &[Token], seed: usize, fits: impl Fn(&Token) -> bool) -> Option<&Token> {
    let fitting: Vec<&Token> = tokens.iter().filter(|token| fits(token)).collect();
    (!fitting.is_empty()).then(|| fitting[seed * 7919 % fitting.len()])
}

fn replaced(words: &str, token: &Token, with: &str) -> String {
    format!("{}{with}{}", &words[..token.start as usize], &words[token.end as usize..])
}

#[expect(clippy::too_many_lines, reason = "one arm a mutation")]
fn mutate(name: &str, text: &Text, words: &str, seed: usize, sessions: &BTreeMap<u16, Vec<String>>) -> Option<Mutation> {
    let all = tokens(words, text.language);
    let long = |token: &Token| {
        token.class == Class::Word && token.words(words).chars().count() >= if text.language == Language::Zh { 2 } else { 5 }
    };
    let one = |token: &Token, with: &str, kind, step| {
        Some(Mutation {
            words: replaced(words, token, with),
            step,
            kind,
            old: token.words(words).to_owned(),
            new: with.to_owned(),
            most: 1,
        })
    };
    match name {
        "replace a word" => {
            let token = pick(&all, seed, long)?;
            let with = match text.language {
                Language::Ar => "فيضان",
                Language::En => "glacier",
                Language::Es => "glaciares",
                Language::Fr => "glaciers",
                Language::Ru => "ледники",
                Language::Zh => "冰川",
            };
            one(token, with, ChangeKind::Wording, 1)
        }
        "drop a word" => {
            let token = pick(&all, seed, |token| long(token) && token.start > 0)?;
            let start = words[..token.start as usize].trim_end().len();
            let dropped = &words[start..token.end as usize];
            Some(Mutation {
                words: format!("{}{}", &words[..start], &words[token.end as usize..]),
                step: 1,
                kind: ChangeKind::Wording,
                old: dropped.trim().to_owned(),
                new: String::new(),
                most: 1,
            })
        }
        "roll a session" => {
            let token = pick(&all, seed, |token| matches!(token.class, Class::Session(_)))?;
            let Class::Session(value) = token.class else { return None };
            let step = 1 + u16::try_from(seed % 2).unwrap_or(0);
            let forms = sessions.get(&(value + step))?;
            one(token, &forms[seed % forms.len()], ChangeKind::Rollover, step)
        }
        "session off the cycle" => {
            let token = pick(&all, seed, |token| matches!(token.class, Class::Session(_)))?;
            let Class::Session(value) = token.class else { return None };
            let forms = sessions.get(&(value + 2))?;
            one(token, &forms[seed % forms.len()], ChangeKind::Wording, 1)
        }
        "another day" => {
            let token = pick(&all, seed, |token| matches!(token.class, Class::Date(_)))?;
            let shown = token.words(words);
            let day = shown.find(|c: char| c.is_ascii_digit()).filter(|_| text.language != Language::Zh)?;
            let end = day + shown[day..].find(|c: char| !c.is_ascii_digit())?;
            let other = if &shown[day..end] == "7" { "9" } else { "7" };
            one(token, &format!("{}{other}{}", &shown[..day], &shown[end..]), ChangeKind::Wording, 1)
        }
        "one more entry" => {
            let at: Vec<usize> = (0..all.len()).filter(|&at| all[at].class == Class::Symbol).collect();
            let &[.., a, b] = at.as_slice() else { return None };
            let between = &words[all[a].end as usize..all[b].start as usize];
            let own = text.facts.symbol.as_ref()?.as_str().strip_prefix("A/RES/")?;
            if at.len() < 3
                || between.chars().count() > if text.language == Language::Zh { 1 } else { 5 }
                || !all[b].words(words).starts_with(|c: char| c.is_ascii_digit() || c == '第')
            {
                return None;
            }
            let comma = match text.language {
                Language::Zh => "、",
                Language::Ar => between,
                _ => ", ",
            };
            let own = if all[b].words(words).starts_with('第') { format!("第{own}号") } else { own.to_owned() };
            let added = format!("{between}{own}");
            Some(Mutation {
                words: format!(
                    "{}{comma}{}{added}{}",
                    &words[..all[a].end as usize],
                    all[b].words(words),
                    &words[all[b].end as usize..]
                ),
                step: 1,
                kind: ChangeKind::Rollover,
                old: String::new(),
                new: added,
                most: 2,
            })
        }
        "retype quotes" => {
            let shapes = [('“', '"'), ('”', '"'), ('«', '“'), ('»', '”'), ('„', '"'), ('’', '\''), ('–', '-'), ('《', '“')];
            let retyped: String =
                words.chars().map(|c| shapes.iter().find(|shape| shape.0 == c).map_or(c, |shape| shape.1)).collect();
            (retyped != words).then(|| Mutation {
                words: retyped,
                step: 1,
                kind: ChangeKind::Typography,
                old: String::new(),
                new: String::new(),
                most: usize::MAX,
            })
        }
        "another case" => {
            let token = pick(&all, seed, |token| long(token) && token.words(words).to_uppercase() != token.words(words))?;
            one(token, &token.words(words).to_uppercase(), ChangeKind::Typography, 1)
        }
        "renumber a reference" => {
            let token = pick(&all, seed, |token| token.class == Class::Reference)?;
            let number: u16 = token.words(words).parse().ok()?;
            one(token, &(number + 1).to_string(), ChangeKind::Renumbering, 1)
        }
        _ => None,
    }
}

/// Whether the changes are those that were made, and no more.
fn is_right(mutation: &Mutation, changes: &[&Change]) -> bool {
    let shown = |side: fn(&Change) -> &str| changes.iter().map(|change| side(change)).collect::<String>();
    !changes.is_empty()
        && changes.len() <= mutation.most
        && changes.iter().all(|change| change.kind == mutation.kind)
        && (mutation.most != 1
            || (shown(|change| &change.old.words).trim() == mutation.old
                && shown(|change| &change.new.words).trim() == mutation.new))
}

#[test]
fn known_changes_are_found_and_named() {
    const MUTATIONS: [&str; 9] = [
        "replace a word",
        "drop a word",
        "roll a session",
        "session off the cycle",
        "another day",
        "one more entry",
        "retype quotes",
        "another case",
        "renumber a reference",
    ];
    /// A comparison of whole texts for each change is slow where nothing is optimised.
    const MOST: u32 = 60;
    let Some(texts) = texts() else { return };
    println!("{:24}{}", "right of all", Language::ALL.map(|language| format!("{:>12}", language.tag())).concat());
    let (mut right, mut all) = (0, 0);
    for name in MUTATIONS {
        let mut line = format!("{name:24}");
        for (&language, texts) in &texts {
            let mut sessions: BTreeMap<u16, Vec<String>> = BTreeMap::new();
            for text in texts {
                for index in text.paragraph_indices() {
                    let words = text.paragraph_words(index);
                    for token in tokens(words, language) {
                        if let Class::Session(value) = token.class {
                            sessions.entry(value).or_default().push(token.words(words).to_owned());
                        }
                    }
                }
            }
            let (mut good, mut tried) = (0, 0);
            for text in texts.iter().filter(|text| text.paragraphs.len() < 70) {
                for (seed, index) in text.paragraph_indices().enumerate() {
                    if tried >= MOST {
                        break;
                    }
                    let words = text.paragraph_words(index);
                    let Some(mutation) = mutate(name, text, words, seed, &sessions) else { continue };
                    let Some(facts) = later(&text.facts, mutation.step) else { continue };
                    let old = rebuilt(text, index, words, text.facts.clone());
                    let new = rebuilt(text, index, &mutation.words, facts);
                    let comparison = compare(&old, &new);
                    let changes: Vec<&Change> = comparison.rows.iter().flat_map(|row| &row.changes).collect();
                    tried += 1;
                    if is_right(&mutation, &changes) {
                        good += 1;
                    } else if tried - good <= 3 {
                        let shown: Vec<String> = changes
                            .iter()
                            .map(|change| format!("{:?} [-{}-]{{+{}+}}", change.kind, change.old.words, change.new.words))
                            .collect();
                        println!("  {name}, {language}: [-{}-]{{+{}+}} became {shown:?}", mutation.old, mutation.new);
                    }
                }
            }
            let _ = write!(line, "{:>12}", format!("{good}/{tried}"));
            right += good;
            all += tried;
        }
        println!("{line}");
    }
    println!("in all {right}/{all} = {:.4}", f64::from(right) / f64::from(all));
    assert!(f64::from(right) >= 0.99 * f64::from(all), "known changes are missed or misnamed");
}
