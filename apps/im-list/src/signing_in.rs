//! How the program says who it is. **This is the one place for it**: another way of signing in is another `Scheme` and an option in
//! [`Options`] that leads to it; one that is a handshake of several requests is done by the [`transport`](crate::transport).
//!
//! Passwords and tokens come from a command, a file or an environment variable, never from the command line, where others can read them.
//! They are in no message, log or `Debug` output.

use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use clap::{Args, ValueEnum};
use ms_oxwscos::http::types::{HeaderMap, Request};
use ms_oxwscos::http::{Authenticate, Basic, Bearer, BoxError, Bytes, Challenge};
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
    /// Built without a way of signing in.
    #[error("--by {0} needs an im-list that was built with `--features {1}`")]
    NotBuilt(&'static str, &'static str),
    /// The way of signing in does not take these credentials.
    #[error("{0}")]
    Mechanism(String),
    /// A user without a password.
    #[error("--user needs one of --password-env, --password-file and --password-command")]
    NoPassword,
}

/// The options for signing in.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Signing in")]
#[group(skip)]
pub struct Options {
    /// How to sign in with user and password, or with the tickets of this machine
    #[arg(long, value_name = "WAY", value_enum, default_value = "basic", conflicts_with_all = ["token_env", "token_file", "token_command"])]
    pub by: Way,
    /// Sign in as this user: kim@example.com or 'EXAMPLE\kim'
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

/// A way of signing in with a name and a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Way {
    /// Basic: the password goes to the server, so only over https
    #[default]
    Basic,
    /// NTLM
    Ntlm,
    /// NTLM in Negotiate
    Negotiate,
    /// Kerberos; without --user, with the tickets of this machine (kinit)
    Kerberos,
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
    Basic {
        user: String,
        password: Secret,
    },
    Bearer(Token),
    /// A handshake, which the transport does.
    Handshake {
        way: Way,
        user: Option<String>,
        #[cfg_attr(not(any(feature = "negotiate", feature = "gssapi")), expect(dead_code))]
        password: Option<Secret>,
    },
}

/// A token, and where another one comes from.
struct Token {
    source: Source,
    current: Mutex<Secret>,
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
        if options.by != Way::Basic {
            let password = password.map(|source| source.read("password")).transpose()?;
            return Self::handshake(options.by, options.user.clone(), password);
        }
        Ok(Self(match (&options.user, password, token) {
            (Some(user), Some(source), _) => Scheme::Basic { user: user.clone(), password: source.read("password")? },
            (Some(_), None, _) => return Err(SigningInError::NoPassword),
            (None, _, Some(source)) => {
                let current = Mutex::new(source.read("token")?);
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
            Scheme::Handshake { user, .. } => user.as_deref().unwrap_or("the user of this machine"),
        }
    }

    fn handshake(way: Way, user: Option<String>, password: Option<Secret>) -> Result<Self, SigningInError> {
        match (&user, &password, way) {
            (Some(_), None, _) | (None, _, Way::Basic | Way::Ntlm | Way::Negotiate) => Err(SigningInError::NoPassword),
            _ => {
                let sign_in = Self(Scheme::Handshake { way, user, password });
                sign_in.check()?;
                Ok(sign_in)
            }
        }
    }

    #[cfg(not(any(feature = "negotiate", feature = "gssapi")))]
    fn check(&self) -> Result<(), SigningInError> {
        match &self.0 {
            Scheme::Handshake { way: Way::Kerberos, .. } => Err(SigningInError::NotBuilt("kerberos", "gssapi")),
            Scheme::Handshake { way: Way::Ntlm, .. } => Err(SigningInError::NotBuilt("ntlm", "negotiate")),
            Scheme::Handshake { .. } => Err(SigningInError::NotBuilt("negotiate", "negotiate")),
            Scheme::Nobody | Scheme::Basic { .. } | Scheme::Bearer(_) => Ok(()),
        }
    }

    #[cfg(any(feature = "negotiate", feature = "gssapi"))]
    fn check(&self) -> Result<(), SigningInError> {
        // Over TLS, which is what needs most of the features.
        let checked = self.mechanism().map_or(Ok(()), |mechanism| mechanism.check(true));
        checked.map_err(|error| SigningInError::Mechanism(error.to_string()))
    }

    /// The handshake that the transport has to do, if it is one.
    #[cfg(any(feature = "negotiate", feature = "gssapi"))]
    pub(crate) fn mechanism(&self) -> Option<ms_oxwscos::http::sign_in::SignIn> {
        use ms_oxwscos::http::sign_in::{Credentials, Mechanism, SignIn};
        let Scheme::Handshake { way, user, password } = &self.0 else { return None };
        let mechanism = match way {
            Way::Ntlm => Mechanism::Ntlm,
            Way::Kerberos => Mechanism::Kerberos,
            Way::Negotiate | Way::Basic => Mechanism::NegotiateNtlm,
        };
        let credentials = match (user, password) {
            (Some(user), Some(password)) => Credentials::password(user.as_str(), password.0.as_str()),
            _ => Credentials::of_this_machine(),
        };
        Some(SignIn::new(mechanism, credentials))
    }
}

impl Token {
    fn lock(&self) -> MutexGuard<'_, Secret> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gets another token in the place of one that the server refused; whoever had the same one finds it here. Whether there is one.
    fn renew(&self, refused: &HeaderMap) -> bool {
        let mut current = self.lock();
        if Bearer::of(refused).is_none_or(|refused| refused.0 != current.0) {
            return true;
        }
        let another = matches!(self.source, Source::Command(_)).then(|| self.source.read("token").ok()).flatten();
        another.is_some_and(|token| {
            *current = token;
            true
        })
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
                Scheme::Nobody | Scheme::Handshake { .. } => Ok(()),
                Scheme::Basic { user, password } => {
                    Basic::new(user.as_str(), password.0.as_str()).authenticate(request).await
                }
                Scheme::Bearer(token) => {
                    let bearer = Bearer(token.lock().0.clone());
                    bearer.authenticate(request).await
                }
            }
        })
    }

    fn refused(&self, request: &HeaderMap, _: &[Challenge]) -> bool {
        match &self.0 {
            Scheme::Bearer(token) => token.renew(request),
            Scheme::Nobody | Scheme::Basic { .. } | Scheme::Handshake { .. } => false,
        }
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

    use super::{Authenticate as _, HeaderMap, Options, SignIn, Way};

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
        let mut used = HeaderMap::new();
        used.insert("authorization", "Bearer 1".parse().unwrap());
        assert!(sign_in.refused(&used, &[]) && sign_in.refused(&used, &[]));
        assert_eq!(std::fs::read_to_string(count).unwrap().lines().count(), 2);
    }

    #[test]
    #[cfg(not(any(feature = "negotiate", feature = "gssapi")))]
    fn what_was_not_built_is_told() {
        let by = Way::Kerberos;
        let error = SignIn::from_options(&Options { by, ..Options::default() }).unwrap_err().to_string();
        assert_eq!(error, "--by kerberos needs an im-list that was built with `--features gssapi`");
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
