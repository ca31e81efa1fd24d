//! One frame, one layout, one key: time and allocations.

#![expect(clippy::expect_used, reason = "a benchmark may fail")]

use divan::{AllocProfiler, Bencher, black_box};
use plenary::app::{Config, Context, Engine, Key, Msg, Pair, Size, Start, State, update};
use plenary::compare::compare;
use plenary::layout::{Kinds, RedlineLayout, RedlineOptions, TextLayout};
use plenary::library::{self, LibraryOptions};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

const SIZES: [(u16, u16); 3] = [(80, 24), (170, 45), (200, 60)];

fn reader(width: u16, height: u16) -> (Context, State) {
    let corpus = library::open(&LibraryOptions::default()).expect("the embedded corpus");
    let context = Context { corpus, config: Config::parse("", None).expect("the defaults"), engine: Engine::default() };
    let mut state = State::new(&context, &Start::default());
    let _ = update(&context, &mut state, Msg::Resize(Size { width, height }));
    while state.has_work() {
        let _ = update(&context, &mut state, Msg::Work);
    }
    (context, state)
}

/// A frame painted from nothing.
#[divan::bench(args = SIZES)]
fn frame(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let (context, state) = reader(width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    bencher.bench_local(|| plenary::ui::view(black_box(&context), black_box(&state), &mut buffer));
}

/// A line down, or up again, and the frame after it.
#[divan::bench(args = SIZES)]
fn key_and_frame(bencher: Bencher<'_, '_>, (width, height): (u16, u16)) {
    let (context, mut state) = reader(width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let tab = Key::named("tab").expect("a key");
    let _ = update(&context, &mut state, Msg::Key(tab));
    let mut down = true;
    bencher.bench_local(|| {
        down = !down;
        let _ = update(&context, &mut state, Msg::Key(Key::char(if down { 'k' } else { 'j' })));
        plenary::ui::view(&context, &state, &mut buffer);
    });
}

/// A text of the embedded corpus laid out anew, as a resize does.
#[divan::bench]
fn text_layout(bencher: Bencher<'_, '_>) {
    let (context, state) = reader(80, 24);
    let text = context.corpus.text(state.text.text().expect("a text")).expect("its words");
    bencher.bench(|| TextLayout::new(black_box(text), black_box(76)));
}

/// A redline of the embedded corpus laid out anew with nothing folded, as a resize does.
#[divan::bench]
fn redline_layout(bencher: Bencher<'_, '_>) {
    let (context, state) = reader(170, 45);
    let Pair::Of(old, new) = state.redline.pair else { panic!("no pair") };
    let [old, new] = [old, new].map(|id| context.corpus.text(id).expect("its words"));
    let comparison = compare(old, new);
    let options = RedlineOptions { width: 80, kinds: Kinds::ALL, unfolded: &|_| true };
    bencher.bench_local(|| RedlineLayout::new(black_box(old), black_box(new), &comparison, &options));
}

/// From the embedded corpus to a state with all panes laid out and all bars counted.
#[divan::bench]
fn start(bencher: Bencher<'_, '_>) {
    bencher.bench(|| reader(170, 45).1.timeline.selected);
}
