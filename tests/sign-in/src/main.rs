//! A client that signs in: a job as JSON on standard input, what came of it as JSON on standard output, and on standard error all that
//! libraries and runtime write to the trace. Exit status 2: the program was built without what it needs.

#[cfg(feature = "sign-in")]
mod calls;
mod job;
#[cfg(feature = "sign-in")]
mod trace;

use std::process::ExitCode;

#[cfg(not(feature = "sign-in"))]
fn main() -> ExitCode {
    eprintln!("sign-in: built without the feature `sign-in` and at least one of `negotiate` and `gssapi`");
    ExitCode::from(2)
}

#[cfg(feature = "sign-in")]
#[tokio::main]
async fn main() -> ExitCode {
    let done = async {
        let job: job::Job = serde_json::from_reader(std::io::stdin()).map_err(|error| error.to_string())?;
        tracing::subscriber::set_global_default(trace::Trace::default()).map_err(|error| error.to_string())?;
        let outcome = calls::make(job).await.map_err(|error| error.to_string())?;
        serde_json::to_string(&outcome).map_err(|error| error.to_string())
    };
    match done.await {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("sign-in: {error}");
            ExitCode::FAILURE
        }
    }
}
