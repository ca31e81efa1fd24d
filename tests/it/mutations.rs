//! Texts changed by known edits, in six languages: the comparison must name each edit and nothing else.

#![allow(clippy::ptr_arg, clippy::unnecessary_wraps, reason = "all edits have one type")]

use std::collections::HashSet;

use plenary::compare::{Comparison, Fate, compare};
use plenary::model::{Language, ParagraphId, ParagraphIndex, ParagraphKind, Part, Source, Text, TextBuilder};

use crate::data;

/// A paragraph of a changed text.
#[derive(Clone)]
struct Draft {
    id: ParagraphId,
    part: Part,
    words: String,
    /// The paragraphs of the first text that it descends from.
    from: Vec<usize>,
    fate: Fate,
}

/// Small numbers without a pattern, always the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % (sides.max(1) as u64)).unwrap_or(0)
    }
}

/// Changes some drafts; `None` where nothing fits.
type Edit = fn(&mut Vec<Draft>, &mut Dice, &[&Text]) -> Option<()>;

/// Each with the least that its figures may be. What is left of a second half that was rewritten may be too little to be known by.
const EDITS: [(&str, Edit, f64); 16] = [
    ("move", shift, 0.99),
    ("move and amend", shift_and_amend, 0.99),
    ("preamble to operative", cross, 0.99),
    ("split", split, 0.99),
    ("split and rewrite", split_and_rewrite, 0.97),
    ("merge", merge, 0.99),
    ("list in one paragraph", tell_in_one, 0.99),
    ("rewrite a third", rewrite, 0.99),
    ("replace wholesale", replace, 0.99),
    ("insert", insert, 0.99),
    ("insert sub-paragraph", insert_below, 0.99),
    ("delete", delete, 0.99),
    ("roll over", roll_over, 0.99),
    ("retype quotes, digits", retype, 0.99),
    ("reflow", reflow, 0.99),
    ("all of these", everything, 0.99),
];

/// How often each edit is tried on each text, and how many paragraphs it changes each time.
const TRIALS: usize = 1;
const AT_ONCE: usize = 3;

#[test]
fn every_edit_is_found() {
    let Some(texts) = data::akn() else { return };
    println!("{:22} {}", "links F1 / fates", Language::ALL.map(|l| format!("{:>13}", l.tag())).join(" "));
    let mut failed = Vec::new();
    for (name, edit, least) in EDITS {
        let mut cells = Vec::new();
        for language in Language::ALL {
            let mine: Vec<&Text> = texts.iter().filter(|text| text.language == language).collect();
            let mut score = Score::default();
            for (n, text) in mine.iter().enumerate() {
                let others: Vec<&Text> = mine.iter().copied().filter(|other| share_little(text, other)).collect();
                for trial in 0..TRIALS {
                    let mut dice = Dice((n * TRIALS + trial) as u64 + 1);
                    let mut drafts = drafts(text);
                    for _ in 0..AT_ONCE {
                        let _ = edit(&mut drafts, &mut dice, &others);
                    }
                    let (changed, drafts) = build(text, drafts);
                    score.add(text, &drafts, &compare(text, &changed), name);
                }
            }
            if score.f1().min(score.fates()) < least {
                failed.push(format!("{name} {}", language.tag()));
            }
            cells.push(format!("{:.3} / {:.3}", score.f1(), score.fates()));
        }
        println!("{name:22} {}", cells.join(" "));
    }
    assert!(failed.is_empty(), "too little is found of {failed:?}");
}

#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    fates_right: usize,
    fates: usize,
}

impl Score {
    fn add(&mut self, old: &Text, drafts: &[Draft], comparison: &Comparison, edit: &str) {
        let expected: HashSet<(usize, usize)> =
            drafts.iter().enumerate().flat_map(|(new, draft)| draft.from.iter().map(move |&old| (old, new))).collect();
        let mut found = HashSet::new();
        let explain = std::env::var("PLENARY_EXPLAIN").is_ok_and(|which| which == edit);
        for row in &comparison.rows {
            found.extend(row.old.iter().flat_map(|a| row.new.iter().map(|b| (a.get(), b.get()))));
            let wanted = match row.new.first() {
                Some(new) => drafts[new.get()].fate,
                None if row.old.iter().any(|old| expected.iter().any(|link| link.0 == old.get())) => Fate::Same,
                None => Fate::Removed,
            };
            self.fates += 1;
            self.fates_right += usize::from(row.fate == wanted);
            if explain && row.fate != wanted {
                let names = |list: &[ParagraphIndex]| {
                    list.iter()
                        .map(|p| old.paragraphs.get(p.get()).map_or_else(String::new, |p| p.id.to_string()))
                        .collect::<Vec<_>>()
                };
                let words: Vec<&str> = row.new.iter().map(|new| drafts[new.get()].words.as_str()).collect();
                let before: Vec<&str> = row.old.iter().map(|&old_index| old.paragraph_words(old_index)).collect();
                println!(
                    "  {} {:?} {:?} instead of {wanted:?}: {}\n    {before:?}\n    {words:?}",
                    old.language,
                    names(&row.old),
                    row.fate,
                    row.reason
                );
            }
        }
        let right = expected.intersection(&found).count();
        self.right += right;
        self.wrong += found.len() - right;
        self.missed += expected.len() - right;
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousand paragraphs")]
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (2 * self.right + self.wrong + self.missed).max(1) as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousand paragraphs")]
    fn fates(&self) -> f64 {
        self.fates_right as f64 / self.fates.max(1) as f64
    }
}

/// Whether two texts are of different series: texts of one series share half their paragraphs.
fn share_little(text: &Text, other: &Text) -> bool {
    let words: HashSet<&str> = text.paragraph_indices().map(|n| text.paragraph_words(n)).collect();
    !other.paragraph_indices().any(|n| other.paragraph_words(n).chars().count() > 30 && words.contains(other.paragraph_words(n)))
        && text.facts.title != other.facts.title
}

fn drafts(text: &Text) -> Vec<Draft> {
    text.paragraph_indices()
        .map(|n| {
            let paragraph = text.paragraph(n);
            Draft {
                id: paragraph.id.clone(),
                part: paragraph.part,
                words: text.paragraph_words(n).to_owned(),
                from: vec![n.get()],
                fate: Fate::Same,
            }
        })
        .collect()
}

/// The text of drafts, their names counted anew.
fn build(like: &Text, drafts: Vec<Draft>) -> (Text, Vec<Draft>) {
    let mut builder =
        TextBuilder::new(like.language, Source { file: String::new(), format: like.source.format, sha256: String::new() });
    let mut taken: HashSet<ParagraphId> = HashSet::new();
    let mut top: Vec<ParagraphId> = Vec::new();
    for draft in &drafts {
        let mut id = draft.id.clone();
        if id.sub.is_empty() {
            let counted = top.iter().filter(|other| other.place == id.place && other.kind == id.kind).count();
            id.number = u16::try_from(counted + 1).unwrap_or(u16::MAX);
            top.push(id.clone());
        } else if let Some(last) = top.last() {
            id = ParagraphId { sub: id.sub, ..last.clone() };
        }
        while !taken.insert(id.clone()) {
            id.repeat += 1;
        }
        let number = (id.kind == ParagraphKind::Operative).then(|| id.number.to_string().into());
        let depth = u8::try_from(id.depth()).unwrap_or(u8::MAX);
        builder.paragraph(id, draft.part, number, depth, &draft.words, None, []);
    }
    (builder.build(), drafts)
}

/// A paragraph that stands by itself, is long enough to be known again, was not edited yet and whose words stand nowhere else.
fn pick(drafts: &[Draft], dice: &mut Dice, long: usize) -> Option<usize> {
    let fits = |n: usize| {
        let draft = &drafts[n];
        let next_is_below = drafts.get(n + 1).is_some_and(|next| !next.id.sub.is_empty());
        draft.id.sub.is_empty()
            && draft.id.kind != ParagraphKind::Heading
            && draft.fate == Fate::Same
            && !next_is_below
            && letters(&draft.words) >= long
            && drafts.iter().filter(|other| other.words == draft.words).count() == 1
    };
    let fitting: Vec<usize> = (0..drafts.len()).filter(|&n| fits(n)).collect();
    (!fitting.is_empty()).then(|| fitting[dice.roll(fitting.len())])
}

/// How much a paragraph says: letters, of which a Chinese one counts three.
fn letters(words: &str) -> usize {
    words.chars().map(|c| if is_han(c) { 3 } else { usize::from(c.is_alphanumeric()) }).sum()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A place to put a paragraph of the same kind as the one at `at`, at least three paragraphs away from it.
fn elsewhere(drafts: &[Draft], at: usize, dice: &mut Dice) -> Option<usize> {
    let alike = |n: usize| {
        drafts[n].id.sub.is_empty() && drafts[n].id.kind == drafts[at].id.kind && drafts[n].id.place == drafts[at].id.place
    };
    let fitting: Vec<usize> =
        (0..drafts.len()).filter(|&n| alike(n) && (n.min(at)..n.max(at)).filter(|&m| alike(m)).count() > 3).collect();
    (!fitting.is_empty()).then(|| fitting[dice.roll(fitting.len())])
}

fn shift(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    if drafts.iter().any(|draft| draft.fate == Fate::Moved) {
        return None;
    }
    let at = pick(drafts, dice, 60)?;
    let to = elsewhere(drafts, at, dice)?;
    let mut draft = drafts.remove(at);
    draft.fate = Fate::Moved;
    drafts.insert(if to > at { to - 1 } else { to }, draft);
    Some(())
}

fn shift_and_amend(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    shift(drafts, dice, others)?;
    let moved = drafts.iter_mut().find(|draft| draft.fate == Fate::Moved)?;
    change_words(&mut moved.words, dice, others, 5)
}

fn cross(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    if drafts.iter().any(|draft| draft.fate == Fate::Moved) {
        return None;
    }
    let preambular: Vec<usize> =
        (0..drafts.len()).filter(|&n| drafts[n].id.kind == ParagraphKind::Preambular && letters(&drafts[n].words) > 60).collect();
    let operative: Vec<usize> =
        (0..drafts.len()).filter(|&n| drafts[n].id.kind == ParagraphKind::Operative && drafts[n].id.sub.is_empty()).collect();
    let (from, to) = (*preambular.get(dice.roll(preambular.len()))?, *operative.get(dice.roll(operative.len()))?);
    let mut draft = drafts.remove(from);
    draft.fate = Fate::Moved;
    draft.part = Part::Operative;
    draft.id.kind = ParagraphKind::Operative;
    drafts.insert(to - 1, draft);
    Some(())
}

/// Where the words of a paragraph can be cut in two, nearest the middle: behind a comma or semicolon.
fn middle(words: &str) -> Option<usize> {
    let cuts =
        words.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | '،' | '؛' | '，' | '；')).map(|(at, c)| at + c.len_utf8());
    let half = words.len() / 2;
    let cut = cuts.min_by_key(|cut| cut.abs_diff(half))?;
    (letters(&words[..cut]) > 60 && letters(&words[cut..]) > 60).then_some(cut)
}

fn split(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    let at = pick(drafts, dice, 200)?;
    let cut = middle(&drafts[at].words)?;
    let mut second = drafts[at].clone();
    second.words = second.words[cut..].trim().into();
    second.fate = Fate::Split;
    drafts[at].words.truncate(cut);
    drafts[at].fate = Fate::Split;
    drafts.insert(at + 1, second);
    Some(())
}

/// Cuts a paragraph in two, changes some words of the second and adds as many again.
fn split_and_rewrite(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    let was_split: Vec<bool> = drafts.iter().map(|draft| draft.fate == Fate::Split).collect();
    split(drafts, dice, others)?;
    let first = (0..was_split.len()).find(|&n| drafts[n].fate == Fate::Split && !was_split[n])?;
    let second = &mut drafts[first + 1];
    change_words(&mut second.words, dice, others, 4)?;
    let added = strange_paragraph(dice, others, second.id.kind == ParagraphKind::Operative)?;
    let added: String = added.chars().take(second.words.chars().count()).collect();
    second.words = format!("{} {added}", second.words);
    Some(())
}

/// Tells a paragraph and the points that it introduces in one paragraph.
fn tell_in_one(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    let points = |at: usize| drafts[at + 1..].iter().take_while(|draft| draft.id.depth() == 1).count();
    let fits = |at: usize| {
        let end = at + 1 + points(at);
        drafts[at].id.sub.is_empty()
            && (2..6).contains(&points(at))
            && drafts[at..end].iter().all(|draft| draft.fate == Fate::Same && draft.id.kind == drafts[at].id.kind)
            && drafts.get(end).is_none_or(|after| after.id.sub.is_empty())
    };
    let fitting: Vec<usize> = (0..drafts.len()).filter(|&at| fits(at)).collect();
    let at = *fitting.get(dice.roll(fitting.len()))?;
    let told: Vec<Draft> = drafts.drain(at + 1..at + 1 + points(at)).collect();
    let head = &mut drafts[at];
    head.words = head.words.trim_end_matches([':', '：', ' ']).to_owned();
    for point in told {
        head.words = format!("{} {}", head.words.trim_end_matches([';', '；', '؛']), point.words);
        head.from.extend(point.from);
    }
    head.fate = Fate::Merged;
    Some(())
}

fn merge(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    let at = pick(drafts, dice, 60)?;
    let next = drafts.get(at + 1)?;
    let alone = drafts.get(at + 2).is_none_or(|after| after.id.sub.is_empty());
    if next.id.kind != drafts[at].id.kind || next.fate != Fate::Same || letters(&next.words) < 60 || !alone {
        return None;
    }
    let next = drafts.remove(at + 1);
    let first = &mut drafts[at];
    first.words = format!("{} {}", first.words, next.words);
    first.from.extend(next.from);
    first.fate = Fate::Merged;
    Some(())
}

/// Replaces one word in `of` by a word of a text of another series.
fn change_words(words: &mut String, dice: &mut Dice, others: &[&Text], of: usize) -> Option<()> {
    let other = others.get(dice.roll(others.len()))?;
    let strange: Vec<char> = other.body.chars().filter(|&c| is_han(c)).collect();
    let strange_words: Vec<&str> = other.body.split_whitespace().filter(|word| word.chars().count() > 4).collect();
    if strange.len() > strange_words.len() {
        // Chinese: runs of characters in place of words.
        let mut run = 0;
        *words = words
            .chars()
            .map(|c| {
                if run == 0 && dice.roll(2 * of) == 0 {
                    run = 2;
                }
                let change = run > 0 && is_han(c);
                run -= usize::from(run > 0);
                if change { strange[dice.roll(strange.len())] } else { c }
            })
            .collect();
    } else {
        let changed: Vec<&str> = words
            .split(' ')
            .map(|word| if dice.roll(of) == 0 { strange_words[dice.roll(strange_words.len())] } else { word })
            .collect();
        *words = changed.join(" ");
    }
    Some(())
}

fn rewrite(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    let at = pick(drafts, dice, 100)?;
    let before = drafts[at].words.clone();
    change_words(&mut drafts[at].words, dice, others, 3)?;
    if drafts[at].words != before {
        drafts[at].fate = Fate::Amended;
    }
    Some(())
}

fn strange_paragraph(dice: &mut Dice, others: &[&Text], operative: bool) -> Option<String> {
    let other = others.get(dice.roll(others.len()))?;
    let fitting: Vec<&str> = other
        .paragraph_indices()
        .filter(|&n| (other.paragraph(n).id.kind == ParagraphKind::Operative) == operative)
        .map(|n| other.paragraph_words(n))
        .filter(|words| letters(words) > 120)
        .collect();
    (!fitting.is_empty()).then(|| fitting[dice.roll(fitting.len())].to_owned())
}

fn replace(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    // Not the last, whose formula every resolution has.
    let at = pick(&drafts[..drafts.len() - 1], dice, 120)?;
    drafts[at].words = strange_paragraph(dice, others, drafts[at].id.kind == ParagraphKind::Operative)?;
    drafts[at].from.clear();
    drafts[at].fate = Fate::Added;
    Some(())
}

fn insert(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    let at = pick(drafts, dice, 1)?;
    let mut draft = drafts[at].clone();
    draft.words = strange_paragraph(dice, others, draft.id.kind == ParagraphKind::Operative)?;
    draft.from.clear();
    draft.fate = Fate::Added;
    drafts.insert(at, draft);
    Some(())
}

fn insert_below(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    let below: Vec<usize> = (0..drafts.len()).filter(|&n| drafts[n].id.depth() == 1 && drafts[n].fate == Fate::Same).collect();
    let at = *below.get(dice.roll(below.len()))?;
    let mut draft = drafts[at].clone();
    draft.words = strange_paragraph(dice, others, true)?;
    draft.from.clear();
    draft.fate = Fate::Added;
    drafts.insert(at, draft);
    Some(())
}

fn delete(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    let at = pick(drafts, dice, 1)?;
    drafts.remove(at);
    Some(())
}

/// Every figure of the text turns by one, as from one year to the next.
fn roll_over(drafts: &mut Vec<Draft>, _: &mut Dice, _: &[&Text]) -> Option<()> {
    for draft in drafts.iter_mut().filter(|draft| draft.fate == Fate::Same) {
        let turned: String = draft
            .words
            .chars()
            .map(|c| match c {
                '0'..='8' => char::from_u32(u32::from(c) + 1).unwrap_or(c),
                '9' => '0',
                c => c,
            })
            .collect();
        if turned != draft.words {
            draft.words = turned;
            draft.fate = Fate::Amended;
        }
    }
    Some(())
}

fn retype(drafts: &mut Vec<Draft>, _: &mut Dice, _: &[&Text]) -> Option<()> {
    for draft in drafts {
        draft.words = draft.words.replace(['“', '”', '„', '«', '»'], "\"").replace(['’', '‘'], "'");
        // Digits as Arabic has them, and as wide as Chinese signs.
        let zero = draft.words.chars().find_map(|c| match c {
            '\u{600}'..='\u{6ff}' => Some('٠'),
            '\u{4e00}'..='\u{9fff}' => Some('０'),
            _ => None,
        });
        if let Some(zero) = zero {
            let shaped = |c: char| c.to_digit(10).and_then(|d| char::from_u32(u32::from(zero) + d)).unwrap_or(c);
            draft.words = draft.words.chars().map(shaped).collect();
        }
    }
    Some(())
}

/// Spaces of another width, and none around Chinese signs.
fn reflow(drafts: &mut Vec<Draft>, dice: &mut Dice, _: &[&Text]) -> Option<()> {
    for draft in drafts {
        draft.words = draft.words.chars().map(|c| if c == ' ' && dice.roll(7) == 0 { '\u{a0}' } else { c }).collect();
    }
    Some(())
}

/// A year's work: each of the edits once.
fn everything(drafts: &mut Vec<Draft>, dice: &mut Dice, others: &[&Text]) -> Option<()> {
    if drafts.iter().any(|draft| draft.fate != Fate::Same) {
        return None;
    }
    for edit in [shift_and_amend, split, merge, rewrite, replace, insert, insert_below, delete, retype, reflow] {
        let _ = edit(drafts, dice, others);
    }
    Some(())
}
