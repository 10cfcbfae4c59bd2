//! The targets without libFuzzer: each target's seeds as they are, then mutations of them for some seconds, in a process of its own whose memory and
//! time are bounded. `cargo xtask fuzz` runs it.
//!
//! What fails is left in `fuzz/artifacts/TARGET`, and `cargo xtask fuzz --input FILE --target TARGET` runs it again.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use wsdl_codegen_fuzz::mutate::{self, Random};
use wsdl_codegen_fuzz::{TARGETS, Target, seeds};

/// What a process may take: address space in KiB, and seconds for one input.
const MEMORY: u64 = 4 << 20;
const PATIENCE: u64 = 20;

/// The stack of a thread unless one asks for more.
const STACK: usize = 2 << 20;

/// `--target NAME`, `--seconds N`, `--seed N`, `--input FILE`, `--seeds`, `--child`
struct Arguments {
    targets: Vec<Target>,
    seconds: u64,
    seed: u64,
    input: Option<PathBuf>,
    seeds: bool,
    child: bool,
}

fn main() -> ExitCode {
    match arguments().and_then(|arguments| run(&arguments)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::from(2)
        }
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut found =
        Arguments { targets: TARGETS.to_vec(), seconds: 10, seed: 1, input: None, seeds: false, child: false };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        let number = |value: String| value.parse().map_err(|_| format!("`{value}` is no number"));
        match word.as_str() {
            "--target" => {
                let name = value()?;
                found.targets.retain(|target| target.name == name);
                if found.targets.is_empty() {
                    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
                    return Err(format!("there is no target `{name}`; there are {}", names.join(", ")));
                }
            }
            "--seconds" => found.seconds = number(value()?)?,
            "--seed" => found.seed = number(value()?)?,
            "--input" => found.input = Some(value()?.into()),
            "--seeds" => found.seeds = true,
            "--child" => found.child = true,
            _ => return Err(format!("`{word}` is no argument")),
        }
    }
    Ok(found)
}

/// Whether all went well.
fn run(arguments: &Arguments) -> Result<bool, String> {
    if arguments.seeds {
        arguments.targets.iter().try_for_each(write_seeds)?;
        return Ok(true);
    }
    if let Some(file) = &arguments.input {
        let data = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
        if let [target] = arguments.targets.as_slice() {
            return Ok(on_small_stack(target.run, data));
        }
        return Err("--input needs --target".to_owned());
    }
    if arguments.child {
        return Ok(arguments.targets.iter().all(|target| child(target, arguments)));
    }
    let mut well = true;
    for target in &arguments.targets {
        well &= parent(target, arguments)?;
    }
    Ok(well)
}

/// Runs a target in a process that is ended when it takes too long.
fn parent(target: &Target, arguments: &Arguments) -> Result<bool, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = bounded(&own);
    command.args(["--child", "--target", target.name]);
    command.args(["--seconds", &arguments.seconds.to_string(), "--seed", &arguments.seed.to_string()]);
    let status = command.status().map_err(|error| format!("{}: {error}", own.display()))?;
    let current = artifact(target, "current");
    if status.success() {
        let _ = std::fs::remove_file(current);
        return Ok(true);
    }
    let kept = artifact(target, &format!("smoke-{}-{}", arguments.seed, std::process::id()));
    let moved = std::fs::rename(&current, &kept).map_or(current, |()| kept);
    eprintln!("{}: {status}; the input is {}", target.name, moved.display());
    eprintln!("cargo xtask fuzz --target {} --input {}", target.name, moved.display());
    Ok(false)
}

/// The program with its memory bounded, where there is a shell that does so.
fn bounded(program: &Path) -> Command {
    if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(program);
        return shell;
    }
    Command::new(program)
}

/// Runs the seeds and their mutations.
fn child(target: &Target, arguments: &Arguments) -> bool {
    let corpus = match seeds::corpus(&root(), target.name) {
        Ok(corpus) => corpus,
        Err(error) => {
            eprintln!("the seeds cannot be read: {error}");
            return false;
        }
    };
    let began = Instant::now();
    let count = watched(target.name);
    let current = artifact(target, "current");
    let mut random = Random::new(arguments.seed);
    let mut told = Instant::now();
    let planned = corpus.seeds.iter().map(|(_, seed)| seed.clone());
    let mutated = std::iter::repeat_with(|| mutate::input(&corpus, &mut random))
        .take_while(|_| began.elapsed().as_secs() < arguments.seconds);
    for data in planned.chain(mutated) {
        if let Err(error) = std::fs::write(&current, &data) {
            eprintln!("{}: {error}", current.display());
            return false;
        }
        count.fetch_add(1, Ordering::Relaxed);
        if !on_small_stack(target.run, data) {
            return false;
        }
        if told.elapsed() > Duration::from_secs(1) && std::io::stderr().is_terminal() {
            told = Instant::now();
            eprint!(
                "\r{}: {} inputs, {} s of {}",
                target.name,
                count.load(Ordering::Relaxed),
                began.elapsed().as_secs(),
                arguments.seconds
            );
        }
    }
    let (inputs, seconds) = (count.load(Ordering::Relaxed), began.elapsed().as_secs_f64());
    let erase = if std::io::stderr().is_terminal() { "\r" } else { "" };
    eprint!("{erase}");
    println!("{}: {} seeds, {inputs} inputs, {seconds:.1} s, nothing found", target.name, corpus.seeds.len());
    let _ = std::io::stdout().flush();
    true
}

/// A count of inputs. The process ends if it stays the same for too long.
fn watched(name: &'static str) -> Arc<AtomicU64> {
    let count = Arc::new(AtomicU64::new(0));
    let seen = Arc::clone(&count);
    std::thread::spawn(move || {
        let (mut last, mut since) = (0, Instant::now());
        loop {
            std::thread::sleep(Duration::from_millis(200));
            let now = seen.load(Ordering::Relaxed);
            if now != last {
                (last, since) = (now, Instant::now());
            } else if since.elapsed().as_secs() > PATIENCE {
                eprintln!("{name}: an input takes more than {PATIENCE} s");
                std::process::exit(3);
            }
        }
    });
    count
}

/// Whether the body returns, on a stack of the usual size.
fn on_small_stack(body: fn(&[u8]), data: Vec<u8>) -> bool {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || body(&data));
    thread.is_ok_and(|thread| thread.join().is_ok())
}

/// Writes a target's seeds and dictionary where cargo-fuzz looks for them.
fn write_seeds(target: &Target) -> Result<(), String> {
    let told = |error: std::io::Error| format!("the seeds of {}: {error}", target.name);
    let corpus = seeds::corpus(&root(), target.name).map_err(told)?;
    let folder = root().join("fuzz/corpus").join(target.name);
    let dictionaries = root().join("fuzz/dictionaries");
    std::fs::create_dir_all(&folder).and_then(|()| std::fs::create_dir_all(&dictionaries)).map_err(told)?;
    for (name, seed) in &corpus.seeds {
        std::fs::write(folder.join(name), seed).map_err(told)?;
    }
    let dictionary = dictionaries.join(format!("{}.dict", target.name));
    std::fs::write(&dictionary, seeds::dictionary(&corpus.words)).map_err(told)?;
    println!("{}: {} seeds, {} words", target.name, corpus.seeds.len(), corpus.words.len());
    Ok(())
}

/// A file for what a target was given.
fn artifact(target: &Target, name: &str) -> PathBuf {
    let folder = root().join("fuzz/artifacts").join(target.name);
    let _ = std::fs::create_dir_all(&folder);
    folder.join(name)
}

/// The folder of the repository.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or_else(|| own.clone(), PathBuf::from)
}
