//! `manifest.jsonl`: a test group a line.
//!
//! ```json
//! {"set": "s", "group": "g", "schema": ["a.xsd"], "valid": true, "instances": [{"path": "a.xml", "valid": false}]}
//! ```

use std::path::Path;

use super::{Group, SuiteError, read};

/// Reads the groups of a manifest.
pub(super) fn read_groups(text: &str) -> Result<Vec<Group>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| serde_json::from_str(line).map_err(|error| format!("line {}: {error}", index + 1)))
        .collect()
}

pub(super) fn read_manifest(path: &Path) -> Result<Vec<Group>, SuiteError> {
    read_groups(&read(path)?).map_err(|reason| SuiteError::Malformed { path: path.to_owned(), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_group_and_an_error_names_the_line() {
        let line = r#"{"set":"s","contributor":"c","group":"g","schema":["a.xsd"],"valid":false,"instances":[{"path":"a.xml","valid":true}]}"#;
        let groups = read_groups(&format!("{line}\n\n{line}\n")).unwrap_or_default();
        assert_eq!(groups.len(), 2);
        assert!(
            groups.iter().all(|group| group.name == "g" && !group.valid && group.instances.iter().all(|i| i.valid))
        );
        assert!(read_groups(&format!("{line}\n{{}}")).is_err_and(|error| error.starts_with("line 2: missing field")));
    }
}
