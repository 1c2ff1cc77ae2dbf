//! Eigenvalues of a symmetric matrix by cyclic Jacobi rotations: short, and exact to rounding.

/// Sweeps over all off-diagonal values before the rest is taken for rounding; ten always sufficed.
const MAX_SWEEPS: usize = 30;

/// The eigenvalues, in no particular order, of a symmetric matrix of `side` rows, given row by row.
pub(super) fn values(mut matrix: Vec<f64>, side: usize) -> Vec<f64> {
    debug_assert_eq!(matrix.len(), side * side);
    for _ in 0..MAX_SWEEPS {
        let off: f64 = (0..side)
            .flat_map(|row| (0..row).map(move |column| row * side + column))
            .map(|at| matrix[at].powi(2))
            .sum();
        if off < 1e-20 {
            break;
        }
        for p in 0..side {
            for q in p + 1..side {
                rotate(&mut matrix, side, p, q);
            }
        }
    }
    (0..side).map(|index| matrix[index * side + index]).collect()
}

/// Turns the plane of axes `p` and `q` so that the value they share becomes zero
/// (Golub and Van Loan, Matrix Computations, 8.5).
fn rotate(matrix: &mut [f64], side: usize, p: usize, q: usize) {
    let shared = matrix[p * side + q];
    if shared.abs() < 1e-15 {
        return;
    }
    let tau = (matrix[q * side + q] - matrix[p * side + p]) / (2.0 * shared);
    let tangent = tau.signum() / (tau.abs() + (1.0 + tau * tau).sqrt());
    let cos = 1.0 / (1.0 + tangent * tangent).sqrt();
    let sin = tangent * cos;
    for k in 0..side {
        let (a, b) = (matrix[k * side + p], matrix[k * side + q]);
        matrix[k * side + p] = cos * a - sin * b;
        matrix[k * side + q] = sin * a + cos * b;
    }
    for k in 0..side {
        let (a, b) = (matrix[p * side + k], matrix[q * side + k]);
        matrix[p * side + k] = cos * a - sin * b;
        matrix[q * side + k] = sin * a + cos * b;
    }
}
