//! How much changed, in one cell.

/// The bar of a share from 0 to 1, in eighths of a cell. Few words change in most years, and the few must still be told apart: the root of
/// the share is shown. What changed nothing has no bar.
#[must_use]
pub fn bar(share: f32) -> &'static str {
    const LEVELS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let height = (share.clamp(0.0, 1.0).sqrt() * 8.0).ceil();
    // A number from 0 to 8.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
    let index = height as usize;
    LEVELS.get(index).copied().unwrap_or("█")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_shares_are_told_apart() {
        let bars: String = [0.0, 0.001, 0.05, 0.1, 0.3, 0.6, 1.0, f32::NAN].map(bar).concat();
        assert_eq!(bars, " ▁▂▃▅▇█ ");
    }
}
