//! A report as text for terminals, as Markdown for a pull request, and as JSON for programs.
//!
//! The text has ANSI colours; whoever prints it takes them away where they are not wanted (see `anstream`). The JSON is a [`Report`]
//! field by field; `version` is raised when a field changes its meaning.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::change::{Bump, Change, Class, Place, Report, Verdict};

/// The forms of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines for people, with colours.
    #[default]
    Text,
    /// A JSON object.
    Json,
    /// Markdown, for a comment on a change.
    Markdown,
}

impl Report {
    /// The report in one of its forms.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => self.text(),
            Format::Markdown => self.markdown(),
            Format::Json => serde_json::to_string_pretty(self).unwrap_or_default() + "\n",
        }
    }

    /// What it all comes to, in one line.
    #[must_use]
    pub fn headline(&self) -> String {
        let count = match self.changes.len() {
            0 => return "no changes".to_owned(),
            1 => "1 change".to_owned(),
            count => format!("{count} changes"),
        };
        let breaking = self.changes.iter().filter(|change| change.bump == Bump::Major).count();
        let verdict = match self.verdict {
            Verdict::Breaking => format!("{breaking} of them breaking"),
            Verdict::Compatible | Verdict::Unchanged => "none of them breaking".to_owned(),
        };
        format!("{count}, {verdict}; suggested version: {}", self.bump.word())
    }

    /// The changes by group, in the order in which groups first appear.
    fn groups(&self) -> Vec<(&str, Vec<&Change>)> {
        let mut places: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        let mut groups: Vec<(&str, Vec<&Change>)> = Vec::new();
        for change in &self.changes {
            let place = *places.entry(&change.group).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, changes)) => changes.push(change),
                None => groups.push((&change.group, vec![change])),
            }
        }
        groups
    }

    fn text(&self) -> String {
        let bold = Style::new().bold();
        let mut text = format!("{bold}{}{bold:#}\n", self.headline());
        if !self.changes.is_empty() {
            let audiences = self.effects();
            for (name, effect) in audiences.named() {
                let _ = writeln!(text, "  {name:<13} {}", painted(effect.class));
            }
        }
        for (group, changes) in self.groups() {
            let worst = changes.iter().map(|change| change.bump).max().unwrap_or(Bump::Patch);
            let _ = writeln!(text, "\n{bold}{group}{bold:#}: {} ({})", counted(changes.len()), worst.word());
            for change in changes {
                self::change(&mut text, change);
            }
        }
        if !self.documentation.is_empty() {
            let _ = writeln!(text, "\nDocumented differently: {}", self.documentation.join(", "));
        }
        text
    }

    fn markdown(&self) -> String {
        let mut text = format!("### Contract: {}\n", self.headline());
        for (group, changes) in self.groups() {
            let _ = writeln!(text, "\n#### {}\n", escaped(group));
            text.push_str("| change | callers | implementers | old messages | old servers | where |\n|---|---|---|---|---|---|\n");
            for change in changes {
                let cells: Vec<String> = change.effects.named().iter().map(|(_, effect)| marked(effect.class)).collect();
                let what = format!("`{}`: {}{}", change.path, escaped(&change.summary), renamed(change));
                let _ = writeln!(text, "| {what} | {} | {} |", cells.join(" | "), places(change));
            }
            let reasons: Vec<String> = changes_with_reasons(&self.changes, group);
            if !reasons.is_empty() {
                let _ = writeln!(text, "\n<details><summary>Why</summary>\n\n{}\n\n</details>", reasons.join("\n"));
            }
        }
        if !self.documentation.is_empty() {
            let _ = writeln!(text, "\nDocumented differently: {}", escaped(&self.documentation.join(", ")));
        }
        text
    }
}

/// One change in lines: what, where, and each audience that notices.
fn change(text: &mut String, change: &Change) {
    let dim = Style::new().dimmed();
    let sign = match change.bump {
        Bump::Major => paint(Class::Breaking, "!"),
        Bump::Minor => paint(Class::Compatible, "+"),
        Bump::Patch => "=".to_owned(),
    };
    let path = if change.path == change.group { String::new() } else { format!("{}: ", change.path) };
    let _ = writeln!(text, "  {sign} {path}{}{}", change.summary, renamed(change));
    let places = places(change);
    if !places.is_empty() {
        let _ = writeln!(text, "      {dim}{places}{dim:#}");
    }
    for (name, effect) in change.effects.named() {
        if effect.class > Class::Unaffected {
            let reasons = effect.reasons.join("; ");
            let colon = if reasons.is_empty() { "" } else { ": " };
            let _ = writeln!(text, "      {name:<13} {}{colon}{reasons}", painted(effect.class));
        }
    }
}

fn changes_with_reasons(changes: &[Change], group: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for change in changes.iter().filter(|change| change.group == group) {
        for (name, effect) in change.effects.named() {
            if !effect.reasons.is_empty() {
                lines.push(format!("- `{}`, {name}: {}", change.path, escaped_but_code(&effect.reasons.join("; "))));
            }
        }
    }
    lines
}

fn counted(count: usize) -> String {
    if count == 1 { "1 change".to_owned() } else { format!("{count} changes") }
}

fn renamed(change: &Change) -> String {
    match &change.perhaps_renamed {
        Some(other) if change.kind.ends_with("added") => format!(" (perhaps {other}, renamed)"),
        Some(other) => format!(" (perhaps renamed to {other})"),
        None => String::new(),
    }
}

fn places(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old == new => old.to_string(),
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => format!("old {old}"),
        (None, new) => new.as_ref().map(|new: &Place| format!("new {new}")).unwrap_or_default(),
    }
}

fn painted(class: Class) -> String {
    paint(class, class.word())
}

fn paint(class: Class, text: &str) -> String {
    let color = match class {
        Class::Unaffected => return text.to_owned(),
        Class::Compatible => AnsiColor::Green,
        Class::Conditional => AnsiColor::Yellow,
        Class::Breaking => AnsiColor::Red,
    };
    let style = Style::new().fg_color(Some(color.into()));
    format!("{style}{text}{style:#}")
}

fn marked(class: Class) -> String {
    match class {
        Class::Unaffected => "–".to_owned(),
        Class::Breaking => "**breaking**".to_owned(),
        other => other.word().to_owned(),
    }
}

/// Text in which Markdown would see a table, HTML or emphasis.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '|' | '<' | '>' | '*' | '_' | '[' | ']' | '`' | '\\') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// The same, but code spans stay.
fn escaped_but_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let shown = parts.map(|(index, part)| if index % 2 == 1 { format!("`{part}`") } else { escaped(part) });
    shown.collect()
}
