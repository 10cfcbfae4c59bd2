//! How the program says who it is. **This is the one place for it**: another way of signing in is another [`Scheme`], an option in
//! [`Options`] that leads to it, and, where it is a handshake of several requests, the transport that [`connection`](crate::connection)
//! makes.
//!
//! Passwords and tokens come from a command, a file or an environment variable, never from the command line, where others can read them.
//! They are in no message, log or `Debug` output.

use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use clap::Args;
use ms_oxwscos::http::types::Request;
use ms_oxwscos::http::{Authenticate, Basic, Bearer, BoxError, Bytes};
use thiserror::Error;

/// Why there is no password or token.
#[derive(Debug, Error)]
pub enum SigningInError {
    /// The environment does not have the variable, or it is no text.
    #[error("the environment variable {0} has no {1}")]
    Variable(String, &'static str),
    /// The file cannot be read.
    #[error("{0} cannot be read: {1}")]
    File(PathBuf, std::io::Error),
    /// The command cannot be run.
    #[error("the command for the {1} cannot be run ({0})")]
    Start(std::io::Error, &'static str),
    /// The command failed. What it wrote to standard error was shown as it came.
    #[error("the command for the {1} failed ({0})")]
    Command(std::process::ExitStatus, &'static str),
    /// What came is empty or has several lines.
    #[error("the {0} has to be one line that is not empty")]
    NotALine(&'static str),
    /// A user without a password.
    #[error("--user needs one of --password-env, --password-file and --password-command")]
    NoPassword,
}

/// The options for signing in.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Signing in")]
#[group(skip)]
pub struct Options {
    /// Sign in with Basic as this user
    #[arg(long, value_name = "NAME")]
    pub user: Option<String>,
    /// The environment variable that has the password
    #[arg(long, value_name = "VARIABLE", requires = "user", group = "secret")]
    pub password_env: Option<String>,
    /// The file whose first line is the password
    #[arg(long, value_name = "FILE", requires = "user", group = "secret")]
    pub password_file: Option<PathBuf>,
    /// The command that writes the password to its standard output
    #[arg(long, value_name = "COMMAND", requires = "user", group = "secret")]
    pub password_command: Option<String>,
    /// Sign in with the Bearer token that this environment variable has
    #[arg(long, value_name = "VARIABLE", conflicts_with = "user", group = "secret")]
    pub token_env: Option<String>,
    /// Sign in with the Bearer token that is the first line of this file
    #[arg(long, value_name = "FILE", conflicts_with = "user", group = "secret")]
    pub token_file: Option<PathBuf>,
    /// Sign in with the Bearer token that this command writes to its standard output. It is run again when the server no longer
    /// accepts the token
    #[arg(long, value_name = "COMMAND", conflicts_with = "user", group = "secret")]
    pub token_command: Option<String>,
}

/// Where a secret comes from.
#[derive(Debug, Clone)]
enum Source {
    Variable(String),
    File(PathBuf),
    Command(String),
}

/// A password or token. It has no `Debug` and no `Display`.
#[derive(Clone)]
struct Secret(String);

/// A way of signing in.
enum Scheme {
    Nobody,
    Basic { user: String, password: Secret },
    Bearer(Token),
}

/// A token, and where another one comes from.
struct Token {
    source: Source,
    /// The token, and which one it is, counted from 0.
    current: Mutex<(Secret, u64)>,
}

/// Signs requests in.
pub struct SignIn(Scheme);

impl SignIn {
    /// Takes what the options name: reads the file, runs the command.
    ///
    /// # Errors
    /// There is no password or token where the options say.
    pub fn from_options(options: &Options) -> Result<Self, SigningInError> {
        let password = source(&options.password_env, &options.password_file, &options.password_command);
        let token = source(&options.token_env, &options.token_file, &options.token_command);
        Ok(Self(match (&options.user, password, token) {
            (Some(user), Some(source), _) => Scheme::Basic { user: user.clone(), password: source.read("password")? },
            (Some(_), None, _) => return Err(SigningInError::NoPassword),
            (None, _, Some(source)) => {
                let current = Mutex::new((source.read("token")?, 0));
                Scheme::Bearer(Token { source, current })
            }
            (None, _, None) => Scheme::Nobody,
        }))
    }

    /// Who signs in, for people.
    #[must_use]
    pub fn who(&self) -> &str {
        match &self.0 {
            Scheme::Nobody => "nobody",
            Scheme::Basic { user, .. } => user,
            Scheme::Bearer(_) => "the owner of the token",
        }
    }

    /// Which credentials requests are signed in with now: a number that changes when they do.
    pub(crate) fn generation(&self) -> u64 {
        match &self.0 {
            Scheme::Bearer(token) => token.lock().1,
            Scheme::Nobody | Scheme::Basic { .. } => 0,
        }
    }

    /// Gets other credentials in the place of those that the server did not accept. Whether there are any.
    pub(crate) fn renew(&self, refused: u64) -> Result<bool, SigningInError> {
        let Scheme::Bearer(token) = &self.0 else { return Ok(false) };
        let mut current = token.lock();
        if current.1 == refused {
            if !matches!(token.source, Source::Command(_)) {
                return Ok(false);
            }
            *current = (token.source.read("token")?, refused + 1);
        }
        Ok(true)
    }
}

impl Token {
    fn lock(&self) -> MutexGuard<'_, (Secret, u64)> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SignIn").field(&self.who()).finish()
    }
}

impl Authenticate for SignIn {
    fn authenticate<'a>(
        &'a self,
        request: &'a mut Request<Bytes>,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send + 'a>> {
        Box::pin(async move {
            match &self.0 {
                Scheme::Nobody => Ok(()),
                Scheme::Basic { user, password } => {
                    Basic::new(user.as_str(), password.0.as_str()).authenticate(request).await
                }
                Scheme::Bearer(token) => {
                    let bearer = Bearer(token.lock().0.0.clone());
                    bearer.authenticate(request).await
                }
            }
        })
    }
}

fn source(variable: &Option<String>, file: &Option<PathBuf>, command: &Option<String>) -> Option<Source> {
    let variable = variable.clone().map(Source::Variable);
    variable.or_else(|| file.clone().map(Source::File)).or_else(|| command.clone().map(Source::Command))
}

impl Source {
    fn read(&self, what: &'static str) -> Result<Secret, SigningInError> {
        let text = match self {
            Self::Variable(name) => std::env::var(name).map_err(|_| SigningInError::Variable(name.clone(), what))?,
            Self::File(path) => {
                let text = std::fs::read_to_string(path);
                let text = text.map_err(|error| SigningInError::File(path.clone(), error))?;
                text.lines().next().unwrap_or_default().to_owned()
            }
            Self::Command(command) => output(command, what)?,
        };
        let line = text.trim_end_matches(['\r', '\n']);
        if line.is_empty() || line.chars().any(char::is_control) {
            return Err(SigningInError::NotALine(what));
        }
        Ok(Secret(line.to_owned()))
    }
}

fn output(command: &str, what: &'static str) -> Result<String, SigningInError> {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let child = Command::new(shell).args([option, command]).stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = child.map_err(|error| SigningInError::Start(error, what))?;
    if !output.status.success() {
        return Err(SigningInError::Command(output.status, what));
    }
    String::from_utf8(output.stdout).map_err(|_| SigningInError::NotALine(what))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Options, SignIn};

    fn token(command: &str) -> Options {
        Options { token_command: Some(command.to_owned()), ..Options::default() }
    }

    #[test]
    fn secrets_stay_out_of_debug() {
        let options = Options {
            user: Some("kim".to_owned()),
            password_command: Some("echo hunter2".to_owned()),
            ..Options::default()
        };
        let shown = format!(
            "{:?} {:?}",
            SignIn::from_options(&options).unwrap(),
            SignIn::from_options(&token("echo hunter2")).unwrap()
        );
        assert_eq!(shown, "SignIn(\"kim\") SignIn(\"the owner of the token\")");
    }

    #[test]
    fn a_token_is_renewed_once_for_all_who_had_it() {
        let folder = tempfile::tempdir().unwrap();
        let count = folder.path().join("count");
        let sign_in = SignIn::from_options(&token(&format!("echo x >> {0}; wc -l < {0}", count.display()))).unwrap();
        let used = sign_in.generation();
        assert!(sign_in.renew(used).unwrap() && sign_in.renew(used).unwrap());
        assert_eq!(std::fs::read_to_string(count).unwrap().lines().count(), 2);
    }

    #[test]
    fn what_is_no_secret_is_told_without_it() {
        for (command, message) in [
            ("exit 3", "the command for the token failed"),
            ("true", "the token has to be one line"),
            ("printf 'a\\nhunter2'", "the token has to be one line"),
        ] {
            let error = SignIn::from_options(&token(command)).unwrap_err().to_string();
            assert!(error.contains(message) && !error.contains("hunter2"), "{error}");
        }
        let user = Options { user: Some("kim".to_owned()), ..Options::default() };
        assert!(SignIn::from_options(&user).unwrap_err().to_string().contains("--user needs one of"));
    }
}
