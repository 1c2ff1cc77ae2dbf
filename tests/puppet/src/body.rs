//! The body below the neck: trunk, hips, arms and legs in their clothes.

mod arm;
mod lathe;
mod leg;
mod trunk;

pub(crate) use arm::{draw_arm, in_front_of_face, in_front_of_trunk};
pub(crate) use leg::{draw_hips, draw_legs};
pub(crate) use trunk::{draw_collar, draw_collar_behind, draw_neck, draw_trunk};
