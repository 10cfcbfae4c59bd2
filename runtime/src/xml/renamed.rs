//! Names whose prefix something else has taken: those that are baked into generated code come in, those that are written go out.

use std::borrow::Cow;

use super::namespace::Namespace;

/// Prefixes of baked names, each with the one written in its place; hardly ever any.
#[derive(Debug, Default)]
pub(super) struct Renamed(Vec<(&'static str, String)>);

impl Renamed {
    /// The prefixes of `own` that `taken` binds to something else.
    pub(super) fn new(own: &(impl Iterator<Item = Namespace> + Clone), taken: &[(String, String)]) -> Self {
        let mut renamed: Vec<(&'static str, String)> = Vec::new();
        let clashes = |own: &Namespace| taken.iter().any(|(prefix, uri)| prefix == own.prefix && uri != own.uri);
        for Namespace { prefix, .. } in own.clone().filter(clashes) {
            let is_free = |new: &String| {
                own.clone().all(|own| own.prefix != new)
                    && taken.iter().all(|(taken, _)| taken != new)
                    && renamed.iter().all(|(_, other)| other != new)
            };
            let new = (2_u32..).map(|number| format!("{prefix}{number}")).find(is_free);
            renamed.extend(new.map(|new| (prefix, new)));
        }
        Self(renamed)
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The prefix to write for one of a baked name.
    pub(super) fn prefix(&self, prefix: &'static str) -> Cow<'static, str> {
        let new = self.0.iter().find(|(own, _)| *own == prefix);
        new.map_or(Cow::Borrowed(prefix), |(_, new)| Cow::Owned(new.clone()))
    }

    /// The name to write for a baked one.
    pub(super) fn name(&self, name: &'static str) -> Cow<'static, str> {
        match name.split_once(':') {
            Some((prefix, local)) if self.0.iter().any(|(own, _)| *own == prefix) => {
                Cow::Owned(format!("{}:{local}", self.prefix(prefix)))
            }
            _ => Cow::Borrowed(name),
        }
    }
}
