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
            for (first, likewise) in runs(&changes) {
                change(&mut text, first);
                if !likewise.is_empty() {
                    let names: Vec<&str> = likewise.iter().map(|change| own_name(change)).collect();
                    let _ = writeln!(text, "      likewise ({}): {}", names.len(), names.join(", "));
                }
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
            text.push_str(
                "| change | callers | implementers | old messages | old servers | where |\n|---|---|---|---|---|---|\n",
            );
            for (change, likewise) in runs(&changes) {
                let cells: Vec<String> =
                    change.effects.named().iter().map(|(_, effect)| marked(effect.class)).collect();
                let mut what = format!("`{}`: {}{}", change.path, escaped(&change.summary), renamed(change));
                if !likewise.is_empty() {
                    let names: Vec<String> = likewise.iter().map(|change| format!("`{}`", own_name(change))).collect();
                    let _ = write!(what, "; likewise {}", names.join(", "));
                }
                let _ = writeln!(text, "| {what} | {} | {} |", cells.join(" | "), places(change));
            }
            let reasons: Vec<String> = runs(&changes).into_iter().flat_map(|(change, _)| reasons(change)).collect();
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

fn reasons(change: &Change) -> Vec<String> {
    let named = change.effects.named();
    let given = named.iter().filter(|(_, effect)| !effect.reasons.is_empty());
    let line = |name: &str, reasons: &[String]| {
        format!("- `{}`, {name}: {}", change.path, escaped_but_code(&reasons.join("; ")))
    };
    given.map(|(name, effect)| line(name, &effect.reasons)).collect()
}

/// From this many changes of one kind on, which mean the same to everyone, only the first is shown in full.
const MANY: usize = 3;

/// The changes of a group; the second and further ones of many alike with the first.
fn runs<'c>(changes: &[&'c Change]) -> Vec<(&'c Change, Vec<&'c Change>)> {
    let mut runs: Vec<(&Change, Vec<&Change>)> = Vec::new();
    for change in changes {
        let alike = |first: &Change| {
            let classes = |change: &Change| change.effects.named().map(|(_, effect)| effect.class);
            first.kind == change.kind && classes(first) == classes(change) && change.perhaps_renamed.is_none()
        };
        match runs.iter_mut().find(|(first, _)| alike(first) && first.perhaps_renamed.is_none()) {
            Some((_, likewise)) => likewise.push(change),
            None => runs.push((change, Vec::new())),
        }
    }
    let apart = |(first, likewise): (&'c Change, Vec<&'c Change>)| {
        if likewise.len() + 1 >= MANY {
            return vec![(first, likewise)];
        }
        std::iter::once(first).chain(likewise).map(|change| (change, Vec::new())).collect()
    };
    runs.into_iter().flat_map(apart).collect()
}

/// What a change is about, without the group that it is shown in.
fn own_name(change: &Change) -> &str {
    let inner = change.path.strip_prefix(change.group.as_str()).map(|rest| rest.trim_start_matches(['/', ' ', '=']));
    match inner {
        Some("") => change.summary.as_str(),
        Some(inner) => inner,
        None => change.path.as_str(),
    }
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
