//! A small library and a plain way to compare its texts, so that what is on the screen depends on the reader alone.

use std::sync::Arc;

use plenary::app::{Config, Context, Effect, Engine, Key, Msg, Series, SeriesEntry, Size, Start, State, update};
use plenary::compare::{Change, ChangeKind, ChangeSide, Comparison, Fate, FootnoteRow, Row, Summary};
use plenary::model::{
    Corpus, CorpusBuilder, Date, Fragment, Language, LoadError, Part, ResolutionId, Site, Source, SourceFormat, Text, TextBuilder,
    TextId, TextRecord, TextStore,
};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

struct Memory(Vec<Option<Text>>);

impl TextStore for Memory {
    fn load(&self, key: u32) -> Result<Text, LoadError> {
        let damaged = || LoadError { what: format!("text {key}"), why: "the record is damaged".into() };
        self.0[key as usize].clone().ok_or_else(damaged)
    }
}

/// A text in a plain notation, a paragraph a line: its name, then its words with *the lead phrase*, {citations} and footnote marks ^1.
/// A line that begins with ^ is a footnote.
pub fn text(symbol: &str, language: Language, date: (i16, i8, i8), title: &str, lines: &str) -> Text {
    let source = Source { file: "fixture".into(), format: SourceFormat::Text, sha256: String::new() };
    let mut builder = TextBuilder::new(language, source);
    let facts = builder.facts();
    facts.symbol = symbol.parse().ok();
    facts.title = Some(title.into());
    facts.adopted = Date::new(date.0, date.1, date.2).ok();
    facts.meeting = Some("48".into());
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (name, rest) = line.split_once(' ').expect("a name and words");
        let (mut words, mut lead, mut marks, mut citations) = (String::new(), None, Vec::new(), Vec::new());
        let mut open = 0;
        let mut chars = rest.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '*' if lead.is_none() => lead = Some(words.len()..words.len()),
                '*' => lead = lead.map(|range: std::ops::Range<usize>| range.start..words.len()),
                '{' => open = words.len(),
                '}' => citations.push(open..words.len()),
                '^' => marks.push((words.len(), chars.next().expect("a mark").to_string().into_boxed_str())),
                c => words.push(c),
            }
        }
        let site = if let Some(mark) = name.strip_prefix('^') {
            Site::Footnote(builder.footnote(mark, &words))
        } else {
            let id: plenary::model::ParagraphId = name.parse().expect("a name");
            let part = match name.as_bytes() {
                [b'P', b'P', ..] => Part::Preamble,
                [b'H', ..] => Part::Heading,
                [b'A', ..] => Part::Annex,
                _ => Part::Operative,
            };
            let depth = u8::try_from(id.depth()).unwrap_or(0);
            Site::Paragraph(builder.paragraph(id, part, None, depth, &words, lead, marks))
        };
        for range in citations {
            let symbol = words[range.clone()].trim_start_matches('第');
            let symbol = if symbol.starts_with("A/") { symbol.to_owned() } else { format!("A/RES/{symbol}") };
            builder.citation(site, range, symbol.parse().expect("a symbol"), None);
        }
    }
    builder.build()
}

const TITLE: &str = "Developments in the field of information and telecommunications in the context of international security";

pub fn texts() -> Vec<Text> {
    let old = "
        PP1 *Recalling* its resolutions {53/70} of 4 December 1998, {54/49} of 1 December 1999 and {62/17} of 5 December 2007,
        PP2 *Noting* that considerable progress has been made in developing and applying the latest information technologies and means of telecommunication,
        PP3 *Affirming* that it sees in this process the broadest positive opportunities for the further development of civilization,
        PP4 *Recalling*, in this connection, the approaches and principles outlined at the Information Society and Development Conference,^1
        PP5 *Bearing in mind* the results of the Ministerial Conference on Terrorism,
        OP1 *Calls upon* Member States to promote further at multilateral levels the consideration of existing and potential threats;
        OP2 *Invites* all Member States to continue to inform the Secretary-General of their views on the following questions:
        OP2(a) General appreciation of the issues of information security;
        OP2(b) Efforts taken at the national level to strengthen information security;
        OP3 *Requests* the Secretary-General to continue to study existing and potential threats;
        OP4 *Decides* to include in the provisional agenda of its sixty-seventh session the item entitled “Developments”.
        ^1 See {A/51/261}, annex.";
    let new = "
        PP1 *Recalling* its resolutions {53/70} of 4 December 1998, {54/49} of 1 December 1999, {62/17} of 5 December 2007 and {66/24} of 2 December 2011,
        PP2 *Noting* that considerable progress has been made in developing and applying the latest information technologies and means of telecommunication,
        PP3 *Bearing in mind* the results of the Ministerial Conference on Terrorism,
        PP4 *Affirming* that it sees in this process the broadest positive opportunities for the further development of civilization,
        PP5 *Recalling*, in this connection, the approaches and principles outlined at the Information Society and Development Conference,^1
        OP1 *Calls upon* Member States to promote further at multilateral levels the consideration of existing and potential threats;
        OP2 *Invites* all Member States to continue to inform the Secretary-General of their views on the following questions:^2
        OP2(a) General appreciation of the issues of information security;
        OP2(b) Efforts taken at the national level to strengthen information security;
        OP3 *Welcomes* the commencement of the work of the Group of Governmental Experts, and authorizes it to continue to study existing and potential threats;
        OP4 *Decides* to include in the provisional agenda of its sixty-eighth session the item entitled “Developments”.
        OP5 *Decides* to remain seized of the matter.
        ^1 See {A/51/261}, annex.
        ^2 See {A/66/152} and the addendum thereto, which holds the replies of Governments received after the report was issued.";
    let french = "
        PP1 *Rappelant* ses résolutions {53/70} du 4 décembre 1998, {54/49} du 1er décembre 1999, {62/17} du 5 décembre 2007 et {66/24} du 2 décembre 2011,
        PP2 *Notant* les progrès importants réalisés dans la mise au point et l’utilisation de moyens informatiques et télématiques de pointe,
        PP3 *Ayant à l’esprit* les résultats de la Conférence ministérielle sur le terrorisme,
        PP4 *Affirmant* que ce processus lui semble offrir de très vastes perspectives pour le progrès de la civilisation,
        OP1 *Demande* aux États Membres de continuer à promouvoir l’examen des menaces existantes ou potentielles : elles sont « graves » ;
        OP4 *Décide* d’inscrire à l’ordre du jour provisoire de sa soixante-huitième session la question intitulée « Progrès ».";
    let chinese = "
        PP1 *回顾*其1998年12月4日第{53/70}号和2012年12月3日第{67/27}号决议，
        PP2 *注意到*在发展和应用最新的信息技术和电信手段方面取得了显著进展，
        OP1 *促请*会员国在多边级别进一步推动审议信息安全领域的现有威胁和潜在威胁，以及为遏制这一领域新出现的威胁可能采取的战略；^1
        OP2 *决定*将题为“从国际安全角度看信息和电信领域的发展”的项目列入大会第六十九届会议临时议程。
        ^1 见{A/66/152}。";
    let arabic = "
        PP1 *إذ تشير* إلى قراراتها {53/70} المؤرخ 4 كانون الأول/ديسمبر 1998 و {67/27} المؤرخ 3 كانون الأول/ديسمبر 2012،
        OP1 *تهيب* بالدول الأعضاء أن تواصل (على الصعيد المتعدد الأطراف) تشجيع النظر في الأخطار القائمة؛
        OP2 *تقرر* أن تدرج في جدول الأعمال المؤقت لدورتها السبعين البند.";
    let page = "
        PP8 *Noting* the contribution of those Member States that have submitted their assessments,
        OP1 *Calls upon* Member States to promote further at multilateral levels the consideration of existing threats;
        OP2 *Requests* the Secretary-General to continue to study existing threats, and the control characters \u{1b}[31mthereof\u{202e}.";
    let mut fragment = text("A/RES/62/17", Language::En, (2007, 12, 5), TITLE, page);
    fragment.fragment = Some(Fragment { pages: vec![2], first: false, last: false });
    vec![
        fragment,
        text("A/RES/66/24", Language::En, (2011, 12, 2), TITLE, old),
        text("A/RES/67/27", Language::En, (2012, 12, 3), TITLE, new),
        text("A/RES/67/27", Language::Fr, (2012, 12, 3), "Progrès de l’informatique", french),
        text("A/RES/68/243", Language::Zh, (2013, 12, 27), "从国际安全角度看信息和电信领域的发展", chinese),
        text("A/RES/69/28", Language::Ar, (2014, 12, 2), "التطورات في ميدان المعلومات", arabic),
    ]
}

/// Two texts of one series in which every fate occurs: of the preamble one paragraph moved, two merged; of the operative part one was
/// split, one was amended in which a clause moved, one removed, one added.
pub fn fates() -> Vec<Text> {
    let old = "PP1 *Recalling* its resolution {68/243} of 27 December 2013,
        PP2 *Noting* that considerable progress has been achieved in developing and applying the latest information technologies,
        PP3 *Expressing concern* that these technologies can potentially be used for purposes inconsistent with stability,
        PP4 *Considering* that it is necessary to prevent the use of information resources for criminal or terrorist purposes,
        PP5 *Bearing in mind* the importance of respect for human rights and fundamental freedoms,
        OP1 *Calls upon* Member States to promote further the consideration of existing threats at multilateral levels, and invites all of them to inform the Secretary-General of their general appreciation of the issues of security;
        OP2 *Requests* the Secretary-General, with the assistance of a group of experts, to continue to study possible cooperative measures, taking into account the assessments contained in the report, and to report thereon;
        OP3 *Welcomes* the offer of the Government to host a regional seminar in the spring;
        OP4 *Decides* to include the item in the provisional agenda of its next session.";
    let new = "PP1 *Recalling* its resolution {69/28} of 2 December 2014,
        PP2 *Bearing in mind* the importance of respect for human rights and fundamental freedoms,
        PP3 *Noting* that considerable progress has been achieved in developing and applying the latest information technologies, and expressing concern that these technologies can potentially be used for purposes inconsistent with stability,
        PP4 *Considering* that it is necessary to prevent the use of information resources for criminal or terrorist purposes,
        OP1 *Calls upon* Member States to promote further the consideration of existing threats at multilateral levels;
        OP2 *Invites* all Member States to inform the Secretary-General of their general appreciation of the issues of security;
        OP3 *Requests* the Secretary-General, with the assistance of a group of experts, taking into account the assessments contained in the report, to continue to study possible cooperative measures and to report thereon;
        OP4 *Encourages* universities to teach diplomats what is needed;
        OP5 *Decides* to include the item in the provisional agenda of its next session.";
    vec![
        text("A/RES/69/28", Language::En, (2014, 12, 2), TITLE, old),
        text("A/RES/70/237", Language::En, (2015, 12, 23), TITLE, new),
    ]
}

/// The library of [`texts`], and one more that cannot be read.
pub fn corpus() -> Corpus {
    let texts = texts();
    let mut records: Vec<TextRecord> = texts.iter().map(|text| TextRecord::of(text).expect("a symbol")).collect();
    let mut damaged = records[2].clone();
    (damaged.head.symbol, damaged.head.adopted) = ("A/RES/70/237".parse().expect("a symbol"), Date::new(2015, 12, 23).ok());
    records.push(damaged);
    built(records, texts.into_iter().map(Some).chain([None]).collect())
}

fn built(records: Vec<TextRecord>, texts: Vec<Option<Text>>) -> Corpus {
    let store = Arc::new(Memory(texts));
    let mut builder = CorpusBuilder::default();
    for (record, key) in records.into_iter().zip(0..) {
        builder.add(record, Arc::clone(&store) as Arc<dyn TextStore>, key);
    }
    builder.build()
}

/// Paragraphs of equal words belong together, then those of the same name; what is between the common beginning and end changed.
pub fn compare(old: &Text, new: &Text) -> Comparison {
    let mut free: Vec<_> = old.paragraph_indices().collect();
    let mut rows: Vec<Row> = Vec::new();
    for index in new.paragraph_indices() {
        let words = new.paragraph_words(index);
        let twin = free.iter().position(|&it| old.paragraph_words(it) == words);
        let name = &new.paragraph(index).id;
        let partner = twin.or_else(|| free.iter().position(|&it| old.paragraph(it).id == *name && name.to_string() != "OP5"));
        let row = |old: Vec<_>, fate, changes| Row {
            old,
            new: vec![index],
            fate,
            similarity: 0.5,
            changes,
            reason: "for the test".into(),
        };
        rows.push(match partner.map(|at| (twin.is_some(), free.remove(at))) {
            None => row(vec![], Fate::Added, vec![]),
            Some((true, it)) => {
                let moved = name.to_string() == "PP3" && old.paragraph(it).id != *name;
                row(vec![it], if moved { Fate::Moved } else { Fate::Same }, vec![])
            }
            Some((false, it)) => row(vec![it], Fate::Amended, vec![change(old, it, new, index)]),
        });
    }
    for it in free {
        rows.push(Row { old: vec![it], new: vec![], fate: Fate::Removed, similarity: 0.0, changes: vec![], reason: String::new() });
    }
    let notes = 0..u32::try_from(new.footnotes.len()).expect("few");
    let footnotes = notes.map(plenary::model::FootnoteIndex).map(|it| {
        let was = old.footnote(&new.footnotes[it.get()].mark);
        let length = u32::try_from(new.footnotes[it.get()].span.len()).expect("short");
        let changes = if was.is_some() { vec![] } else { vec![(ChangeKind::Wording, 0..0, 0..length)] };
        FootnoteRow { old: was, new: Some(it), changes }
    });
    let footnotes: Vec<FootnoteRow> = footnotes.collect();
    let summary = Summary::of(&rows, &footnotes);
    Comparison { rows, footnotes, summary }
}

fn change(old: &Text, was: plenary::model::ParagraphIndex, new: &Text, is: plenary::model::ParagraphIndex) -> Change {
    let (a, b) = (old.paragraph_words(was), new.paragraph_words(is));
    let same = |(x, y): &(char, char)| x == y;
    let start: usize = a.chars().zip(b.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let start = a[..start].rfind(' ').map_or(0, |at| at + 1);
    let end: usize = a[start..].chars().rev().zip(b[start..].chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let end = a[a.len() - end..].find(' ').map_or(0, |at| end - at);
    let side = |text: &str, paragraph| {
        let range = start..text.len() - end;
        let at = |byte| u32::try_from(byte).expect("short");
        ChangeSide { paragraph, words: text[range.clone()].to_owned(), range: at(range.start)..at(range.end) }
    };
    let kind = if b.contains("sixty-eighth") { ChangeKind::Rollover } else { ChangeKind::Wording };
    Change { kind, old: side(a, was), new: side(b, is), clause: None }
}

fn series(corpus: &Corpus, _: ResolutionId) -> Series {
    let mut all: Vec<_> = corpus.resolutions().filter(|(_, it)| it.symbol.is_resolution()).collect();
    all.sort_by_key(|(id, it)| (it.date.is_some(), it.date, *id));
    let entry = |(resolution, it): (ResolutionId, &plenary::model::Resolution)| {
        let is_vote = it.symbol.as_str() == "A/RES/66/24";
        SeriesEntry { resolution, date: it.date, events: if is_vote { vec!["without a vote".into()] } else { vec![] } }
    };
    Series { title: Some(TITLE.into()), entries: all.into_iter().map(entry).collect() }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of the engine's function")]
fn change_share(corpus: &Corpus, _: TextId, new: TextId) -> Option<f32> {
    Some(if corpus.head(new).symbol.as_str() == "A/RES/67/27" { 0.06 } else { 0.4 })
}

fn jump(corpus: &Corpus, query: &str, limit: usize) -> Vec<ResolutionId> {
    let digits: String = query.chars().filter(char::is_ascii_digit).collect();
    let is_found = |symbol: &str| symbol.chars().filter(char::is_ascii_digit).collect::<String>().contains(&digits);
    corpus.resolutions().filter(|(_, it)| is_found(it.symbol.as_str())).map(|(id, _)| id).take(limit).collect()
}

/// The reader over the fixture, without a terminal.
pub struct Reader {
    pub context: Context,
    pub state: State,
    pub effects: Vec<Effect>,
}

impl Reader {
    pub fn new(width: u16, height: u16) -> Self {
        Self::themed(width, height, "theme = \"mono\"")
    }

    pub fn themed(width: u16, height: u16, config: &str) -> Self {
        let engine = Engine { compare, change: change_share, series, jump };
        let context = Context { corpus: corpus(), config: Config::parse(config, None).expect("a configuration"), engine };
        Self::at("A/RES/67/27", context, width, height)
    }

    /// The program's own engine, on texts of one series, at the last of them.
    pub fn real(texts: Vec<Text>, width: u16, height: u16, config: &str) -> Self {
        let records: Vec<TextRecord> = texts.iter().map(|text| TextRecord::of(text).expect("a symbol")).collect();
        let symbol = records.last().expect("a text").head.symbol.to_string();
        let corpus = built(records, texts.into_iter().map(Some).collect());
        let context = Context { corpus, config: Config::parse(config, None).expect("a configuration"), engine: Engine::default() };
        Self::at(&symbol, context, width, height)
    }

    fn at(symbol: &str, context: Context, width: u16, height: u16) -> Self {
        let symbol = symbol.parse().expect("a symbol");
        let start = Start { resolution: context.corpus.find(&symbol), ..Start::default() };
        let mut state = State::new(&context, &start);
        let _ = update(&context, &mut state, Msg::Resize(Size { width, height }));
        while state.has_work() {
            let _ = update(&context, &mut state, Msg::Work);
        }
        Self { context, state, effects: Vec::new() }
    }

    pub fn send(&mut self, msg: Msg) {
        self.effects.extend(update(&self.context, &mut self.state, msg));
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.send(Msg::Resize(Size { width, height }));
    }

    /// Presses keys, written as in the configuration: `j ctrl-p ] c`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.send(Msg::Key(key.parse::<Key>().expect("a key")));
        }
        self
    }

    /// Types words, a key a character.
    pub fn type_in(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            self.send(Msg::Key(Key::char(c)));
        }
        self
    }

    pub fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.state.size.width, self.state.size.height));
        plenary::ui::view(&self.context, &self.state, &mut buffer);
        buffer
    }

    /// What is on the screen, without styles. The second cell of a wide character is left out.
    pub fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut rows = String::new();
        for y in 0..buffer.area.height {
            let mut row = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(plenary::layout::width(symbol).max(1)).expect("a width");
            }
            rows.push_str(row.trim_end());
            rows.push('\n');
        }
        rows
    }
}
