//! The best one-to-one assignment over a sparse set of pairs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair that may be chosen, and what choosing it is worth (more than 0).
#[derive(Clone, Copy, Debug)]
pub(in crate::compare) struct Edge {
    pub row: usize,
    pub column: usize,
    pub worth: f64,
}

/// For each row its column, such that the worth of all pairs chosen is the greatest. A row or column may stay alone, which is worth 0.
///
/// Rows are added one by one, each along the cheapest augmenting path (Dijkstra's, on costs reduced by potentials). `edges` are sorted by row.
pub(in crate::compare) fn assign(rows: usize, columns: usize, edges: &[Edge]) -> Vec<Option<usize>> {
    let mut starts = vec![0; rows + 1];
    for edge in edges {
        starts[edge.row + 1] += 1;
    }
    for n in 1..=rows {
        starts[n] += starts[n - 1];
    }
    let of_row = |row: usize| &edges[starts[row]..starts[row + 1]];

    let mut column_of = vec![None; rows];
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    let mut row_potential = vec![0.0_f64; rows];
    let mut column_potential = vec![0.0_f64; columns];
    let mut distance = vec![f64::INFINITY; columns];
    let mut reached_from = vec![0; columns];
    let mut is_settled = vec![false; columns];

    for start in 0..rows {
        row_potential[start] = of_row(start).iter().map(|edge| -edge.worth - column_potential[edge.column]).fold(0.0, f64::min);
        let mut touched: Vec<usize> = Vec::new();
        let mut settled: Vec<usize> = Vec::new();
        let mut heap: BinaryHeap<Reverse<(Cost, usize)>> = BinaryHeap::new();
        // The cheapest end of the path found so far: a free column, or a row that stays alone.
        let mut best = (f64::INFINITY, End::Alone(start));
        let (mut row, mut travelled) = (start, 0.0);
        loop {
            let alone = travelled - row_potential[row];
            if alone < best.0 {
                best = (alone, End::Alone(row));
            }
            // What is settled stays so: by rounding, a way to it can seem shorter afterwards, and would lead around in a circle.
            for edge in of_row(row).iter().filter(|edge| !is_settled[edge.column]) {
                let length = travelled - edge.worth - row_potential[row] - column_potential[edge.column];
                if length < distance[edge.column] {
                    if distance[edge.column].is_infinite() {
                        touched.push(edge.column);
                    }
                    distance[edge.column] = length;
                    reached_from[edge.column] = row;
                    heap.push(Reverse((Cost(length), edge.column)));
                }
            }
            let next = loop {
                match heap.pop() {
                    Some(Reverse((Cost(length), column))) if length > distance[column] || is_settled[column] => {}
                    other => break other,
                }
            };
            let Some(Reverse((Cost(length), column))) = next else { break };
            if length >= best.0 {
                break;
            }
            match row_of[column] {
                None => {
                    best = (length, End::Free(column));
                    break;
                }
                Some(taken_by) => {
                    settled.push(column);
                    is_settled[column] = true;
                    (row, travelled) = (taken_by, length);
                }
            }
        }

        let total = best.0;
        for &column in &settled {
            if let Some(row) = row_of[column] {
                row_potential[row] += total - distance[column];
            }
            column_potential[column] += distance[column] - total;
        }
        row_potential[start] += total;

        // Walk the path back, giving each row the column by which the next was reached.
        let mut free = match best.1 {
            End::Free(column) => Some(column),
            End::Alone(row) => {
                let freed: Option<usize> = column_of[row].take();
                freed.inspect(|&column| row_of[column] = None)
            }
        };
        while let Some(column) = free {
            let row = reached_from[column];
            free = column_of[row].replace(column);
            row_of[column] = Some(row);
        }
        for column in touched {
            distance[column] = f64::INFINITY;
            is_settled[column] = false;
        }
    }
    column_of
}

enum End {
    Free(usize),
    Alone(usize),
}

#[derive(Clone, Copy, PartialEq)]
struct Cost(f64);

impl Eq for Cost {}

impl PartialOrd for Cost {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cost {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn worth(edges: &[Edge], chosen: &[Option<usize>]) -> f64 {
        chosen
            .iter()
            .enumerate()
            .filter_map(|(row, column)| edges.iter().find(|e| e.row == row && Some(e.column) == *column))
            .map(|e| e.worth)
            .sum()
    }

    /// The greatest worth, by trying everything.
    fn greatest(edges: &[Edge], rows: usize, row: usize, used: u32) -> f64 {
        if row == rows {
            return 0.0;
        }
        edges
            .iter()
            .filter(|e| e.row == row && used & (1 << e.column) == 0)
            .fold(greatest(edges, rows, row + 1, used), |best, e| {
                best.max(e.worth + greatest(edges, rows, row + 1, used | (1 << e.column)))
            })
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_worth_more(table in prop::collection::vec(prop::collection::vec(0_u8..20, 6), 1..6)) {
            let edges: Vec<Edge> = table
                .iter()
                .enumerate()
                .flat_map(|(row, line)| line.iter().enumerate().map(move |(column, &w)| Edge { row, column, worth: f64::from(w) / 10.0 }))
                .filter(|e| e.worth > 0.7)
                .collect();
            let chosen = assign(table.len(), 6, &edges);
            let mut columns: Vec<usize> = chosen.iter().flatten().copied().collect();
            columns.sort_unstable();
            columns.dedup();
            prop_assert_eq!(columns.len(), chosen.iter().flatten().count());
            prop_assert!((worth(&edges, &chosen) - greatest(&edges, table.len(), 0, 0)).abs() < 1e-9);
        }
    }

    #[test]
    fn a_row_gives_way_to_one_that_needs_its_column_more() {
        let edges = [
            Edge { row: 0, column: 0, worth: 0.9 },
            Edge { row: 0, column: 1, worth: 0.8 },
            Edge { row: 1, column: 0, worth: 0.9 },
        ];
        assert_eq!(assign(2, 2, &edges), [Some(1), Some(0)]);
    }

    #[test]
    fn rounding_leads_nowhere_in_a_circle() {
        // 1.1 - 0.9 is a little more than 0.2.
        let edges = [(0, 0, 1.1), (0, 1, 0.9), (1, 0, 0.1), (2, 0, 0.2)].map(|(row, column, worth)| Edge { row, column, worth });
        assert_eq!(assign(3, 2, &edges), [Some(1), None, Some(0)]);
    }
}
