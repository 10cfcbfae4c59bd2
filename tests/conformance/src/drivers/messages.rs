//! Cargo's messages come in, the modules that rustc refuses go out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

#[derive(Deserialize)]
struct CargoMessage {
    message: Option<RustcMessage>,
}

#[derive(Deserialize)]
struct RustcMessage {
    message: String,
    level: String,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    children: Vec<RustcMessage>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

/// The modules with errors, each with its first one and its line.
pub(super) fn refused(messages: &str) -> BTreeMap<String, String> {
    let mut refused = BTreeMap::new();
    for message in parsed(messages) {
        if let Some((module, line)) = message.place() {
            refused.entry(module).or_insert(format!("line {line}: {}", message.message));
        }
    }
    refused
}

/// All errors, a line each.
pub(super) fn errors(messages: &str) -> String {
    parsed(messages).map(|message| message.message + "\n").collect()
}

fn parsed(messages: &str) -> impl Iterator<Item = RustcMessage> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<CargoMessage>(line).ok()?.message);
    messages.filter(|message| message.level.starts_with("error"))
}

impl RustcMessage {
    fn place(&self) -> Option<(String, usize)> {
        let own = self.spans.iter().find_map(Span::place);
        own.or_else(|| self.children.iter().find_map(Self::place))
    }
}

impl Span {
    /// The place in a module, which may be where a macro is called.
    fn place(&self) -> Option<(String, usize)> {
        let file = Path::new(&self.file_name);
        let is_module = file.parent().and_then(Path::file_name).is_some_and(|folder| folder == "modules");
        if is_module {
            return Some((file.file_stem()?.to_str()?.to_owned(), self.line_start));
        }
        self.expansion.as_ref().and_then(|expansion| expansion.span.place())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_the_modules_that_it_is_in_or_whose_macro_it_is_in() {
        let span = |file: &str, rest: &str| format!(r#"{{"file_name":"{file}","line_start":7{rest}}}"#);
        let own = span("x/../../modules/g1.rs", r#","expansion":null"#);
        let inner = span("runtime/src/m.rs", &format!(r#","expansion":{{"span":{own}}}"#));
        for span in [own, inner] {
            let line = format!(
                r#"{{"reason":"compiler-message","message":{{"message":"no","level":"error","spans":[{span}]}}}}"#
            );
            let warning = line.replace(r#""error""#, r#""warning""#).replace("g1", "g2");
            assert_eq!(
                refused(&format!("{warning}\n{line}\n{{}}\n")),
                [("g1".to_owned(), "line 7: no".to_owned())].into()
            );
        }
    }
}
