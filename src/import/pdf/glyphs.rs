//! What stands on a page: glyphs with their place, size, face and characters, and the rules drawn between them.

use std::time::Instant;

use hayro_font::FontCache;
use hayro_interpret::font::{Glyph as HayroGlyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache, InterpreterSettings,
    RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, String as PdfString};
use hayro_syntax::page::Page as PdfPage;
use rustc_hash::FxHashMap;
use skrifa::MetadataProvider as _;

use super::TooMuch;

/// A glyph, or a cluster of them that the file says stands for one run of characters. Points; `y` grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// Its left edge.
    pub x: f32,
    /// Its right edge.
    pub right: f32,
    /// Its baseline.
    pub y: f32,
    /// The size of its font.
    pub size: f32,
    /// The characters, in logical order.
    pub text: String,
    /// Its font, by its place in [`Pages::faces`].
    pub face: u16,
    /// Its number in the font.
    pub id: u32,
    /// Whether it is slanted, or its font is.
    pub italic: bool,
    /// Whether it is bold, or painted so.
    pub bold: bool,
    /// Whether it is a bar on the baseline, as a kashida is, which draws an Arabic word out to fill its line.
    pub is_bar: bool,
    /// The number of the operation that shows it, within its page. One operation shows glyphs from left to right.
    pub run: u32,
}

impl Glyph {
    /// Whether it leaves no ink.
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// A horizontal rule.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub left: f32,
    pub right: f32,
    pub y: f32,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its number, from 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    /// Whether a picture covers most of it.
    pub is_picture: bool,
}

/// A font as the file has it.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    /// The key of the font's program; two subsets of one font differ.
    key: u128,
    /// Its PostScript name without the subset's prefix.
    pub name: String,
    pub italic: bool,
    pub bold: bool,
    /// The characters that the font's own table gives for its glyphs, where it has one.
    pub own: FxHashMap<u32, Vec<char>>,
    /// Whether some letter of it is read from right to left.
    right_to_left: bool,
    /// Its glyphs that are known to be bars on the baseline, or not to be.
    bars: Vec<(u32, bool)>,
}

impl Face {
    fn is_same(&self, other: &Self) -> bool {
        self.key == other.key && self.name == other.name && self.italic == other.italic && self.bold == other.bold
    }

    /// Whether a glyph is a bar on the baseline. Only Arabic fonts are asked.
    fn is_bar(&mut self, glyph: &HayroGlyph<'_>, text: &str) -> bool {
        self.right_to_left |= text
            .chars()
            .any(|c| matches!(c, '\u{620}'..='\u{6ff}' | '\u{fb50}'..='\u{fdff}') && c.is_alphabetic() && c != '\u{640}');
        let HayroGlyph::Outline(outline) = glyph else { return false };
        if !self.right_to_left || matches!(text, " " | "." | "…" | "\u{a0}" | "_") {
            return false;
        }
        let id = outline.glyph_id().to_u32();
        if let Some(known) = self.bars.iter().find(|known| known.0 == id) {
            return known.1;
        }
        let bounds = outline.outline().bounding_box();
        // In thousandths of the font's size.
        let is_bar = bounds.width() > 0.9 * f64::from(outline.advance_width().unwrap_or(f32::MAX))
            && (1.0..160.0).contains(&bounds.height())
            && bounds.y0 > -70.0
            && bounds.y1 < 200.0;
        self.bars.push((id, is_bar));
        is_bar
    }
}

/// The table of a font that says which glyph stands for a character, turned round.
fn own_characters(data: &[u8]) -> FxHashMap<u32, Vec<char>> {
    let mut own: FxHashMap<u32, Vec<char>> = FxHashMap::default();
    let Ok(font) = skrifa::FontRef::new(data) else { return own };
    let charmap = font.charmap();
    if charmap.is_symbol() {
        return own;
    }
    for (code, glyph) in charmap.mappings() {
        if let Some(c) = char::from_u32(code) {
            own.entry(glyph.to_u32()).or_default().push(c);
        }
    }
    own
}

/// All pages of a file.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub pages: Vec<Page>,
    pub faces: Vec<Face>,
}

/// The most glyphs a document may have: some thousand pages.
const MOST_GLYPHS: usize = 4_000_000;
/// The most pages.
const MOST_PAGES: usize = 3_000;

/// Reads all pages.
pub(super) fn read(pdf: &Pdf, deadline: Instant) -> Result<Pages, TooMuch> {
    let cache = InterpreterCache::new();
    let fonts = FontCache::new();
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let mut all = Pages::default();
    if pdf.pages().len() > MOST_PAGES {
        return Err(TooMuch);
    }
    let mut left = MOST_GLYPHS;
    for (page, number) in pdf.pages().iter().zip(1..) {
        let (width, height) = page.render_dimensions();
        let initial: Affine = Affine::new(page.initial_transform(true).as_coeffs());
        let bbox = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(initial, bbox, &cache, pdf.xref(), settings.clone());
        let mut reader = Reader {
            page: Page { number, width, height, ..Page::default() },
            all: &mut all,
            names: FontNames { page, fonts: &fonts, settings: &settings, known: Vec::new() },
            replaced: Vec::new(),
            runs: 0,
            left,
            deadline,
        };
        interpret_page(page, &mut context, &mut reader);
        left = reader.left;
        let page = reader.page;
        all.pages.push(page);
    }
    Ok(all)
}

/// Stands between the interpreter and a page.
struct Reader<'p, 'a> {
    page: Page,
    all: &'p mut Pages,
    names: FontNames<'p, 'a>,
    /// One entry for each marked content that is open: the characters that stand for its glyphs, until its first glyph took them.
    replaced: Vec<Option<Replacement>>,
    /// How many operations have shown glyphs.
    runs: u32,
    left: usize,
    deadline: Instant,
}

/// The characters that a file gives in place of those of a run of glyphs.
struct Replacement {
    text: String,
    /// The glyph that has taken them.
    at: Option<usize>,
}

impl Reader<'_, '_> {
    fn face(&mut self, glyph: &HayroGlyph<'_>) -> u16 {
        let face = match glyph {
            HayroGlyph::Outline(outline) => match outline.font_data() {
                Some(data) => {
                    let name = data.postscript_name.unwrap_or_default();
                    let (italic, bold) = style_of_name(&name);
                    Face {
                        key: data.cache_key,
                        italic: italic || data.is_italic,
                        bold: bold || data.weight.is_some_and(|weight| weight >= 600),
                        name,
                        ..Face::default()
                    }
                }
                None => self.names.face(outline),
            },
            HayroGlyph::Type3(_) => Face { key: 3, name: "Type 3".to_owned(), ..Face::default() },
        };
        let at = self.all.faces.iter().position(|known| known.is_same(&face)).unwrap_or_else(|| {
            let data = if let HayroGlyph::Outline(outline) = glyph { outline.font_data() } else { None };
            let own = data.map(|data| own_characters((*data.data).as_ref())).unwrap_or_default();
            self.all.faces.push(Face { own, ..face });
            self.all.faces.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn rule(&mut self, bounds: Rect, is_stroke: bool) {
        let (width, height) = (bounds.width(), bounds.height());
        if height <= 2.5 && width >= 30.0 && (is_stroke || height > 0.0) {
            self.page.rules.push(Rule { left: single(bounds.x0), right: single(bounds.x1), y: single(bounds.center().y) });
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "places on a page; a hundredth of a point is enough")]
fn single(value: f64) -> f32 {
    if value.is_finite() { value.clamp(-1e6, 1e6) as f32 } else { 0.0 }
}

impl<'a> Device<'a> for Reader<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if path.elements().len() <= 64 {
            self.rule(props.transform.transform_rect_bbox(path.bounding_box()), matches!(mode, DrawMode::Stroke(_)));
        }
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.rule(props.transform.transform_rect_bbox(*rect), matches!(mode, DrawMode::Stroke(_)));
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let glyphs = run.glyphs();
        let Some(first) = glyphs.first() else { return };
        // The interpreter offers no way to stop, and unwinding without a panic's message is one.
        if glyphs.len() > self.left || Instant::now() > self.deadline {
            std::panic::resume_unwind(Box::new(TooMuch));
        }
        self.left -= glyphs.len();
        self.runs += 1;
        let face = self.face(first);
        let Face { italic, bold, .. } = self.all.faces[usize::from(face)];
        for glyph in glyphs {
            let place = props.transform * glyph.transform();
            let [across, turn, slant, up, x, y] = place.as_coeffs();
            // Glyph space is a thousandth of the font's size. Text that runs up or down the page is a watermark or a margin's note.
            let size = slant.hypot(up) * 1000.0;
            if turn.abs() > across.abs() * 0.2 || size < 0.5 || !(x.is_finite() && y.is_finite()) {
                continue;
            }
            let advance = match &**glyph {
                HayroGlyph::Outline(outline) => outline.advance_width(),
                HayroGlyph::Type3(type3) => type3.advance_width(),
            };
            let end = place * Point::new(f64::from(advance.unwrap_or(0.0)), 0.0);
            let mut text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(s)) => s,
                None => char::REPLACEMENT_CHARACTER.to_string(),
            };
            let is_bar = self.all.faces[usize::from(face)].is_bar(glyph, &text);
            let slanted = (slant / up).abs() > 0.1;
            let glyph = Glyph {
                x: single(x.min(end.x)),
                right: single(x.max(end.x)),
                y: single(y),
                size: single(size),
                text: String::new(),
                face,
                id: match &**glyph {
                    HayroGlyph::Outline(outline) => outline.glyph_id().to_u32(),
                    HayroGlyph::Type3(type3) => type3.char_code(),
                },
                italic: italic || slanted,
                bold: bold || matches!(mode, DrawMode::FillAndStroke(..)),
                is_bar,
                run: self.runs,
            };
            if let Some(replacement) = self.replaced.iter_mut().rev().find_map(Option::as_mut) {
                if let Some(at) = replacement.at {
                    let taken = &mut self.page.glyphs[at];
                    taken.x = taken.x.min(glyph.x);
                    taken.right = taken.right.max(glyph.right);
                    continue;
                }
                replacement.at = Some(self.page.glyphs.len());
                text = std::mem::take(&mut replacement.text);
            }
            // Poor fonts are made bold by painting them twice.
            let again = self.page.glyphs.iter_mut().rev().take(glyphs.len() + 1).find(|known| {
                known.text == text && (known.x - glyph.x).abs() < 0.08 * glyph.size && (known.y - glyph.y).abs() < 0.08 * glyph.size
            });
            match again {
                Some(known) => known.bold = known.bold || !known.is_space(),
                None => self.page.glyphs.push(Glyph { text, ..glyph }),
            }
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        let text =
            properties.and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText")).map(|text| decode(text.as_bytes()));
        self.replaced.push(text.map(|text| Replacement { text, at: None }));
    }

    fn end_marked_content(&mut self) {
        self.replaced.pop();
    }

    fn draw_image(&mut self, _image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let covered = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0)).area().abs();
        if covered > 0.5 * f64::from(self.page.width * self.page.height) || covered > 1.0 && self.page.width < 1.0 {
            self.page.is_picture = true;
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// A text string of a file: UTF-16 with a byte order mark, UTF-8 with one, else Latin.
fn decode(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    } else if let Some(narrow) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(narrow).into_owned()
    } else {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    }
}

/// Italic and bold as a font's name says them. The Chinese texts set in Kai what others set in italic.
fn style_of_name(name: &str) -> (bool, bool) {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    (has(&["italic", "oblique", "kursiv", "kaiti", "kai-", "-kai"]), has(&["bold", "black", "heavy", "simhei"]))
}

/// Finds the names of the fonts whose programs do not tell them (Type 1, and those that are not embedded).
struct FontNames<'p, 'a> {
    page: &'p PdfPage<'a>,
    fonts: &'p FontCache<'a>,
    settings: &'p InterpreterSettings,
    /// A glyph's program stands for its font; found ones, by the key of a glyph of theirs.
    known: Vec<(u128, Face)>,
}

impl FontNames<'_, '_> {
    fn face(&mut self, glyph: &OutlineGlyph) -> Face {
        let key = glyph.identifier().cache_key();
        if let Some((_, face)) = self.known.iter().find(|known| known.0 == key) {
            return face.clone();
        }
        let face = self.find(glyph).unwrap_or(Face { key: 1, ..Face::default() });
        self.known.push((key, face.clone()));
        face
    }

    fn find(&self, glyph: &OutlineGlyph) -> Option<Face> {
        let fonts = &self.page.resources().fonts;
        fonts.keys().find_map(|name| {
            let dict = fonts.get::<Dict<'_>>(name)?;
            let font = self.fonts.font(&dict, &self.settings.font_resolver, &self.settings.cmap_resolver)?;
            let hayro_font::FontGlyph::Outline(same) = font.glyph(glyph.glyph_id(), glyph.char_code()) else { return None };
            if same.identifier() != glyph.identifier() || font.map_code(glyph.char_code()) != glyph.glyph_id() {
                return None;
            }
            let name = dict.get::<Name<'_>>(b"BaseFont").map(|name| name.as_str().to_owned()).unwrap_or_default();
            let name = name.split_once('+').map_or(name.as_str(), |(_, rest)| rest).to_owned();
            let flags = dict.get::<Dict<'_>>(b"FontDescriptor").and_then(|descriptor| descriptor.get::<u32>(b"Flags"));
            let (italic, bold) = style_of_name(&name);
            // Bit 7 of a descriptor's flags says italic, bit 19 that it is to be made bold.
            let flag = |bit: u32| flags.is_some_and(|flags| flags & (1 << (bit - 1)) != 0);
            Some(Face { key: 2, name, italic: italic || flag(7), bold: bold || flag(19), ..Face::default() })
        })
    }
}
