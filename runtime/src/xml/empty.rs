//! Values without text whose element has a default: an empty element would be read as the default (XML Schema Part 1, 3.3.1).
//!
//! In: where elements of one name began that were just written, and what they default to. Out: the same elements, with a space in the empty
//! ones where the type takes white space away. Invariant: what was written is read as what it was written from, or is refused.

use super::writer::Writer;

impl Writer {
    /// Where elements begin that have this default: how long the document is by now.
    #[doc(hidden)]
    #[must_use]
    pub fn before_default(&self, _: &str) -> usize {
        self.out.len()
    }

    /// Sees to it that elements are not read as `default` that have been written since [`Writer::before_default`] said `from`. `collapses`:
    /// white space does not count in their type.
    #[doc(hidden)]
    pub fn keep_empty(&mut self, from: usize, default: &str, collapses: bool) {
        let written = self.out.get(from..).unwrap_or("");
        if default.is_empty() || !written.contains("/>") {
            return;
        }
        let empty = empty_elements(written);
        if empty.is_empty() {
            return;
        }
        if !collapses {
            let name = empty.first().map_or("", |(_, name)| name);
            return self.refuse_value(format!("an empty {name}, which stands for its default, {default:?}"));
        }
        let (mut spaced, mut done) = (String::with_capacity(written.len() + empty.len() * 16), 0);
        for (at, name) in &empty {
            spaced.extend([written.get(done..*at).unwrap_or(""), "> </", name, ">"]);
            done = at + 2;
        }
        spaced.push_str(written.get(done..).unwrap_or(""));
        self.out.replace_range(from.., &spaced);
    }
}

/// Where the start tags of outer elements end that are empty and not nil, and their names.
fn empty_elements(written: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(start) = written.get(at..).and_then(|rest| rest.find('<')).map(|length| at + length) {
        let Some(end) = written.get(start..).and_then(|rest| rest.find('>')).map(|length| start + length) else {
            break;
        };
        let tag = written.get(start + 1..end).unwrap_or("");
        at = end + 1;
        match (tag.strip_prefix('/'), tag.strip_suffix('/')) {
            (Some(_), _) => depth = depth.saturating_sub(1),
            (None, Some(empty)) if depth == 0 && !empty.contains(":nil=\"") => {
                let name = empty.split(' ').next().unwrap_or_default();
                found.push((end - 1, name));
            }
            (None, Some(_)) => {}
            (None, None) => depth += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::empty_elements;

    #[test]
    fn only_outer_elements_that_are_not_nil_count() {
        let written = "<a>1</a><a/><a b=\"x\"/><a xsi:nil=\"true\"/><a><a/></a><a>&gt;</a>";
        let found: Vec<_> =
            empty_elements(written).into_iter().map(|(at, name)| (&written[at - 1..at + 2], name)).collect();
        assert_eq!(found, [("a/>", "a"), ("\"/>", "a")]);
    }
}
