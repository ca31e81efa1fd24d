//! Packs `corpus/texts/*.json` into one file, which the library embeds: for each text its length in four bytes, little end first, and
//! its bytes. An empty or missing folder makes an empty file.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = root.join("corpus/texts");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=corpus/texts");

    let mut packed = Vec::new();
    for path in texts(&folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        let bytes = fs::read(&path)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(&bytes);
    }
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("corpus.bin"), packed)
}

/// The texts in the order of their names, so that two builds are equal.
fn texts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    Ok(paths)
}
