//! Packs `corpus/texts/*.json` into one file, which the library embeds: for each text its length in four bytes, little end first, and
//! its bytes. An empty or missing folder makes an empty file. Packs the files of `assets/lexicon/` too, each by itself.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde::Serialize;
use serde::de::DeserializeOwned;

#[path = "src/lexicon/data.rs"]
mod lexicon;
#[path = "src/compare/tokens/file.rs"]
mod tokens;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    pack_corpus(&root.join("corpus/texts"), &out.join("corpus.bin"))?;
    pack_lexicon::<lexicon::Data>(&root.join("assets/lexicon"), &out.join("lexicon"))?;
    pack_lexicon::<tokens::File>(&root.join("assets/lexicon/tokens"), &out.join("tokens"))
}

fn pack_corpus(folder: &Path, out: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());

    let mut packed = Vec::new();
    for path in texts(folder)? {
        println!("cargo::rerun-if-changed={}", path.display());
        let bytes = fs::read(&path)?;
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(&bytes);
    }
    fs::write(out, packed)
}

/// Reads the files of a folder, one a language, and writes what they say in a form that is read twenty times as fast: every command would
/// wait for it.
fn pack_lexicon<File: DeserializeOwned + Serialize>(folder: &Path, out: &Path) -> io::Result<()> {
    fs::create_dir_all(out)?;
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let path = folder.join(language).with_extension("toml");
        println!("cargo::rerun-if-changed={}", path.display());
        let file = toml::from_str::<File>(&fs::read_to_string(&path)?);
        let file = file.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        fs::write(out.join(language), postcard::to_stdvec(&file).map_err(io::Error::other)?)?;
    }
    Ok(())
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
