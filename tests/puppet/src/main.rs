//! Draws the character from the command line: one picture, a sheet of many, or the sample datasets.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use clap::{Args, Parser, Subcommand};
use image::RgbaImage;
use puppet::{Background, Expression, Framing, Pose, Puppet, View, samples, sheet};

/// Draws Kestrel, the tests' character
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Draw the sample datasets anew into a folder, replacing what they held
    Datasets {
        /// The folder that holds them
        folder: PathBuf,
    },
    /// Draw a contact sheet to look at
    Sheet {
        /// The PNG to write
        output: PathBuf,
        /// Show these pictures instead of every pose, view and expression
        pictures: Vec<PathBuf>,
    },
    /// Draw one picture
    Draw(Box<Draw>),
}

#[derive(Args)]
struct Draw {
    /// The pose's name, such as waving
    #[arg(long, default_value = "standing")]
    pose: String,
    /// The expression's name, such as smile
    #[arg(long, default_value = "neutral")]
    expression: String,
    /// front, three-quarter, side or back
    #[arg(long, default_value = "front")]
    view: String,
    /// close-up, portrait, upper-body or full-body
    #[arg(long, default_value = "full-body")]
    framing: String,
    /// plain, gradient, forest, city, shore or room
    #[arg(long, default_value = "plain")]
    background: String,
    /// Width in pixels
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=16_384))]
    width: u32,
    /// Height in pixels
    #[arg(long, default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..=16_384))]
    height: u32,
    /// Mirror the finished picture
    #[arg(long)]
    mirror: bool,
    /// The PNG to write
    #[arg(short, long)]
    output: PathBuf,
}

impl Draw {
    fn puppet(&self) -> Result<Puppet> {
        Ok(Puppet {
            pose: named("pose", &self.pose, &Pose::named())?,
            expression: named("expression", &self.expression, &Expression::named())?,
            view: named("view", &self.view, &View::named())?,
            framing: named("framing", &self.framing, &Framing::named())?,
            background: named("background", &self.background, &Background::named())?,
            mirror: self.mirror,
            ..Puppet::default()
        })
    }
}

/// The value of that name, or an error that lists the names there are.
fn named<T: Copy>(kind: &str, name: &str, known: &[(&str, T)]) -> Result<T> {
    let found = known.iter().find(|(candidate, _)| *candidate == name).map(|&(_, value)| value);
    let names: Vec<&str> = known.iter().map(|&(name, _)| name).collect();
    found.ok_or_else(|| anyhow!("no {kind} is called {name:?}; there are {}", names.join(", ")))
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Datasets { folder } => samples::write_all(&folder)
            .with_context(|| format!("the samples could not be written into {}", folder.display())),
        Command::Sheet { output, pictures } if pictures.is_empty() => {
            save(&sheet::contact_sheet(), &output)
        }
        Command::Sheet { output, pictures } => {
            save(&sheet::gallery(&open_all(&pictures)?), &output)
        }
        Command::Draw(draw) => save(&draw.puppet()?.render(draw.width, draw.height), &draw.output),
    }
}

fn open_all(paths: &[PathBuf]) -> Result<Vec<RgbaImage>> {
    let open = |path: &PathBuf| {
        let picture =
            image::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        Ok(picture.into_rgba8())
    };
    paths.iter().map(open).collect()
}

fn save(picture: &RgbaImage, path: &Path) -> Result<()> {
    picture.save(path).with_context(|| format!("{} could not be written", path.display()))
}
