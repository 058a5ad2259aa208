//! Runs every fault in every engine and prints which held: `fault-tests [--engine NAME] [--only N,N] [--write FILE]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fault_tests::cases::{CASES, Trouble};
use fault_tests::engine::Engine;
use fault_tests::person::Person;
use fault_tests::report::{self, Column};
use fault_tests::server::relay::{self, Relay};
use fault_tests::stage::{Setup, Stage};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// For one case in one engine, with all its pages.
const LIMIT: Duration = Duration::from_secs(60);

struct Wanted {
    engines: Vec<Engine>,
    only: Vec<u8>,
    write: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let wanted = match read(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(why) => {
            eprintln!(
                "{why}\nfault-tests [--engine chromium|firefox|webkit] [--only 28,29] [--write docs/reliability.md]"
            );
            return ExitCode::FAILURE;
        }
    };
    let began = Instant::now();
    let folder = std::env::temp_dir().join(format!("fault-tests-{}", std::process::id()));
    let stop = stop_on_signal();
    let run = |engine| run(engine, &folder, &wanted, stop.clone());
    let (chromium, firefox, webkit) = tokio::join!(run(Engine::Chromium), run(Engine::Firefox), run(Engine::WebKit));
    _ = std::fs::remove_dir_all(&folder);
    let columns: Vec<Column> = [chromium, firefox, webkit].into_iter().flatten().collect();
    println!("\n{}in {} s", report::text(&columns), began.elapsed().as_secs());
    let held = columns
        .iter()
        .flat_map(|column| &column.results)
        .all(|(_, outcome)| !matches!(outcome, Err(Trouble::Wrong(_))));
    if let Some(path) = &wanted.write
        && let Err(error) = report::write(path, &columns)
    {
        eprintln!("{}: {error}", path.display());
        return ExitCode::FAILURE;
    }
    if held && columns.len() == wanted.engines.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(mut args: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let mut wanted = Wanted { engines: Vec::new(), only: Vec::new(), write: None };
    while let Some(name) = args.next() {
        let value = args.next().ok_or_else(|| format!("{name} wants a value"))?;
        match name.as_str() {
            "--engine" => wanted.engines.push(Engine::parse(&value).ok_or_else(|| format!("no engine {value}"))?),
            "--only" => {
                for number in value.split(',') {
                    wanted.only.push(number.parse().map_err(|_| format!("no number: {number}"))?);
                }
            }
            "--write" => wanted.write = Some(value.into()),
            _ => return Err(format!("no option {name}")),
        }
    }
    if wanted.engines.is_empty() {
        wanted.engines = Engine::ALL.into();
        wanted.engines.retain(|engine| match engine.missing() {
            Some(why) => {
                println!("{} is not tested: {why}", engine.name());
                false
            }
            None => true,
        });
    }
    Ok(wanted)
}

/// Turns true on SIGINT and SIGTERM. A driver that is killed would leave its browser behind, so each is ended in order.
fn stop_on_signal() -> watch::Receiver<bool> {
    let (sender, stop) = watch::channel(false);
    tokio::spawn(async move {
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = tokio::signal::ctrl_c() => {}, _ = terminate.recv() => {} }
            sender.send_replace(true);
        }
        // Dropping the sender would count as a change.
        std::future::pending::<()>().await;
    });
    stop
}

/// All cases in one engine; `None` where it is not wanted or does not start.
async fn run(engine: Engine, folder: &Path, wanted: &Wanted, stop: watch::Receiver<bool>) -> Option<Column> {
    if !wanted.engines.contains(&engine) {
        return None;
    }
    match try_run(engine, &folder.join(engine.name()), &wanted.only, stop).await {
        Ok(column) => Some(column),
        Err(why) => {
            eprintln!("{}: {why}", engine.name());
            None
        }
    }
}

async fn try_run(
    engine: Engine,
    folder: &Path,
    only: &[u8],
    mut stop: watch::Receiver<bool>,
) -> Result<Column, String> {
    let dist = std::env::var_os("DIST").map_or_else(|| PathBuf::from("dist"), PathBuf::from);
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let relay = Relay::start(&relay::program(), &dist, folder).await.map_err(|error| format!("relay: {error}"))?;
    let browser = engine.start(folder).await?;
    let person = Person { client: browser.client.clone() };
    let mut results = Vec::new();
    match Stage::new(engine, person, relay, &dist).await {
        Ok(stage) => {
            // A widget that does not even start would fail every case, slowly.
            if let Err(why) = stage.open(Setup::default()).await {
                let page = describe_page(&stage.person).await;
                browser.stop().await;
                return Err(format!("the widget does not start: {why:?}{page}"));
            }
            for case in CASES.iter().filter(|case| only.is_empty() || only.contains(&case.number)) {
                let began = Instant::now();
                let outcome = tokio::select! {
                    outcome = tokio::time::timeout(LIMIT, (case.run)(&stage)) => outcome,
                    _ = stop.changed() => break,
                };
                let mut outcome = outcome.unwrap_or_else(|_| Err(Trouble::Wrong("it took too long".into())));
                if let Err(Trouble::Wrong(why)) = &mut outcome {
                    why.push_str(&describe_page(&stage.person).await);
                }
                print_case(engine, case.number, began.elapsed(), outcome.as_ref().err());
                results.push((case.number, outcome));
            }
        }
        Err(error) => eprintln!("no port: {error}"),
    }
    browser.stop().await;
    Ok(Column { engine, results })
}

/// The text of the page of a case that failed, and its console.
async fn describe_page(person: &Person) -> String {
    let look = async { Ok::<_, Trouble>((person.text().await?, person.run("return window.complaints").await?)) };
    match tokio::time::timeout(Duration::from_secs(3), look).await {
        Ok(Ok((text, console))) => format!("\nthe page: {}\nits console: {console}", text.replace('\n', " | ")),
        _ => "\nthe page cannot be read".into(),
    }
}

fn print_case(engine: Engine, number: u8, took: Duration, trouble: Option<&Trouble>) {
    let millis = took.as_millis();
    match trouble {
        None => println!("{:10} {number:>3} {millis:>6} ms", engine.name()),
        Some(Trouble::Cannot(why)) => println!("{:10} {number:>3} cannot: {why}", engine.name()),
        Some(Trouble::Wrong(why)) => println!("{:10} {number:>3} {millis:>6} ms FAILED\n{why}\n", engine.name()),
    }
}
