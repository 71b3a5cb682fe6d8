//! The benchmark of the read model, without the rest of the program.
//!
//! `cargo run --release -p facts --example bench -- --documents 1000000 [--export DIR]`
#![expect(clippy::print_stdout, reason = "printing is what this is for")]

use std::path::PathBuf;

/// That of the program, so that what is measured is what people have.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1)
    };
    let documents = value("--documents").and_then(|count| count.parse().ok());
    let export = value("--export").map(PathBuf::from);
    let keep = export.is_some();
    let room = export.unwrap_or_else(std::env::temp_dir);
    std::fs::create_dir_all(&room)?;
    facts::benchmark::run(documents.unwrap_or(1_000_000), &room, keep, &mut |line| {
        println!("{line}");
        Ok(())
    })
}
