//! `xs:all`: elements that come in any order (XML Schema Part 1, 3.8).
//!
//! ```xml
//! <xs:all> <xs:element name="Width" …/> <xs:element name="Height" …/> </xs:all>
//! ```
//!
//! A struct has a field for each of them, and one for the order they came in, which they are written in again. Invariant: every
//! element is written once, whatever was noted.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use crate::version::Absent;
use crate::xml::{Name, Writer};

/// The order in which the elements of an `xs:all` came and are written; that of the schema by default. It means nothing, so all
/// orders are equal.
///
/// An element whose field was given a value later is written where it stands in the schema: behind the one declared before it.
#[derive(Debug, Clone, Default)]
pub struct Order(Vec<&'static str>);

impl Order {
    /// Notes that this element has come; where it may come several times (XSD 1.1), the first one counts.
    pub fn note(&mut self, member: &'static str) {
        if !self.0.contains(&member) {
            self.0.push(member);
        }
    }

    /// Forgets an order that is that of the schema.
    pub fn settle(&mut self, members: &[&'static str]) {
        let mut rest = members.iter();
        if self.0.iter().all(|noted| rest.any(|member| member == noted)) {
            self.0 = Vec::new();
        } else {
            self.0.shrink_to_fit();
        }
    }

    /// These elements, given in the schema's order, in this one.
    #[must_use]
    pub fn of(&self, members: &[&'static str]) -> Vec<&'static str> {
        let mut ordered = Vec::with_capacity(members.len());
        for noted in &self.0 {
            if members.contains(noted) && !ordered.contains(noted) {
                ordered.push(*noted);
            }
        }
        let mut before = None;
        for member in members {
            if !ordered.contains(member) {
                let behind = before.and_then(|before| ordered.iter().position(|member| *member == before));
                ordered.insert(behind.map_or(0, |behind| behind + 1), *member);
            }
            before = Some(*member);
        }
        ordered
    }
}

impl PartialEq for Order {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Order {}

impl Hash for Order {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Order {
    fn cmp(&self, _: &Self) -> Ordering {
        Ordering::Equal
    }
}

/// Another version of a type may do without.
impl Absent for Order {
    fn is_absent(&self) -> bool {
        true
    }
}

/// A struct with the elements of an `xs:all`; see [`all!`](crate::all!).
pub trait All {
    /// What [`Order::note`] is told of a child of this name, if it is one of the elements.
    fn member(name: Name<'_>) -> Option<&'static str>;

    /// Forgets an order that is that of the schema.
    fn settle(&mut self);

    /// Writes the elements in the order they came.
    fn write_members(&self, w: &mut Writer);
}

/// Keeps the order of the elements of a struct. The head names the field for it, which has a line `order` in
/// [`complex_type!`](crate::complex_type!); each element has its line here, too, and a group is followed by the names of what it can
/// hold.
///
/// ```text
/// all! { SettingsType: order {
///     element width t "Width";
///     local note "Note" = "none";                  // with its default
///     group shape { t "Circle", t "Square" };
/// } }
/// ```
#[macro_export]
macro_rules! all {
    ($name:ident $(<$lt:lifetime>)?: $order:ident { $(
        $(element $ef:ident $ens:ident $en:literal $(= $ed:literal)?)?
        $(local $lf:ident $ln:literal $(= $ld:literal)?)?
        $(group $gf:ident { $($gns:ident $gn:literal),* })?
    ;)* }) => {
        impl $(<$lt>)? $name $(<$lt>)? {
            const IN_ALL: &'static [&'static str] =
                &[ $( $(concat!(stringify!($ens), ":", $en),)? $($ln,)? $(stringify!($gf),)? )* ];
        }

        impl $(<$lt>)? $crate::bind::All for $name $(<$lt>)? {
            fn member(name: $crate::xml::Name<'_>) -> Option<&'static str> {
                Some(match (name.ns, name.local) {
                    $( $((ns::$ens, $en) => concat!(stringify!($ens), ":", $en),)?
                       $(($crate::xml::Ns::NONE, $ln) => $ln,)?
                       $($((ns::$gns, $gn) => stringify!($gf),)*)? )*
                    _ => return None,
                })
            }

            fn settle(&mut self) {
                self.$order.settle(Self::IN_ALL);
            }

            fn write_members(&self, w: &mut $crate::xml::Writer) {
                for member in self.$order.of(Self::IN_ALL) {
                    match member {
                        $( $(concat!(stringify!($ens), ":", $en) => {
                            $( let before = w.set_default($ed); )?
                            $crate::__private::Field::write_all(&self.$ef, w, ns::$ens, $crate::written_tag!($ens $en));
                            $( w.restore_default($ed, before); )?
                        })?
                        $($ln => {
                            $( let before = w.set_default($ld); )?
                            $crate::__private::Field::write_all(&self.$lf, w, $crate::xml::Ns::NONE, $crate::written_tag!(none $ln));
                            $( w.restore_default($ld, before); )?
                        })?
                        $(stringify!($gf) => $crate::__private::GroupField::write_all(&self.$gf, w),)? )*
                        _ => {}
                    }
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBERS: &[&str] = &["a", "b", "c", "d"];

    fn order(noted: &[&'static str]) -> Order {
        let mut order = Order::default();
        noted.iter().for_each(|member| order.note(member));
        order.settle(MEMBERS);
        order
    }

    #[test]
    fn elements_are_written_as_they_came_and_new_ones_behind_the_one_before_them() {
        for (noted, written) in [
            (&[][..], ["a", "b", "c", "d"]),
            (&["d", "c", "b", "a"], ["d", "c", "b", "a"]),
            (&["d", "a"], ["d", "a", "b", "c"]),
            (&["c", "b"], ["a", "c", "d", "b"]),
            (&["b", "a"], ["b", "c", "d", "a"]),
            (&["b", "x", "a", "b", "a"], ["b", "c", "d", "a"]),
            (&["a", "c"], ["a", "b", "c", "d"]),
        ] {
            assert_eq!(order(noted).of(MEMBERS), written, "{noted:?}");
        }
    }

    #[test]
    fn the_order_of_the_schema_takes_no_memory() {
        assert_eq!(order(&["a", "c", "d"]).0.capacity(), 0);
        assert_eq!(order(&["c", "a"]).0.len(), 2);
    }
}
