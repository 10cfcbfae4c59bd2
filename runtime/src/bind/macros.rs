//! The macros that turn one generated line per particle into reading and writing code.
//!
//! ```text
//! complex_type! { ItemIdType: t {         // a struct, and the namespace of its schema type: attributes, then its content in order
//!     attribute id "Id" required;         // an attribute without a namespace
//!     qualified lang xml "lang";          // one in a namespace: its prefix in the module `ns`
//!     element name t "Name" required;     // a child element
//!     local note "Note";                  // a child element without a namespace
//!     element count t "Count" = "1";      // one whose empty form stands for a value
//!     element line t "Line" 1 ..;         // a child element of which several are to come, but so many at least
//!     group path required;                // a choice, or a sequence that repeats
//!     any items "##any";               // a wildcard: a field of type Vec<AnyElement>; see NamespaceConstraint
//!     text value;                         // simple content
//!     mixed content;                      // mixed content: text and elements in their order
//!     order order;                        // the order of the elements of an `xs:all`; see `all!`
//! } }
//! ```
//!
//! Prefixes (`t` above) name constants of the module `ns` that stands beside the generated items; there are the statics `NAMESPACES` and
//! `SCHEMA`, too, of which types tell their readers. `default` is the namespace whose elements are written without a prefix. A schema
//! type called otherwise than the struct has its name after the prefix: `AnyItem: t "AnyItemType" {`; a struct whose type has no name
//! has neither.
//!
//! What becomes of `complex_type! { ItemIdType: t { attribute id "Id" required; element name t "Name" required; element note t "Note"; } }`,
//! but for what no line asks for here:
//!
//! ```
//! use soap_runtime::bind::{Content, Field, TextField, TypeName};
//! use soap_runtime::xml::{Namespace, Ns, Reader, Writer, WrittenName};
//! use soap_runtime::{Error, Result, written_name};
//!
//! static NAMESPACES: &[Namespace] = &[Namespace { prefix: "t", uri: "urn:types" }];
//! mod ns {
//!     #![allow(non_upper_case_globals)]
//!     pub(super) const t: soap_runtime::xml::Ns = soap_runtime::xml::Ns::contract(0);
//! }
//!
//! #[derive(Debug, PartialEq)]
//! struct ItemIdType {
//!     id: i32,
//!     name: String,
//!     note: Option<String>,
//! }
//!
//! impl Content for ItemIdType {
//!     const NAMESPACES: &'static [Namespace] = NAMESPACES;
//!     const TYPE: Option<TypeName> = Some(TypeName { namespace: "urn:types", name: "ItemIdType" });
//!
//!     fn placeholder() -> Self {
//!         Self { id: TextField::placeholder(), name: Field::placeholder(), note: Field::placeholder() }
//!     }
//!
//!     fn read(&mut self, r: &mut Reader<'_>) -> Result<()> {
//!         let start = r.tag_offset();
//!         let mut id = false; // `required`: whether it came
//!         for index in 0..r.attribute_count() {
//!             let attribute = r.attribute(index);
//!             match (attribute.ns, attribute.local) {
//!                 (Ns::NONE, "Id") => {
//!                     id = true;
//!                     TextField::read_attribute(&mut self.id, attribute, r)?;
//!                 }
//!                 _ => r.skip_attribute(attribute),
//!             }
//!         }
//!         if !id {
//!             return Err(r.missing_attribute("Id", start));
//!         }
//!         let mut name = false;
//!         while let Some(mut child) = r.next_child()? {
//!             loop {
//!                 match (child.ns, child.local) {
//!                     (ns::t, "Name") => {
//!                         if name {
//!                             r.notice_repeated();
//!                         }
//!                         name = true;
//!                         Field::read_next(&mut self.name, r)?;
//!                     }
//!                     (ns::t, "Note") => Field::read_next(&mut self.note, r)?,
//!                     _ => {
//!                         if let Some(other) = r.other_form(child)? {
//!                             child = other; // `ReadOptions::ignoring_form`: once more, with the other namespace
//!                             continue;
//!                         }
//!                         r.skip_child()?;
//!                     }
//!                 }
//!                 break;
//!             }
//!         }
//!         if !name {
//!             return Err(r.missing_child(ns::t, "Name", start));
//!         }
//!         Ok(())
//!     }
//!
//!     fn write(&self, w: &mut Writer, name: WrittenName) {
//!         w.start(name);
//!         TextField::write_attribute(&self.id, w, "Id");
//!         Field::write_all(&self.name, w, ns::t, written_name!(t "Name"));
//!         Field::write_all(&self.note, w, ns::t, written_name!(t "Note"));
//!         w.end(name);
//!     }
//! }
//! let value = ItemIdType { id: 7, name: "n".to_owned(), note: None };
//! let element = soap_runtime::AnyElement::of(&value, "urn:types", "ItemId")?;
//! assert_eq!(element.read::<ItemIdType>()?, value);
//! # Ok::<(), Error>(())
//! ```

/// The name of an element, attribute or type as it is written: `t "Name"` is `t:Name`. In the default namespace, and in none, there
/// is no prefix.
#[doc(hidden)]
#[macro_export]
macro_rules! written_name {
    (default $local:literal) => {
        $local
    };
    (none $local:literal) => {
        $local
    };
    ($prefix:ident $local:literal) => {
        concat!(stringify!($prefix), ":", $local)
    };
}

/// What stands behind a field's name when it is required: `__required!(required: $value)` is the value, so that only required fields
/// have one; by itself it says whether the word is there.
#[doc(hidden)]
#[macro_export]
macro_rules! __required {
    () => {
        false
    };
    (required) => {
        true
    };
    (required: $value:expr) => {
        $value
    };
}

/// Reads and writes a struct as the content of an element. See the module's source for the lines it takes.
#[macro_export]
macro_rules! complex_type {
    ($name:ident $(: $tns:ident $($tn:literal)?)? { $(
        $(attribute $af:ident $an:literal $($areq:ident)?)?
        $(qualified $qf:ident $qns:ident $qn:literal $($qreq:ident)?)?
        $(any_attribute $waf:ident $wac:literal)?
        $(element $ef:ident $ens:ident $en:literal $($ereq:ident)? $(= $ed:literal)? $($el:literal ..)?)?
        $(local $lf:ident $ln:literal $($lreq:ident)? $(= $ld:literal)? $($ll:literal ..)?)?
        $(group $gf:ident $($greq:ident)? $($gl:literal ..)?)?
        $(any $wf:ident $wc:literal $($wl:literal ..)?)?
        $(text $tf:ident)?
        $(mixed $mf:ident)?
        $(order $of:ident)?
    ;)* }) => {
        impl $crate::bind::Content for $name {
            $crate::__contract_type! { $($name $tns $($tn)?)? }

            fn placeholder() -> Self {
                Self { $(
                    $($af: $crate::bind::TextField::placeholder(),)?
                    $($qf: $crate::bind::TextField::placeholder(),)?
                    $($waf: ::std::vec::Vec::new(),)?
                    $($ef: $crate::bind::Field::placeholder(),)?
                    $($lf: $crate::bind::Field::placeholder(),)?
                    $($gf: $crate::bind::GroupField::placeholder(),)?
                    $($wf: $crate::bind::WildcardField::placeholder(),)?
                    $($tf: $crate::bind::Text::placeholder(),)?
                    $($mf: ::std::vec::Vec::new(),)?
                    $($of: ::std::default::Default::default(),)?
                )* }
            }

            #[allow(unused_mut, unused_variables, unreachable_code, clippy::needless_return)]
            fn read(&mut self, r: &mut $crate::xml::Reader<'_>) -> $crate::Result<()> {
                let start = r.tag_offset();
                $( $($( let mut $af = $crate::__required!($areq: false); )?)? $($( let mut $qf = $crate::__required!($qreq: false); )?)? )*
                for index in 0..r.attribute_count() {
                    let attribute = r.attribute(index);
                    match (attribute.ns, attribute.local) {
                        $( $(($crate::xml::Ns::NONE, $an) => {
                            $( $af = $crate::__required!($areq: true); )?
                            $crate::bind::TextField::read_attribute(&mut self.$af, attribute, r)?;
                        })?
                        $((ns::$qns, $qn) => {
                            $( $qf = $crate::__required!($qreq: true); )?
                            $crate::bind::TextField::read_attribute(&mut self.$qf, attribute, r)?;
                        })? )*
                        _ => {
                            $($( $crate::bind::AnyAttribute::offer(attribute, $crate::bind::NamespaceConstraint($wac), &mut self.$waf, r)?; continue; )?)*
                            r.skip_attribute(attribute);
                        }
                    }
                }
                $( $($( if $crate::__required!($areq: !$af) { return Err(r.missing_attribute($an, start)); } )?)?
                   $($( if $crate::__required!($qreq: !$qf) { return Err(r.missing_attribute($qn, start)); } )?)? )*
                $($( self.$tf = $crate::bind::read_text(r, start)?; return Ok(()); )?)*
                $($( return $crate::bind::read_mixed(&mut self.$mf, r, start); )?)*
                $( $($( let mut $ef = $crate::__required!($ereq: false); )?)? $($( let mut $lf = $crate::__required!($lreq: false); )?)?
                   $( let mut $gf = $crate::bind::Progress::default(); )? )*
                while let Some(mut name) = r.next_child()? {
                    $($( let _ = &self.$of; $crate::bind::All::note(self, name); )?)*
                    loop {
                        match (name.ns, name.local) {
                            $( $((ns::$ens, $en) => {
                                $( if $crate::__required!($ereq: $ef) { r.notice_repeated(); } $ef = true; )?
                                $( r.set_default($ed); )?
                                $crate::bind::Field::read_next(&mut self.$ef, r)?;
                            })?
                            $(($crate::xml::Ns::NONE, $ln) => {
                                $( if $crate::__required!($lreq: $lf) { r.notice_repeated(); } $lf = true; )?
                                $( r.set_default($ld); )?
                                $crate::bind::Field::read_next(&mut self.$lf, r)?;
                            })? )*
                            _ => {
                                $($( if $crate::bind::offer(&mut self.$gf, &mut $gf, start, name, r)? { break; } )?)*
                                $($( if $crate::bind::WildcardField::offer(&mut self.$wf, $crate::bind::NamespaceConstraint($wc), name, r)? { break; } )?)*
                                if let Some(other) = r.other_form(name)? {
                                    name = other;
                                    continue;
                                }
                                r.skip_child()?;
                            }
                        }
                        break;
                    }
                }
                $($( let _ = &self.$of; $crate::bind::All::settle(self); )?)*
                $( $($( if $crate::__required!($ereq: !$ef) { return Err(r.missing_child(ns::$ens, $en, start)); } )?)?
                   $($( if $crate::__required!($lreq: !$lf) { return Err(r.missing_child($crate::xml::Ns::NONE, $ln, start)); } )?)?
                   $( $crate::bind::finish(&mut self.$gf, &$gf, $crate::__required!($($greq)?), start, r)?; )? )*
                $( $($( $crate::bind::at_least($el, self.$ef.len(), $en, start, r); )?)? $($( $crate::bind::at_least($ll, self.$lf.len(), $ln, start, r); )?)?
                   $($( $crate::bind::groups_at_least($gl, &self.$gf, start, r); )?)? $($( $crate::bind::at_least($wl, self.$wf.iter().len(), "", start, r); )?)? )*
                Ok(())
            }

            #[allow(unreachable_code)]
            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                w.start(name);
                $( $( $crate::bind::TextField::write_attribute(&self.$af, w, $an); )?
                   $( $crate::bind::TextField::write_qualified(&self.$qf, w, ns::$qns, $crate::written_name!($qns $qn)); )?
                   $( $crate::bind::write_attributes(&self.$waf, w); )? )*
                $($( let _ = &self.$of; $crate::bind::All::write_members(self, w); return w.end(name); )?)*
                $( $( $crate::bind::Field::write_all(&self.$ef, w, ns::$ens, $crate::written_name!($ens $en)); )?
                   $( $crate::bind::Field::write_all(&self.$lf, w, $crate::xml::Ns::NONE, $ln); )?
                   $( $crate::bind::GroupField::write_all(&self.$gf, w); )?
                   $( $crate::bind::WildcardField::write_all(&self.$wf, w); )?
                   $( $crate::bind::Text::write_text(&self.$tf, w, |w, text| w.text(text)); )?
                   $( $crate::bind::GroupField::write_all(&self.$mf, w); )? )*
                w.end(name);
            }
        }
    };
}

/// What types of a contract say of themselves: the name of the schema type, its namespaces and the schema it is part of.
#[doc(hidden)]
#[macro_export]
macro_rules! __contract_type {
    ($($name:ident $ns:ident $($local:literal)?)?) => {
        const NAMESPACES: &'static [$crate::xml::Namespace] = NAMESPACES;
        $(const TYPE: Option<$crate::bind::TypeName> =
            Some($crate::bind::TypeName { namespace: ns::uri::$ns, name: $crate::__local_name!($name $($local)?) });)?

        fn schema() -> Option<&'static $crate::schema::LazySchema> {
            Some(&SCHEMA)
        }
    };
}

/// The local name of a schema type: that of the Rust type, unless another one is given.
#[doc(hidden)]
#[macro_export]
macro_rules! __local_name {
    ($name:ident) => {
        stringify!($name)
    };
    ($name:ident $local:literal) => {
        $local
    };
}

/// Reads and writes a struct as a sequence particle that repeats: lines as in [`complex_type!`], each with its index.
#[macro_export]
macro_rules! sequence {
    ($name:ident { $( $index:literal
        $(element $ef:ident $ens:ident $en:literal $($ereq:ident)? $(= $ed:literal)? $($el:literal ..)?)?
        $(local $lf:ident $ln:literal $($lreq:ident)? $(= $ld:literal)? $($ll:literal ..)?)?
        $(group $gf:ident $($greq:ident)? $($gl:literal ..)?)?
        $(any $wf:ident $wc:literal $($wl:literal ..)?)?
    ;)* }) => {
        impl $crate::bind::Group for $name {
            fn placeholder() -> Self {
                Self { $(
                    $($ef: $crate::bind::Field::placeholder(),)?
                    $($lf: $crate::bind::Field::placeholder(),)?
                    $($gf: $crate::bind::GroupField::placeholder(),)?
                    $($wf: $crate::bind::WildcardField::placeholder(),)?
                )* }
            }

            #[allow(unused_mut, unused_variables)]
            fn take(
                mut current: Option<(&mut Self, &mut $crate::bind::Progress)>,
                start: usize,
                name: $crate::xml::Name<'_>,
                r: &mut $crate::xml::Reader<'_>,
            ) -> $crate::Result<$crate::bind::Taken<Self>> {
                match (name.ns, name.local) {
                    $( $((ns::$ens, $en) => {
                        $( r.set_default($ed); )?
                        return $crate::bind::take_member(current, $index, r, |this: &mut Self| &mut this.$ef);
                    })?
                    $(($crate::xml::Ns::NONE, $ln) => {
                        $( r.set_default($ld); )?
                        return $crate::bind::take_member(current, $index, r, |this: &mut Self| &mut this.$lf);
                    })? )*
                    _ => {}
                }
                $($(
                    let at = current.as_mut().map(|(this, at)| (&mut **this, &mut **at));
                    match $crate::bind::take_group(at, $index, start, name, r, |this: &mut Self| &mut this.$gf)? {
                        $crate::bind::Taken::No => {}
                        taken => return Ok(taken),
                    }
                )?)*
                $($(
                    if $crate::bind::admits(r, $crate::bind::NamespaceConstraint($wc), name) {
                        return $crate::bind::take_any(current, $index, name, r, |this: &mut Self| &mut this.$wf);
                    }
                )?)*
                Ok($crate::bind::Taken::No)
            }

            #[allow(unused_variables)]
            fn finish(&mut self, at: &$crate::bind::Progress, start: usize, r: &$crate::xml::Reader<'_>) -> $crate::Result<()> {
                $( $($( if $crate::__required!($ereq: !at.has($index)) { return Err(r.missing_child(ns::$ens, $en, start)); } )?)?
                   $($( if $crate::__required!($lreq: !at.has($index)) { return Err(r.missing_child($crate::xml::Ns::NONE, $ln, start)); } )?)?
                   $( $crate::bind::finish(&mut self.$gf, at.get($index), $crate::__required!($($greq)?), start, r)?; )? )*
                $( $($( $crate::bind::at_least($el, self.$ef.len(), $en, start, r); )?)? $($( $crate::bind::at_least($ll, self.$lf.len(), $ln, start, r); )?)?
                   $($( $crate::bind::groups_at_least($gl, &self.$gf, start, r); )?)? $($( $crate::bind::at_least($wl, self.$wf.iter().len(), "", start, r); )?)? )*
                Ok(())
            }

            fn write(&self, w: &mut $crate::xml::Writer) {
                $( $( $crate::bind::Field::write_all(&self.$ef, w, ns::$ens, $crate::written_name!($ens $en)); )?
                   $( $crate::bind::Field::write_all(&self.$lf, w, $crate::xml::Ns::NONE, $ln); )?
                   $( $crate::bind::GroupField::write_all(&self.$gf, w); )?
                   $( $crate::bind::WildcardField::write_all(&self.$wf, w); )? )*
            }

            fn expected() -> String {
                let names: &[&str] = &[ $( $($en,)? $($ln,)? )* ];
                names.first().copied().unwrap_or_default().to_owned()
            }
        }
    };
}

/// Reads and writes an enum as a choice: `element`, `local`, `group` and `any` lines as in [`complex_type!`], and `text` for the
/// text of mixed content. The head names the variant a placeholder has, with the kind of its line.
///
/// The first two rules are for document types, which can have thousands of lines: the last one would take them too, in time that grows
/// with the square of their number, as macros with optional parts in a row do.
#[macro_export]
macro_rules! choice {
    ($name:ident: $pk:ident $pv:ident { $( element $ev:ident $ens:ident $en:literal $(= $ed:literal)?; )* }) => {
        $crate::__choice! { $name $pk $pv
            { $( $ev (ns::$ens) $en ($crate::written_name!($ens $en)) [$($ed)?]; )* } {} {} {}
        }
    };
    ($name:ident: $pk:ident $pv:ident { $( local $lv:ident $ln:literal $(= $ld:literal)?; )* }) => {
        $crate::__choice! { $name $pk $pv { $( $lv ($crate::xml::Ns::NONE) $ln ($ln) [$($ld)?]; )* } {} {} {} }
    };
    ($name:ident: $pk:ident $pv:ident { $(
        $(element $ev:ident $ens:ident $en:literal $(= $ed:literal)?)?
        $(local $lv:ident $ln:literal $(= $ld:literal)?)?
        $(group $gv:ident)?
        $(any $wv:ident $wc:literal)?
        $(text $tv:ident)?
    ;)* }) => {
        $crate::__choice! { $name $pk $pv
            { $(
                $( $ev (ns::$ens) $en ($crate::written_name!($ens $en)) [$($ed)?]; )?
                $( $lv ($crate::xml::Ns::NONE) $ln ($ln) [$($ld)?]; )?
            )* }
            { $($($gv)?)* } { $($($wv $wc)?)* } { $($($tv)?)* }
        }
    };
}

/// What [`choice!`] does: elements, with their namespaces, names, names as they are written and defaults; groups, wildcards, text.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice {
    ($name:ident $pk:ident $pv:ident
        { $($ev:ident ($ns:path) $en:literal ($written:expr) [$($default:literal)?];)* }
        { $($gv:ident)* } { $($wv:ident $wc:literal)* } { $($tv:ident)* }
    ) => {
        impl $crate::bind::Group for $name {
            fn placeholder() -> Self {
                Self::$pv($crate::bind::placeholder::$pk())
            }

            #[allow(unused_mut, unused_variables)]
            fn take(
                mut current: Option<(&mut Self, &mut $crate::bind::Progress)>,
                start: usize,
                name: $crate::xml::Name<'_>,
                r: &mut $crate::xml::Reader<'_>,
            ) -> $crate::Result<$crate::bind::Taken<Self>> {
                match (name.ns, name.local) {
                    $( ($ns, $en) => {
                        let value = match current { Some((Self::$ev(value), _)) => Some(value), _ => None };
                        $( r.set_default($default); )?
                        return $crate::bind::take_value(value, r, Self::$ev);
                    } )*
                    _ => {}
                }
                $(
                    let value = match &mut current { Some((Self::$gv(value), at)) => Some((value, &mut **at)), _ => None };
                    match $crate::bind::take_alternative(value, start, name, r, Self::$gv)? {
                        $crate::bind::Taken::No => {}
                        taken => return Ok(taken),
                    }
                )*
                $(
                    if $crate::bind::admits(r, $crate::bind::NamespaceConstraint($wc), name) {
                        let value = $crate::bind::AnyElement::from_reader(name, r)?;
                        return Ok($crate::bind::Taken::New(Self::$wv(value.into()), $crate::bind::Progress::begun()));
                    }
                )*
                Ok($crate::bind::Taken::No)
            }

            #[allow(unused_variables, unreachable_patterns)]
            fn finish(&mut self, at: &$crate::bind::Progress, start: usize, r: &$crate::xml::Reader<'_>) -> $crate::Result<()> {
                match self {
                    $( Self::$gv(value) => $crate::bind::GroupField::finish(value, at.get(0), start, r), )*
                    _ => Ok(()),
                }
            }

            fn write(&self, w: &mut $crate::xml::Writer) {
                match self {
                    $( Self::$ev(value) => $crate::bind::Field::write_all(value, w, $ns, $written), )*
                    $( Self::$gv(value) => $crate::bind::GroupField::write_all(value, w), )*
                    $( Self::$wv(value) => value.write(w), )*
                    $( Self::$tv(value) => w.text(value), )*
                }
            }

            fn expected() -> String {
                $crate::bind::alternatives(&[$($en),*])
            }
        }
        $(
            impl $crate::bind::Mixed for $name {
                fn from_text(text: ::std::string::String) -> Self {
                    Self::$tv(text)
                }

                fn text_mut(&mut self) -> Option<&mut ::std::string::String> {
                    match self {
                        Self::$tv(text) => Some(text),
                        _ => None,
                    }
                }
            }
        )*
    };
}

/// Reads and writes an enum as the content of elements whose type others are derived from: `xsi:type` tells which variant it is.
///
/// ```text
/// polymorphic! { AnyItemType as_item -> Item: ItemType else Unknown {
///     base ItemType(ItemType) t "ItemType";          // the declared type, read when there is no `xsi:type`; not of an abstract type
///     derived TaskType(TaskType) t "TaskType" if "tasks";   // there when one of these features of the crate is on
///     foreign Stamp(crate::Stamp) t "StampType";     // a type of the user's, without the trait
/// } }
/// ```
///
/// The head names the method that borrows the value as the trait of the declared type, that trait, the variant a placeholder has, and
/// the one that keeps an element whose `xsi:type` the contract does not know.
#[macro_export]
macro_rules! polymorphic {
    ($name:ident $($known:ident -> $trait:path)?: $pv:ident else $unknown:ident { $(
        $(base $bv:ident($bt:ty) $bns:ident $bn:literal)?
        $(derived $dv:ident($dt:ty) $dns:ident $dn:literal $(if $($df:literal)+)?)?
        $(foreign $fv:ident($ft:ty) $fns:ident $fn:literal $(if $($ff:literal)+)?)?
    ;)* }) => {
        $(
            $($crate::polymorphic! { @from $name $bv($bt) })?
            $($crate::polymorphic! { @from $name $dv($dt) $($($df)+)? })?
            $($crate::polymorphic! { @from $name $fv($ft) $($($ff)+)? })?
        )*
        $crate::polymorphic! {
            @known $name [$($known $trait)?]
            [$($([] $bv($bt))? $([$($($df)+)?] $dv($dt))?)*]
        }

        impl $crate::bind::Content for $name {
            $crate::__contract_type! { $($($bv $bns $bn)?)* }

            fn type_name(&self) -> Option<$crate::bind::TypeName> {
                Some(match self {
                    $( $(Self::$bv(_) => $crate::bind::TypeName { namespace: ns::uri::$bns, name: $bn },)?
                    $($(#[cfg(any($(feature = $df),+))])?
                    Self::$dv(_) => $crate::bind::TypeName { namespace: ns::uri::$dns, name: $dn },)?
                    $($(#[cfg(any($(feature = $ff),+))])?
                    Self::$fv(_) => $crate::bind::TypeName { namespace: ns::uri::$fns, name: $fn },)? )*
                    Self::$unknown(_) => return None,
                })
            }

            fn placeholder() -> Self {
                Self::$pv($crate::bind::Content::placeholder())
            }

            fn read(&mut self, r: &mut $crate::xml::Reader<'_>) -> $crate::Result<()> {
                let type_name = r.type_name()?;
                *self = match type_name.as_ref().map(|(ns, local)| (*ns, local.as_ref())) {
                    $( $($(#[cfg(any($(feature = $df),+))])?
                       Some((ns::$dns, $dn)) => Self::$dv($crate::bind::read_new(r)?),)?
                       $($(#[cfg(any($(feature = $ff),+))])?
                       Some((ns::$fns, $fn)) => Self::$fv($crate::bind::read_new(r)?),)?
                       $(Some((ns::$bns, $bn)) | None => Self::$bv($crate::bind::read_new(r)?),)? )*
                    #[allow(unreachable_patterns)]
                    None => return Err(r.missing_attribute("xsi:type", r.tag_offset())),
                    Some((ns, local)) => Self::$unknown($crate::bind::read_unknown(ns, local, r)?),
                };
                Ok(())
            }

            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                match self {
                    $( $(Self::$bv(value) => $crate::bind::Content::write(value, w, name),)?
                    $($(#[cfg(any($(feature = $df),+))])?
                    Self::$dv(value) => {
                        w.set_type($crate::written_name!($dns $dn));
                        $crate::bind::Content::write(value, w, name);
                    })?
                    $($(#[cfg(any($(feature = $ff),+))])?
                    Self::$fv(value) => {
                        w.set_type($crate::written_name!($fns $fn));
                        $crate::bind::Content::write(value, w, name);
                    })? )*
                    Self::$unknown(element) => $crate::bind::Content::write(element, w, name),
                }
            }
        }
    };
    (@from $name:ident $variant:ident($type:ty) $($feature:literal)+) => {
        #[cfg(any($(feature = $feature),+))]
        $crate::polymorphic! { @from $name $variant($type) }
    };
    (@from $name:ident $variant:ident($type:ty)) => {
        impl From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        }
    };
    (@known $name:ident [] $variants:tt) => {};
    (@known $name:ident [$known:ident $trait:path] [$([$($($feature:literal)+)?] $variant:ident($type:ty))*]) => {
        impl $name {
            #[doc = concat!("The value as a [`", stringify!($trait), "`]; `None` if its type is not one of the contract's.")]
            #[must_use]
            pub fn $known(&self) -> Option<&dyn $trait> {
                match self {
                    $($(#[cfg(any($(feature = $feature),+))])?
                    Self::$variant(value) => {
                        let value: &$type = value;
                        Some(value)
                    })*
                    _ => None,
                }
            }
        }
    };
}

/// Gives a struct its `new`: what the schema requires comes in, the rest is absent.
#[macro_export]
macro_rules! constructor {
    ($name:ident: $kind:ident { $($field:ident: $type:ty;)* }) => {
        impl $name {
            /// The value with what the schema requires; everything else is absent.
            #[must_use]
            #[allow(clippy::too_many_arguments)]
            pub fn new($($field: impl Into<$type>),*) -> Self {
                let mut value = <Self as $crate::bind::$kind>::placeholder();
                $(value.$field = $field.into();)*
                value
            }
        }
    };
}

/// Writes the trait of a type that others are derived from: a method for each field it adds to its parent's. Structs implement it;
/// enums over such types get methods of the same names, which find nothing in a value whose type the contract does not know.
/// `if "a" "b"` before a struct or an enum: it is there when one of these features of the crate is on.
///
/// ```text
/// base_type! {
///     pub trait Item: Entity { required id: String; optional name: String; repeated tag: String; }
///     for [ItemType, if "tasks" TaskType] [AnyItemType as_item]     // the enum, and its method that borrows the value as a trait
/// }
/// ```
#[macro_export]
macro_rules! base_type {
    (
        $(#[$attribute:meta])*
        pub trait $name:ident $(: $parent:path)? { $($(#[$method_attribute:meta])* $kind:ident $method:ident: $type:ty;)* }
        for [$($(if $($condition:literal)+)? $implementor:ty),*]
        $([$($(if $($enum_condition:literal)+)? $enum:ty as $known:ident),*])?
    ) => {
        $(#[$attribute])*
        pub trait $name $(: $parent)? {
            $($(#[$method_attribute])* fn $method(&self) -> $crate::bind::borrowed::$kind<'_, $type>;)*
        }
        $crate::base_type! { @structs $name { $($kind $method: $type;)* } $([$($($condition)+)?] $implementor;)* }
        $crate::base_type! {
            @enums $name { $($(#[$method_attribute])* $kind $method: $type;)* } $($([$($($enum_condition)+)?] $enum as $known;)*)?
        }
    };
    (@structs $name:ident $methods:tt $($condition:tt $implementor:ty;)*) => {
        $($crate::base_type! { @struct $name $methods $condition $implementor })*
    };
    (@struct $name:ident { $($kind:ident $method:ident: $type:ty;)* } [$($($condition:literal)+)?] $implementor:ty) => {
        $(#[cfg(any($(feature = $condition),+))])?
        impl $name for $implementor {
            $(fn $method(&self) -> $crate::bind::borrowed::$kind<'_, $type> {
                $crate::bind::Borrowed::borrowed(&self.$method)
            })*
        }
    };
    (@enums $name:ident {} $($enums:tt)*) => {};
    (@enums $name:ident $methods:tt $($condition:tt $enum:ty as $known:ident;)*) => {
        $($crate::base_type! { @enum $name $methods $condition $enum, $known })*
    };
    (
        @enum $name:ident { $($(#[$attribute:meta])* $kind:ident $method:ident: $type:ty;)* }
        [$($($condition:literal)+)?] $enum:ty, $known:ident
    ) => {
        $(#[cfg(any($(feature = $condition),+))])?
        impl $enum {
            $($(#[$attribute])*
            #[must_use]
            pub fn $method(&self) -> $crate::bind::found::$kind<'_, $type> {
                $crate::bind::find::$kind(self.$known().map(|value| $name::$method(value)))
            })*
        }
    };
}

/// Makes a choice the document type of a contract: its `from_xml`, `from_bytes`, both with options, and `to_xml`. The namespaces and the
/// schema that strict reading validates against are given by name.
#[macro_export]
macro_rules! document {
    ($name:ident: $namespaces:ident $schema:ident) => {
        impl $crate::bind::Elements for $name {
            const NAMESPACES: &'static [$crate::xml::Namespace] = $namespaces;

            fn schema() -> $crate::Result<&'static $crate::schema::Schema, &'static $crate::schema::TableError> {
                $schema.get()
            }
        }

        impl TryFrom<&$name> for $crate::AnyElement {
            type Error = $crate::Error;

            fn try_from(document: &$name) -> $crate::Result<Self> {
                Self::from_document(document)
            }
        }

        impl $name {
            /// Reads a document whose root is one of the contract's elements, leniently.
            ///
            /// # Errors
            /// When the text is not well-formed XML, has another root, lacks something required or holds a value outside its
            /// type; the error says where.
            pub fn from_xml(xml: &str) -> $crate::Result<Self> {
                $crate::bind::from_xml(xml)
            }

            /// Reads a document as `options` say.
            ///
            /// # Errors
            /// As [`from_xml`](Self::from_xml); strict options also refuse whatever breaks the schema.
            pub fn from_xml_with(xml: &str, options: &$crate::ReadOptions) -> $crate::Result<Self> {
                $crate::bind::from_xml_with(xml, options)
            }

            /// Reads a document from bytes, leniently: UTF-8, UTF-16, or the encoding that its XML declaration names.
            ///
            /// # Errors
            /// As [`from_xml`](Self::from_xml), for encodings that are not supported, and for bytes that the encoding does not have.
            pub fn from_bytes(bytes: &[u8]) -> $crate::Result<Self> {
                $crate::bind::from_bytes(bytes)
            }

            /// Reads a document from bytes as `options` say.
            ///
            /// # Errors
            /// As [`from_bytes`](Self::from_bytes); strict options also refuse whatever breaks the schema, and an XML declaration that
            /// names another encoding than the first bytes show.
            pub fn from_bytes_with(bytes: &[u8], options: &$crate::ReadOptions) -> $crate::Result<Self> {
                $crate::bind::from_bytes_with(bytes, options)
            }

            /// What a message uses that a version of the contract does not know yet; see
            #[doc = concat!("[`Schema::newer_than`](", stringify!($crate), "::schema::Schema::newer_than).")]
            ///
            /// # Errors
            /// When the contract has no such version, and when the text is not well-formed XML.
            pub fn newer_than(xml: &str, version: &str) -> $crate::Result<::std::vec::Vec<$crate::schema::Newer>> {
                $crate::bind::newer_than::<Self>(xml, version)
            }

            /// Writes the document, without an XML declaration.
            ///
            /// # Errors
            /// When a value holds a character that XML does not allow.
            pub fn to_xml(&self) -> $crate::Result<::std::string::String> {
                $crate::bind::to_xml(self)
            }

            /// Writes the document as `options` say, without an XML declaration.
            ///
            /// # Errors
            /// As [`to_xml`](Self::to_xml), and when the options declare something that cannot be declared.
            pub fn to_xml_with(&self, options: &$crate::WriteOptions) -> $crate::Result<::std::string::String> {
                $crate::bind::to_xml_with(self, options)
            }
        }
    };
}
