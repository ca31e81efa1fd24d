//! What turns between two texts of a series: sessions and years.

use crate::model::{Date, Symbol, Text};

/// How far apart two texts of a series are. The older text is `old` here, whichever side of the comparison it is on.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// Whether the comparison goes back in time: its new side is the older text.
    pub reversed: bool,
    old: Place,
    new: Place,
}

/// Where in the series a text stands.
#[derive(Clone, Debug)]
struct Place {
    symbol: Option<Symbol>,
    session: u16,
    adopted: Option<Date>,
}

/// The Council first met in the General Assembly's sixtieth session.
const SESSION_BEFORE_COUNCIL: u16 = 60;

/// What recurs every year does so within a season, of so many days.
const SEASON: i64 = 100;

/// The first session of the General Assembly was in 1946, but opened for the year 1945 in the count: the 67th opened in 2012.
const YEAR_BEFORE_FIRST_SESSION: u16 = 1945;

impl Cycle {
    /// The cycle between two texts; `None` where one does not say its session, or where both are of one session: then nothing turns by
    /// itself between them.
    #[must_use]
    pub fn between(old: &Text, new: &Text) -> Option<Self> {
        let (old, new) = (Place::of(old)?, Place::of(new)?);
        match old.session.cmp(&new.session) {
            std::cmp::Ordering::Less => Some(Self { reversed: false, old, new }),
            std::cmp::Ordering::Greater => Some(Self { reversed: true, old: new, new: old }),
            std::cmp::Ordering::Equal => None,
        }
    }

    /// How many sessions, and so years, lie between the texts.
    #[must_use]
    pub const fn step(&self) -> u16 {
        self.new.session - self.old.session
    }

    /// Whether the session `old` of the older text is the session `new` of the newer one, moved on with the cycle.
    #[must_use]
    pub const fn turns_session(&self, old: u16, new: u16) -> bool {
        old < new && new - old == self.step()
    }

    /// Whether the year `old` of the older text is the year `new` of the newer one, moved on with the cycle: a year near the texts' own.
    #[must_use]
    pub fn turns_year(&self, old: u16, new: u16) -> bool {
        let own = self.old.session + YEAR_BEFORE_FIRST_SESSION;
        self.turns_session(old, new) && (own.saturating_sub(2)..=own + 3).contains(&old)
    }

    /// Whether a document of this session is of the time between the texts, or of the older text's own session.
    #[must_use]
    pub fn holds_session(&self, session: u16) -> bool {
        (self.old.session..=self.new.session).contains(&session)
    }

    /// Whether a document of this year is of the time between the texts.
    #[must_use]
    pub fn holds_year(&self, year: u16) -> bool {
        (self.old.session..=self.new.session + 1).contains(&year.saturating_sub(YEAR_BEFORE_FIRST_SESSION))
    }

    /// Whether the session `old` of the Human Rights Council is its session `new`, moved on with the cycle: it has had three regular
    /// sessions a year since 2009, the 45th in the General Assembly's 75th.
    #[must_use]
    pub fn turns_council(&self, old: u16, new: u16) -> bool {
        self.old.session > SESSION_BEFORE_COUNCIL
            && old < new
            && new - old == 3 * self.step()
            && Self::council_of(&self.old).abs_diff(old) <= 6
    }

    /// Whether a document of this session of the Human Rights Council is of the time between the texts.
    #[must_use]
    pub fn holds_council(&self, session: u16) -> bool {
        (Self::council_of(&self.old)..=Self::council_of(&self.new) + 2).contains(&session)
    }

    const fn council_of(place: &Place) -> u16 {
        (place.session * 3).saturating_sub(180)
    }

    /// Whether a day is of the time between the texts, that of the older one included, or shortly before it: what was adopted in the same
    /// weeks is recalled a year later. `None` where a text does not say its day.
    #[must_use]
    pub fn holds_date(&self, date: Date) -> Option<bool> {
        let (old, new) = (self.old.adopted?, self.new.adopted?);
        Some((old..=new).contains(&date) || (date < old && days(date, old) <= SEASON))
    }

    /// Whether two days lie about as far from the older text as from the newer one: of what recurs with the series, each time anew.
    /// True where a text does not say its day.
    #[must_use]
    pub fn turns_date(&self, old: Date, new: Date) -> bool {
        match (self.old.adopted, self.new.adopted) {
            (Some(a), Some(b)) => (days(old, a) - days(new, b)).abs() <= SEASON,
            _ => true,
        }
    }

    /// Whether the number of a session is the older text's own, or one shortly before it.
    #[must_use]
    pub const fn is_recent(&self, session: u16) -> bool {
        session <= self.old.session && self.old.session - session <= 2
    }

    /// Whether a year is the older text's own, or one shortly before or after it.
    #[must_use]
    pub const fn is_recent_year(&self, year: u16) -> bool {
        let own = self.old.session + YEAR_BEFORE_FIRST_SESSION;
        year <= own + 1 && own <= year + 2
    }

    /// Whether the number of a resolution (`66/24`) is the older text's own.
    #[must_use]
    pub fn is_predecessor(&self, number: &str) -> bool {
        self.old.symbol.as_ref().and_then(|symbol| symbol.as_str().strip_prefix("A/RES/")) == Some(number)
    }
}

/// The days from one day to another.
fn days(from: Date, to: Date) -> i64 {
    i64::from(from.until(to).map_or(0, |span| span.get_days()))
}

impl Place {
    fn of(text: &Text) -> Option<Self> {
        let facts = &text.facts;
        let said = facts.session.as_deref().and_then(|session| session.parse().ok());
        let year = |date: Date| date.year().unsigned_abs();
        // The Security Council counts by years: its year stands for the session that opens in it.
        let council = || {
            let symbol = facts.symbol.as_ref().filter(|symbol| symbol.as_str().starts_with("S/RES/"))?;
            let of_symbol = || symbol.as_str().split_once('(')?.1.trim_end_matches(')').parse().ok();
            facts.adopted.map(year).or_else(of_symbol)?.checked_sub(YEAR_BEFORE_FIRST_SESSION)
        };
        let session = said.or_else(|| facts.symbol.as_ref().and_then(session_of)).or_else(council)?;
        Some(Self { symbol: facts.symbol.clone(), session, adopted: facts.adopted })
    }
}

/// The session in a symbol: A/RES/67/27, A/C.1/67/L.30, A/67/404.
fn session_of(symbol: &Symbol) -> Option<u16> {
    symbol.as_str().split('/').skip(1).find_map(|part| part.parse().ok()).filter(|session| (1..=200).contains(session))
}
