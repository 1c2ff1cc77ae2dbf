//! Eigenvalues of a symmetric matrix: Householder reflections to three diagonals, then implicit QL
//! steps (Golub and Van Loan, Matrix Computations, 8.3). About 4/3 n³ multiplications in all.

/// QL steps for one eigenvalue after which the rest is taken for rounding; five always sufficed.
const MAX_STEPS: usize = 60;

/// The eigenvalues, in no particular order, of a symmetric matrix of `side` rows, given row by row.
pub(super) fn values(mut matrix: Vec<f64>, side: usize) -> Vec<f64> {
    debug_assert_eq!(matrix.len(), side * side);
    let beside = three_diagonals(&mut matrix, side);
    let diagonal = (0..side).map(|index| matrix[index * side + index]).collect();
    ql(diagonal, beside)
}

/// Reflects the matrix, row by row from the last, until only its diagonal and the one beside it are
/// left. Returns the one beside it: `beside[i]` stands between `i` and `i + 1`.
fn three_diagonals(matrix: &mut [f64], side: usize) -> Vec<f64> {
    let mut beside = vec![0.0; side];
    for row in (1..side).rev() {
        let (above, this) = matrix.split_at_mut(row * side);
        let this = &mut this[..row];
        let rest: f64 = this[..row - 1].iter().map(|value| value * value).sum();
        let last = this[row - 1];
        if rest == 0.0 {
            beside[row - 1] = last;
            continue;
        }
        // The reflection that sends this row to (0, …, 0, length).
        let length = -(rest + last * last).sqrt().copysign(last);
        beside[row - 1] = length;
        this[row - 1] = last - length;
        let half = 0.5 * (rest + this[row - 1] * this[row - 1]);
        reflect(above, side, this, half);
    }
    beside
}

/// Applies the reflection along `axis` (of squared length `2 * half`) from both sides to the leading
/// square block of `matrix`, of which only the lower triangle is read and written.
fn reflect(matrix: &mut [f64], side: usize, axis: &[f64], half: f64) {
    let count = axis.len();
    let mut moved = vec![0.0; count];
    for i in 0..count {
        let row = &matrix[i * side..=i * side + i];
        moved[i] += row.iter().zip(axis).map(|(value, along)| value * along).sum::<f64>();
        for (j, value) in row[..i].iter().enumerate() {
            moved[j] += value * axis[i];
        }
    }
    for value in &mut moved {
        *value /= half;
    }
    let along: f64 = moved.iter().zip(axis).map(|(a, b)| a * b).sum::<f64>() / (2.0 * half);
    for (value, axis) in moved.iter_mut().zip(axis) {
        *value -= along * axis;
    }
    for i in 0..count {
        for j in 0..=i {
            matrix[i * side + j] -= axis[i] * moved[j] + moved[i] * axis[j];
        }
    }
}

/// The eigenvalues of the matrix with this diagonal and these values beside it.
fn ql(mut diagonal: Vec<f64>, mut beside: Vec<f64>) -> Vec<f64> {
    let side = diagonal.len();
    for first in 0..side {
        for _ in 0..MAX_STEPS {
            let split = (first..side.saturating_sub(1)).find(|&at| {
                let around = diagonal[at].abs() + diagonal[at + 1].abs();
                beside[at].abs() <= f64::EPSILON * around
            });
            let last = split.unwrap_or(side - 1);
            if last == first {
                break;
            }
            step(&mut diagonal, &mut beside, first, last);
        }
    }
    diagonal
}

/// One implicit QL step on the rows `first` to `last`, shifted towards the eigenvalue nearest to the
/// first of them.
fn step(diagonal: &mut [f64], beside: &mut [f64], first: usize, last: usize) {
    let half = (diagonal[first + 1] - diagonal[first]) / (2.0 * beside[first]);
    let shift = beside[first] / (half + half.hypot(1.0).copysign(half));
    let mut bulge = diagonal[last] - diagonal[first] + shift;
    let (mut sin, mut cos, mut taken) = (1.0, 1.0, 0.0);
    for at in (first..last).rev() {
        let across = sin * beside[at];
        let along = cos * beside[at];
        let length = across.hypot(bulge);
        beside[at + 1] = length;
        if length == 0.0 {
            diagonal[at + 1] -= taken;
            beside[last] = 0.0;
            return;
        }
        (sin, cos) = (across / length, bulge / length);
        let here = diagonal[at + 1] - taken;
        let turned = (diagonal[at] - here) * sin + 2.0 * cos * along;
        taken = sin * turned;
        diagonal[at + 1] = here + taken;
        bulge = cos * turned - along;
    }
    diagonal[first] -= taken;
    beside[first] = bulge;
    beside[last] = 0.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(matrix: Vec<f64>, side: usize) -> Vec<f64> {
        let mut values = values(matrix, side);
        values.sort_by(f64::total_cmp);
        values
    }

    fn close(a: &[f64], b: &[f64]) {
        assert!(
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9),
            "{a:?} {b:?}"
        );
    }

    #[test]
    fn small_matrices_have_the_values_known_by_hand() {
        close(&sorted(vec![], 0), &[]);
        close(&sorted(vec![3.0], 1), &[3.0]);
        close(&sorted(vec![2.0, 1.0, 1.0, 2.0], 2), &[1.0, 3.0]);
        close(&sorted(vec![1.0; 9], 3), &[0.0, 0.0, 3.0]);
        close(&sorted(vec![1.0, 0.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0, -2.0], 3), &[-2.0, 1.0, 5.0]);
    }

    #[test]
    fn a_chain_has_the_values_of_its_formula() {
        const SIDE: usize = 60;
        let mut matrix = vec![0.0; SIDE * SIDE];
        for at in 0..SIDE {
            matrix[at * SIDE + at] = 2.0;
            if at > 0 {
                matrix[at * SIDE + at - 1] = -1.0;
                matrix[(at - 1) * SIDE + at] = -1.0;
            }
        }
        let formula =
            |k: usize| 2.0 - 2.0 * (std::f64::consts::PI * k as f64 / (SIDE + 1) as f64).cos();
        close(&sorted(matrix, SIDE), &(1..=SIDE).map(formula).collect::<Vec<_>>());
    }

    #[test]
    fn sum_and_sum_of_squares_are_the_matrixs_own() {
        const SIDE: usize = 40;
        let value = |i: usize, j: usize| ((i * 31 + j * 17) % 23) as f64 / 7.0;
        let matrix: Vec<f64> = (0..SIDE * SIDE)
            .map(|at| value((at / SIDE).max(at % SIDE), (at / SIDE).min(at % SIDE)))
            .collect();
        let values = values(matrix.clone(), SIDE);
        let trace: f64 = (0..SIDE).map(|at| matrix[at * SIDE + at]).sum();
        let squares: f64 = matrix.iter().map(|value| value * value).sum();
        assert!((values.iter().sum::<f64>() - trace).abs() < 1e-8);
        assert!((values.iter().map(|value| value * value).sum::<f64>() - squares).abs() < 1e-6);
    }
}
