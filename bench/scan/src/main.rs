//! Writes frames to standard output for readers in other languages: for each, a line of JSON, then its luminance
//! pixels.

use std::io::{self, BufWriter, Write};

use scan_corpus::{Class, Format, Frame, Size, empty, frame};

const HELP: &str = "scan-corpus [--seed 1] [--frames-per-class 10] [--empty 0] [--only qr_code] [--class clean]
Half of the frames are 640×480, half 1280×720.";

struct Options {
    seed: u64,
    frames_per_class: u32,
    empty: u32,
    only: Option<String>,
    class: Option<String>,
}

fn main() -> io::Result<()> {
    let Some(options) = options() else {
        eprintln!("{HELP}");
        std::process::exit(2);
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let wanted = |name: &str, only: &Option<String>| only.as_deref().is_none_or(|only| only == name);
    let size = |index: u32| Size::ALL[index as usize % 2];
    for index in 0..options.frames_per_class {
        for format in Format::ALL.into_iter().filter(|format| wanted(format.name(), &options.only)) {
            for class in Class::ALL.into_iter().filter(|class| wanted(class.name(), &options.class)) {
                write(&mut out, index, &frame(options.seed, format, class, size(index), index))?;
            }
        }
    }
    for index in 0..options.empty {
        write(&mut out, index, &empty(options.seed, size(index), index))?;
    }
    out.flush()
}

fn options() -> Option<Options> {
    let mut options = Options { seed: 1, frames_per_class: 10, empty: 0, only: None, class: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?;
        match name.as_str() {
            "--seed" => options.seed = value.parse().ok()?,
            "--frames-per-class" => options.frames_per_class = value.parse().ok()?,
            "--empty" => options.empty = value.parse().ok()?,
            "--only" => options.only = Some(value),
            "--class" => options.class = Some(value),
            _ => return None,
        }
    }
    Some(options)
}

/// Writes a frame. No text of the corpus needs escaping in JSON.
fn write(out: &mut impl Write, index: u32, frame: &Frame) -> io::Result<()> {
    let name = |name: Option<&str>| name.map_or("null".to_owned(), |name| format!("\"{name}\""));
    let format = name(frame.format.map(Format::name));
    let class = name(frame.class.map(Class::name));
    let text = name(frame.text.as_deref());
    let (width, height) = (frame.width, frame.height);
    writeln!(
        out,
        r#"{{"index":{index},"width":{width},"height":{height},"format":{format},"class":{class},"text":{text}}}"#
    )?;
    out.write_all(&frame.luma)
}
