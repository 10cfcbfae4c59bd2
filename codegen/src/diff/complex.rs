//! Changes of complex types: derivation, abstractness, attributes and content.

use super::Comparison;
use super::attributes::listed;
use super::change::Class;
use super::elements::blocked;
use super::judge::{ACCEPTED, Finding, Judgement};
use super::model::Node;
use super::pair::Pair;
use super::side::Side;
use crate::ir::{ComplexType, Content, TypeId};
use crate::table::complex::any_attribute;

impl Comparison<'_> {
    pub(super) fn complex(&mut self, key: &str, ids: Pair<TypeId>) {
        let (Some(before), Some(after)) =
            (self.old.contract.ty(ids.old).as_complex(), self.new.contract.ty(ids.new).as_complex())
        else {
            return;
        };
        let types = Pair { old: before, new: after };
        self.abstract_type(key, ids, types);
        self.array(key, ids, types);
        if let Some(found) = blocked("types derived from it", types.map(|ty| ty.block)) {
            self.type_draft(key, ids, found);
        }
        let rebased = self.rebased(key, ids, types);
        let contents = Pair { old: self.old.contract.content(ids.old), new: self.new.contract.content(ids.new) };
        self.text(key, ids, &contents);
        if contents.old.is_simple() != contents.new.is_simple() {
            return;
        }
        self.mixed(key, ids, &contents);
        // What a type lists can only be compared where both list the same part of it.
        let whole = rebased || types.map(|ty| ty.content.is_complete()).differs();
        if whole {
            let (left, right) = (self.old.contract.attributes(ids.old), self.new.contract.attributes(ids.new));
            self.attributes(key, &left, &right);
            let (old, new) = (self.old.contract.any_attribute(ids.old), self.new.contract.any_attribute(ids.new));
            self.any_attribute(key, Pair { old: old.as_deref(), new: new.as_deref() });
            let old = Node::of(self.old, contents.old.particle());
            let new = Node::of(self.new, contents.new.particle());
            self.content(key, ids, Pair { old, new });
        } else {
            let (left, right) = (listed(self.old, ids.old), listed(self.new, ids.new));
            self.attributes(key, &left, &right);
            let old = any_attribute(self.old.contract, ids.old, before);
            let new = any_attribute(self.new.contract, ids.new, after);
            self.any_attribute(key, Pair { old: old.as_deref(), new: new.as_deref() });
            let old = Node::of(self.old, before.content.particles());
            let new = Node::of(self.new, after.content.particles());
            self.content(key, ids, Pair { old, new });
        }
    }

    fn abstract_type(&mut self, key: &str, ids: Pair<TypeId>, types: Pair<&ComplexType>) {
        let (known, usable) = (derived_keys(self.old, ids.old), derived_keys(self.new, ids.new));
        let (what, judgement) = match (types.old.is_abstract, types.new.is_abstract) {
            (false, true) => {
                let readers = (Class::Breaking, "messages with values of the type itself are refused");
                let servers = if usable.iter().all(|key| known.contains(key)) {
                    ACCEPTED
                } else {
                    (Class::Breaking, "every value names a derived type, of which some are unknown there")
                };
                ("it is abstract, which it was not", Judgement { readers, servers })
            }
            (true, false) => {
                let servers = (Class::Conditional, "messages with values of the type itself are refused");
                // Values of a derived type that is gone as well come to be values of the type itself.
                let gone = known.iter().any(|key| !usable.contains(key));
                let servers = if gone { (Class::Breaking, servers.1) } else { servers };
                ("it is no longer abstract", Judgement { readers: ACCEPTED, servers })
            }
            _ => return,
        };
        self.type_draft(key, ids, Finding::new("abstract-changed", what, judgement));
    }

    fn array(&mut self, key: &str, ids: Pair<TypeId>, types: Pair<&ComplexType>) {
        let what = match (types.old.is_array, types.new.is_array) {
            (false, true) => "it is an array of SOAP encoding, which it was not",
            (true, false) => "it is no longer an array of SOAP encoding",
            _ => return,
        };
        let why = (Class::Breaking, "encoded values of it are refused");
        self.type_draft(key, ids, Finding::new("array-changed", what, Judgement { readers: why, servers: why }));
    }

    /// Whether the type is derived from another one than before. What that does to its content is told besides.
    fn rebased(&mut self, key: &str, ids: Pair<TypeId>, types: Pair<&ComplexType>) -> bool {
        let base = |side: &Side<'_>, ty: &ComplexType| {
            ty.derivation.map_or_else(|| "xs:anyType".to_owned(), |derivation| side.key(derivation.base))
        };
        let (was, is) = (base(self.old, types.old), base(self.new, types.new));
        let method = |ty: &ComplexType| ty.derivation.map(|derivation| derivation.method);
        if was == is {
            return types.map(method).differs();
        }
        let what = format!("it is derived from {is}, was from {was}");
        self.type_draft(key, ids, Finding::new("base-changed", what, Self::SILENT));
        true
    }

    /// The type of the text, or that there is text where elements were.
    fn text(&mut self, key: &str, ids: Pair<TypeId>, contents: &Pair<Content<'_>>) {
        match (&contents.old, &contents.new) {
            (Content::Simple(was), Content::Simple(is)) => {
                let keys = (self.old.key(*was), self.new.key(*is));
                // The text of an extension is its base's, where a change of it is told.
                if keys.0 != keys.1 {
                    let what = format!("the text is {}, was {}", self.new.shown(*is), self.old.shown(*was));
                    let judgement = self.retyped(*was, *is);
                    self.type_draft(key, ids, Finding::new("text-type-changed", what, judgement));
                }
            }
            (old, new) if old.is_simple() != new.is_simple() => {
                let word = |content: &Content<'_>| if content.is_simple() { "text" } else { "elements" };
                let what = format!("the content is {}, was {}", word(new), word(old));
                let why = "the content has another form";
                let judgement = Judgement { readers: (Class::Breaking, why), servers: (Class::Breaking, why) };
                self.type_draft(key, ids, Finding::new("content-kind-changed", what, judgement));
            }
            _ => {}
        }
    }

    fn mixed(&mut self, key: &str, ids: Pair<TypeId>, contents: &Pair<Content<'_>>) {
        let (what, judgement) = match (contents.old.is_mixed(), contents.new.is_mixed()) {
            (false, true) => {
                let servers = (Class::Conditional, "messages with text between the elements are refused");
                ("text may stand between the elements", Judgement { readers: ACCEPTED, servers })
            }
            (true, false) => {
                let readers =
                    (Class::Conditional, "strict reading refuses text between the elements; lenient reading skips it");
                ("text may no longer stand between the elements", Judgement { readers, servers: ACCEPTED })
            }
            _ => return,
        };
        self.type_draft(key, ids, Finding::new("mixed-changed", what, judgement));
    }
}

/// The types that may be named in place of a type.
fn derived_keys(side: &Side<'_>, id: TypeId) -> Vec<String> {
    side.contract.derived_types(id).into_iter().map(|id| side.key(id)).collect()
}
