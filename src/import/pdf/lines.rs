//! Glyphs gathered into lines by their baselines, with what is raised tied to its line, and each line in reading order.

use unicode_normalization::UnicodeNormalization;

use super::bidi;
use super::glyphs::{Glyph, Page};

/// A glyph in its line.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
pub(super) struct Unit {
    pub x: f32,
    pub right: f32,
    pub size: f32,
    pub text: String,
    pub italic: bool,
    pub bold: bool,
    /// Whether it stands above the line and is smaller: the mark of a footnote, most often.
    pub raised: bool,
    /// Whether it only fills the line: it is dropped when the gaps are known.
    fills: bool,
    /// Its place in the file.
    pub order: u32,
    /// The operation that shows it.
    pub run: u32,
    /// Whether it is a bracket that was turned.
    pub mirrored: bool,
}

impl Unit {
    /// Whether it is white space.
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// What stands on one line without a wide gap, in reading order.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub left: f32,
    pub right: f32,
    pub units: Vec<Unit>,
}

/// A line: one cell in running text, more in a masthead or a table.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The page's number, from 1.
    pub page: u32,
    /// The baseline.
    pub y: f32,
    pub left: f32,
    pub right: f32,
    /// The size of most of its glyphs.
    pub size: f32,
    /// In reading order.
    pub cells: Vec<Cell>,
    /// Whether a space stands after its last word.
    pub ends_in_space: bool,
}

impl Line {
    /// Puts a line of a right-to-left document in the order of a left-to-right paragraph, which it is part of.
    pub fn turn(&mut self) {
        let mut units: Vec<Unit> = std::mem::take(&mut self.cells).into_iter().flat_map(|cell| cell.units).collect();
        units.sort_by(|a, b| (a.x + a.right).total_cmp(&(b.x + b.right)).then(b.order.cmp(&a.order)));
        units.iter_mut().filter(|unit| unit.mirrored).for_each(bidi::mirror);
        self.cells = vec![Cell { left: self.left, right: self.right, units: bidi::to_logical_from_left(units) }];
    }

    /// Its glyphs, in reading order.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.cells.iter().flat_map(|cell| &cell.units)
    }

    /// Its characters, with a space for each gap.
    pub fn text(&self) -> String {
        self.cells.iter().map(cell_text).collect::<Vec<_>>().join(" ")
    }
}

/// The characters of a cell.
pub(super) fn cell_text(cell: &Cell) -> String {
    let text: String = cell.units.iter().map(|unit| unit.text.as_str()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How a document is written, as far as lines depend on it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing {
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// Whether its spaces are characters of the file; else they are gaps.
    pub has_spaces: bool,
    /// Whether its lines are filled by drawing words out with the character for it (U+0640), which then is no part of the words.
    pub draws_out: bool,
}

impl Writing {
    /// Whether a gap between neighbours is a space, though no character says so.
    fn is_apart(self, before: &Unit, unit: &Unit) -> bool {
        if before.is_space() || unit.is_space() || unit.raised {
            return false;
        }
        // A hyphen has a word on both sides, however far its font moves it.
        if self.has_spaces && (is_hyphen(before) || is_hyphen(unit)) {
            return false;
        }
        let ideographic = |unit: &Unit| unit.text.chars().next().is_some_and(is_ideographic);
        let least = if ideographic(before) || ideographic(unit) {
            1.2
        } else if before.raised {
            0.12
        } else if self.has_spaces {
            0.5
        } else {
            0.16
        };
        unit.x - before.right > least * unit.size.max(before.size)
    }
}

/// Characters that are written without spaces between them.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn is_hyphen(unit: &Unit) -> bool {
    matches!(unit.text.as_str(), "-" | "\u{2010}" | "\u{2011}")
}

/// A gap wider than this, in sizes of the font, parts a line into cells, unless the line is drawn out to fill its measure.
const WIDE_GAP: f32 = 2.6;

/// Glyphs of one baseline, before their order is known.
struct Raw {
    y: f32,
    size: f32,
    units: Vec<Unit>,
}

/// The lines of a page from top to bottom.
pub(super) fn of_page(page: &Page, writing: Writing) -> Vec<Line> {
    let mut raws = gather(page, writing);
    attach_raised(&mut raws);
    merge_beside(&mut raws);
    raws.retain(|raw| raw.units.iter().any(|unit| !unit.is_space()));
    raws.sort_by(|a, b| a.y.total_cmp(&b.y));
    if writing.right_to_left && writing.draws_out {
        keep_typed_kashidas(&mut raws, page.width);
    }
    raws.into_iter().map(|raw| line(page.number, raw, writing)).collect()
}

/// A line that does not reach the margin, as the last of a paragraph, is not filled: a kashida in it was typed.
fn keep_typed_kashidas(raws: &mut [Raw], width: f32) {
    let extents: Vec<(f32, f32)> = raws.iter().map(|raw| extent(&raw.units)).collect();
    let wide: Vec<f32> = extents.iter().filter(|(left, right)| right - left > 0.45 * width).map(|extent| extent.0).collect();
    let alike = |left: &&f32| wide.iter().filter(|other| (*other - **left).abs() < 5.0).count();
    let margin = wide.iter().max_by_key(alike).copied().unwrap_or_default();
    for (at, raw) in raws.iter_mut().enumerate() {
        let left = extents[at].0;
        let is_edge = |other: &(f32, f32)| (other.0 - left).abs() < 0.5 * raw.size;
        let is_full = left < margin + 2.0 * raw.size || extents.iter().filter(|other| is_edge(other)).count() > 1;
        if !is_full {
            raw.units.iter_mut().filter(|unit| unit.text == "\u{640}").for_each(|unit| unit.fills = false);
        }
    }
}

/// The left and right edges of the ink.
fn extent(units: &[Unit]) -> (f32, f32) {
    let ink = || units.iter().filter(|unit| !unit.is_space());
    (ink().map(|u| u.x).fold(f32::MAX, f32::min), ink().map(|u| u.right).fold(f32::MIN, f32::max))
}

/// Groups glyphs by baseline and size.
fn gather(page: &Page, writing: Writing) -> Vec<Raw> {
    let mut units: Vec<(f32, Unit)> =
        page.glyphs.iter().zip(0..).filter_map(|(glyph, order)| unit(glyph, order, writing)).collect();
    units.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut raws: Vec<Raw> = Vec::new();
    for (y, unit) in units {
        match raws.last_mut() {
            Some(raw) if y - raw.y <= (0.1 * unit.size.min(raw.size)).max(0.6) => raw.units.push(unit),
            _ => raws.push(Raw { y, size: unit.size, units: vec![unit] }),
        }
    }
    for raw in &mut raws {
        raw.size = main_size(&raw.units);
    }
    // A vowel sign may be set higher or lower than the letters it belongs to.
    let has_mark = |raw: &Raw| raw.units.iter().all(|unit| unit.text.chars().any(unicode_normalization::char::is_combining_mark));
    let (marks, mut raws): (Vec<Raw>, Vec<Raw>) = raws.into_iter().partition(has_mark);
    for mark in marks {
        for unit in mark.units {
            // Not to the small figure of a footnote that stands as high, but to the letter below.
            let is_over = |raw: &Raw| {
                raw.size > 0.86 * unit.size
                    && is_mark(&unit)
                    && raw.units.iter().any(|u| !u.is_space() && u.x < unit.right && unit.x < u.right)
            };
            let distance = |raw: &Raw| (raw.y - mark.y).abs() + if is_over(raw) { 0.0 } else { 0.6 * unit.size };
            match raws.iter_mut().min_by(|a, b| distance(a).total_cmp(&distance(b))) {
                Some(raw) => raw.units.push(unit),
                None => raws.push(Raw { y: mark.y, size: mark.size, units: vec![unit] }),
            }
        }
    }
    raws
}

/// Whether it is a sign over or under a letter, and no letter.
fn is_mark(unit: &Unit) -> bool {
    unit.text.chars().all(unicode_normalization::char::is_combining_mark)
}

fn unit(glyph: &Glyph, order: u32, writing: Writing) -> Option<(f32, Unit)> {
    // What a file gives as the character of a kashida is a kashida or chance.
    let fills = writing.right_to_left && glyph.is_bar && (writing.draws_out || glyph.text != "\u{640}");
    let mut text: String = glyph.text.chars().filter(|&c| !is_dropped(c)).collect();
    if text.is_empty() {
        return None;
    }
    if glyph.is_space() {
        " ".clone_into(&mut text);
    } else if text.chars().any(is_presentation_form) {
        text = text.nfkc().collect();
    }
    let Glyph { x, right, size, italic, bold, run, .. } = *glyph;
    Some((glyph.y, Unit { x, right, size, text, italic, bold, raised: false, fills, order, run, mirrored: false }))
}

/// Ligatures and the shapes of Arabic letters, which stand for the letters themselves.
fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{fb00}'..='\u{fb4f}' | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{2f00}'..='\u{2fdf}')
}

/// Characters without ink: controls and marks of direction.
fn is_dropped(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The size in which most characters are set.
fn main_size(units: &[Unit]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for unit in units.iter().filter(|unit| !unit.is_space()) {
        match sizes.iter_mut().find(|known| (known.0 - unit.size).abs() < 0.2) {
            Some(known) => known.1 += 1,
            None => sizes.push((unit.size, 1)),
        }
    }
    sizes.into_iter().max_by_key(|known| known.1).or_else(|| units.first().map(|unit| (unit.size, 0))).map_or(0.0, |known| known.0)
}

/// Ties what is raised or lowered, and smaller, to the line that it stands in.
fn attach_raised(raws: &mut Vec<Raw>) {
    struct Host {
        y: f32,
        size: f32,
        /// The left and right edges of its glyphs.
        extents: Vec<(f32, f32)>,
    }
    let extents =
        |raw: &Raw| raw.units.iter().filter(|u| !u.is_space() && u.size >= 0.9 * raw.size).map(|u| (u.x, u.right)).collect();
    let hosts: Vec<Host> = raws.iter().map(|raw| Host { y: raw.y, size: raw.size, extents: extents(raw) }).collect();
    let mut moves: Vec<(usize, Unit)> = Vec::new();
    for (at, raw) in raws.iter_mut().enumerate() {
        let (y, mut kept) = (raw.y, Vec::new());
        for mut unit in raw.units.drain(..) {
            let near = |&(number, host): &(usize, &Host)| {
                let rise = host.y - y;
                number != at
                    && unit.size < 0.86 * host.size
                    && rise > -0.35 * host.size
                    && rise < 0.75 * host.size
                    && host.extents.iter().any(|&(x, right)| unit.x - right < 1.6 * host.size && x - unit.right < 1.6 * host.size)
            };
            let around = hosts.iter().enumerate().take(at + 5).skip(at.saturating_sub(4));
            let nearest = around.filter(near).min_by(|a, b| (a.1.y - y).abs().total_cmp(&(b.1.y - y).abs()));
            match nearest {
                Some((number, host)) => {
                    unit.raised = host.y - y > 0.12 * host.size && !unit.is_space();
                    moves.push((number, unit));
                }
                None => kept.push(unit),
            }
        }
        raw.units = kept;
    }
    for (host, unit) in moves {
        raws[host].units.push(unit);
    }
    raws.retain(|raw| !raw.units.is_empty());
}

/// Joins lines of nearly one baseline that stand beside one another, such as a number in another font.
fn merge_beside(raws: &mut Vec<Raw>) {
    let mut merged: Vec<Raw> = Vec::new();
    for raw in raws.drain(..) {
        if let Some(last) = merged.last_mut() {
            let (a, b) = (extent(&last.units), extent(&raw.units));
            let beside = a.1 <= b.0 || b.1 <= a.0;
            if beside && raw.y - last.y < 0.3 * last.size.min(raw.size) && a.0 < a.1 && b.0 < b.1 {
                if raw.units.len() > last.units.len() {
                    last.y = raw.y;
                }
                last.units.extend(raw.units);
                last.size = main_size(&last.units);
                continue;
            }
        }
        merged.push(raw);
    }
    *raws = merged;
}

fn line(page: u32, raw: Raw, writing: Writing) -> Line {
    let Writing { right_to_left, .. } = writing;
    let size = raw.size;
    let mut units = attach_marks(raw.units);
    // Of two at one place, as the parts of a ligature are, the first to be read comes first.
    units.sort_by(|a, b| {
        let by_place = (a.x + a.right).total_cmp(&(b.x + b.right));
        by_place.then(if right_to_left { b.order.cmp(&a.order) } else { a.order.cmp(&b.order) })
    });
    settle_spaces(&mut units);
    // Digits in a superscript's own writing.
    for unit in &mut units {
        if unit.text.chars().all(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')) {
            unit.text = unit.text.nfkc().collect();
            unit.raised = true;
        }
    }
    let last = if right_to_left { units.first() } else { units.last() };
    let ends_in_space = last.is_some_and(Unit::is_space);
    let ink: Vec<usize> = (0..units.len()).filter(|&at| !units[at].is_space()).collect();
    let mut gaps: Vec<f32> =
        ink.windows(2).map(|pair| units[pair[1]].x - units[pair[0]].right).filter(|gap| *gap > 0.15 * size).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    let is_wide = |gap: f32| gap > WIDE_GAP * size && (gaps.len() < 4 || gap > 3.0 * usual);
    let mut starts: Vec<usize> =
        ink.windows(2).filter(|pair| is_wide(units[pair[1]].x - units[pair[0]].right)).map(|pair| pair[1]).collect();
    starts.push(units.len());
    let mut cells: Vec<Cell> = Vec::new();
    let mut units = units.into_iter();
    let mut from = 0;
    for start in starts {
        let mut part: Vec<Unit> = units.by_ref().take(start - from).collect();
        from = start;
        while part.last().is_some_and(Unit::is_space) {
            part.pop();
        }
        let lead = part.iter().take_while(|unit| unit.is_space()).count();
        part.drain(..lead);
        let left = part.iter().map(|unit| unit.x).fold(f32::MAX, f32::min);
        let right = part.iter().map(|unit| unit.right).fold(f32::MIN, f32::max);
        let part = with_spaces(part, writing);
        let part = if right_to_left && bidi::is_visual(&part) { bidi::to_logical(part) } else { part };
        cells.push(Cell { left, right, units: part });
    }
    if right_to_left {
        cells.reverse();
    }
    let left = cells.iter().map(|cell| cell.left).fold(f32::MAX, f32::min);
    let right = cells.iter().map(|cell| cell.right).fold(f32::MIN, f32::max);
    Line { page, y: raw.y, left, right, size, cells, ends_in_space }
}

/// Moves spaces for which there is no room, as justified lines have them, out of the words they fell into.
fn settle_spaces(units: &mut [Unit]) {
    for at in 1..units.len().saturating_sub(1) {
        let (before, space, after) = (&units[at - 1], &units[at], &units[at + 1]);
        if !space.is_space() || (before.is_space() && after.is_space()) {
            continue;
        }
        // Beside another space, it is one that a word was set upon.
        let room = if before.is_space() {
            after.x - space.right
        } else if after.is_space() {
            space.x - before.right
        } else {
            after.x - before.right - 0.1 * space.size
        };
        if room > 0.0 {
            continue;
        }
        // The file wrote it beside the word it belongs to.
        let is_beside = |unit: Option<&Unit>| unit.is_some_and(|unit| unit.order.abs_diff(space.order) == 1);
        if is_beside(Some(before)) && is_beside(Some(after)) {
            continue;
        }
        if is_beside(units.get(at + 2)) {
            units.swap(at, at + 1);
        } else if at >= 2 && is_beside(units.get(at - 2)) {
            units.swap(at - 1, at);
        }
    }
}

/// Puts a space where a gap is one, and drops what only filled the line.
fn with_spaces(units: Vec<Unit>, writing: Writing) -> Vec<Unit> {
    let mut spaced: Vec<Unit> = Vec::with_capacity(units.len());
    for unit in units {
        if let Some(before) = spaced.last().filter(|before| writing.is_apart(before, &unit)) {
            let space = Unit {
                x: before.right,
                right: unit.x,
                text: " ".to_owned(),
                italic: false,
                bold: false,
                fills: false,
                ..before.clone()
            };
            spaced.push(space);
        }
        spaced.push(unit);
    }
    spaced.retain(|unit| !unit.fills);
    spaced
}

/// Ties vowel signs and accents that are glyphs of their own to the letter they stand on.
fn attach_marks(units: Vec<Unit>) -> Vec<Unit> {
    if !units.iter().any(is_mark) {
        return units;
    }
    let (marks, mut bases): (Vec<Unit>, Vec<Unit>) = units.into_iter().partition(is_mark);
    for mark in marks {
        let middle = f32::midpoint(mark.x, mark.right);
        let distance = |unit: &Unit| (unit.x - middle).max(middle - unit.right).max(0.0) + if unit.is_space() { 1.0 } else { 0.0 };
        // On the border of two letters, the one it was written beside in the file.
        let base = bases.iter_mut().min_by(|a, b| {
            distance(a).total_cmp(&distance(b)).then(a.order.abs_diff(mark.order).cmp(&b.order.abs_diff(mark.order)))
        });
        match base {
            Some(base) => base.text.push_str(&mark.text),
            None => bases.push(mark),
        }
    }
    bases
}
