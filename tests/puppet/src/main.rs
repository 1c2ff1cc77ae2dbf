//! Draws the character from the command line, and the sample datasets.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use puppet::{Background, Expression, Framing, Pose, Puppet, View};

#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Draw one picture
    Draw(Draw),
    /// Draw the sample datasets into a folder
    Datasets { folder: PathBuf },
    /// Draw the contact sheet
    Sheet { output: PathBuf, pictures: Vec<PathBuf> },
}

#[derive(clap::Args)]
struct Draw {
    #[arg(long, default_value = "standing")]
    pose: String,
    #[arg(long, default_value = "neutral")]
    expression: String,
    #[arg(long, default_value = "front")]
    view: String,
    #[arg(long, default_value = "full-body")]
    framing: String,
    #[arg(long, default_value = "plain")]
    background: String,
    #[arg(long, default_value_t = 1024)]
    width: u32,
    #[arg(long, default_value_t = 1024)]
    height: u32,
    #[arg(long)]
    mirror: bool,
    #[arg(short, long)]
    output: PathBuf,
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Datasets { folder } => puppet::samples::write_all(&folder)?,
        Command::Sheet { output, pictures } if pictures.is_empty() => puppet::sheet::contact_sheet().save(output)?,
        Command::Sheet { output, pictures } => {
            let pictures: Vec<_> = pictures.iter().filter_map(|p| image::open(p).ok()).map(|p| p.to_rgba8()).collect();
            puppet::sheet::gallery(&pictures).save(output)?;
        }
        Command::Draw(it) => {
            let p = Puppet {
                pose: Pose::by_name(&it.pose).context("pose")?,
                expression: Expression::by_name(&it.expression).context("expression")?,
                view: View::by_name(&it.view).context("view")?,
                framing: Framing::by_name(&it.framing).context("framing")?,
                background: Background::by_name(&it.background).context("background")?,
                mirror: it.mirror,
                ..Puppet::default()
            };
            p.render(it.width, it.height).save(&it.output)?;
        }
    }
    Ok(())
}
