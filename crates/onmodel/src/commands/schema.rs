//! `onmodel schema config` and `onmodel schema report`

use anyhow::Result;

use crate::args::Schema;
use crate::exit::Exit;

pub(super) fn run(args: &Schema) -> Result<Exit> {
    let schema = match args {
        Schema::Config => onmodel_engine::schema::config(),
        Schema::Report => onmodel_report::json::schema(),
    };
    outln!("{schema:#}");
    Ok(Exit::Fine)
}
