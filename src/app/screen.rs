//! Where on the screen each pane is. The same areas serve painting and the mouse.

/// The size of the screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns
    pub width: u16,
    /// Rows
    pub height: u16,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Area {
    /// First column
    pub x: u16,
    /// First row
    pub y: u16,
    /// Columns
    pub width: u16,
    /// Rows
    pub height: u16,
}

impl Area {
    /// Whether a cell is in it.
    #[must_use]
    pub const fn contains(self, x: u16, y: u16) -> bool {
        x >= self.x && x - self.x < self.width && y >= self.y && y - self.y < self.height
    }
}

/// A pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// The series by date
    Timeline,
    /// A text
    Text,
    /// A redline
    Redline,
}

/// The panes that are on the screen, with the area inside of their frames.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// From left to right; none where the screen is too small.
    pub shown: Vec<(Pane, Area)>,
}

/// Narrower, or lower, and there is no room for anything but to say so.
pub const SMALLEST: Size = Size { width: 40, height: 10 };
/// From this width on there are three panes.
const WIDE: u16 = 140;
/// Below this width there is one pane.
const NARROW: u16 = 60;

impl Panes {
    /// The panes for a size. `main` is the pane shown beside the timeline where there is room for one; where there is room for one pane
    /// in all it is the one with the focus.
    #[must_use]
    pub fn new(size: Size, focus: Pane, main: Pane) -> Self {
        let Size { width, height } = size;
        if width < SMALLEST.width || height < SMALLEST.height {
            return Self::default();
        }
        // The bar, the frame and its titles above; the frame and the line of keys below.
        let area = |x: u16, to: u16| Area { x, y: 2, width: to - x, height: height - 4 };
        let right = width - 1;
        if width < NARROW {
            return Self { shown: vec![(focus, area(1, right))] };
        }
        let timeline = match width {
            // Two columns of words need the room more than the languages do.
            ..110 if focus == Pane::Redline => 16,
            ..100 => 24,
            100..170 => 28,
            _ => 32,
        };
        let x = timeline + 2;
        let mut shown = vec![(Pane::Timeline, area(1, timeline + 1))];
        if width >= WIDE {
            let text = (right - x) * 2 / 5;
            shown.push((Pane::Text, area(x, x + text)));
            shown.push((Pane::Redline, area(x + text + 1, right)));
        } else {
            let main = if focus == Pane::Timeline { main } else { focus };
            shown.push((main, area(x, right)));
        }
        Self { shown }
    }

    /// The area of a pane, if it is on the screen.
    #[must_use]
    pub fn area(&self, pane: Pane) -> Option<Area> {
        self.shown.iter().find(|(it, _)| *it == pane).map(|(_, area)| *area)
    }

    /// The area of the lines of the redline: the first row of its pane names the two texts.
    #[must_use]
    pub fn redline_lines(&self) -> Option<Area> {
        self.area(Pane::Redline).map(|area| Area { y: area.y + 1, height: area.height - 1, ..area })
    }
}
