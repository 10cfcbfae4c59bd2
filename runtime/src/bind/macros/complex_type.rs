//! The macro of complex types: attributes and content of an element into a struct, and back; and the struct's constructor.
//!
//! The lines it takes are in [the module above](super).

/// Reads and writes a struct as the content of an element. See the module's source for the lines it takes.
#[macro_export]
macro_rules! complex_type {
    ($name:ident<$lt:lifetime> $(: $tns:ident $($tn:literal)?)? { $($lines:tt)* } $(in_order $in_order:tt)? $(lists $($list:ident)+)?) => {
        $crate::__complex_type! { $lt [$name<$lt>] [$($tns $($tn)?)?] { $($lines)* } [$($in_order)?] [$($($list)+)?] }
    };
    ($name:ident $(: $tns:ident $($tn:literal)?)? { $($lines:tt)* } $(in_order $in_order:tt)? $(lists $($list:ident)+)?) => {
        $crate::__complex_type! { 'r [$name] [$($tns $($tn)?)?] { $($lines)* } [$($in_order)?] [$($($list)+)?] }
    };
}

/// What [`complex_type!`] does for documents of a lifetime.
#[doc(hidden)]
#[macro_export]
macro_rules! __complex_type {
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] [$($tns:ident $($tn:literal)?)?] { $(
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
    ;)* } $in_order:tt [$($list:ident)*]) => {
        impl<$r> $crate::bind::ContentIn<$r> for $name $(<$lt>)? {
            $crate::__contract_type! { $($name $tns $($tn)?)? }

            fn placeholder() -> Self {
                Self { $(
                    $($af: $crate::__private::TextField::placeholder(),)?
                    $($qf: $crate::__private::TextField::placeholder(),)?
                    $($waf: ::std::default::Default::default(),)?
                    $($ef: $crate::__private::Field::placeholder(),)?
                    $($lf: $crate::__private::Field::placeholder(),)?
                    $($gf: $crate::__private::GroupField::placeholder(),)?
                    $($wf: $crate::__private::WildcardField::placeholder(),)?
                    $($tf: $crate::bind::Text::placeholder(),)?
                    $($mf: ::std::default::Default::default(),)?
                    $($of: ::std::default::Default::default(),)?
                )* }
            }

            #[allow(unused_mut, unused_variables, unused_assignments, unreachable_code, clippy::needless_return, clippy::question_mark)]
            fn read(&mut self, r: &mut $crate::xml::Reader<$r>) -> $crate::Result<()> {
                let start = r.tag_offset();
                $( $($( let mut $af = $crate::__required!($areq: false); )?)? $($( let mut $qf = $crate::__required!($qreq: false); )?)? )*
                $crate::__attributes! { r attribute [$( $($an)? $($qn)? $($wac)? )*] {
                    match (attribute.ns, attribute.local) {
                        $( $(($crate::xml::Ns::NONE, $an) => {
                            $( $af = $crate::__required!($areq: true); )?
                            $crate::__private::TextField::read_attribute(&mut self.$af, attribute, r)
                        })?
                        $((ns::$qns, $qn) => {
                            $( $qf = $crate::__required!($qreq: true); )?
                            $crate::__private::TextField::read_attribute(&mut self.$qf, attribute, r)
                        })? )*
                        _ => {
                            $($( $crate::bind::AnyAttribute::offer(attribute, $crate::bind::NamespaceConstraint($wac), &mut self.$waf, r)?; continue; )?)*
                            r.skip_attribute(attribute);
                            Ok(())
                        }
                    }
                } }
                $crate::__missing! { r start self [$( $($( $areq $af attribute $an; )?)? $($( $qreq $qf attribute $qn; )?)? )*] }
                $($( self.$tf = $crate::__private::read_text(r, start)?; return Ok(()); )?)*
                $crate::__in_order! { $in_order {
                    static MODEL: $crate::__private::InOrder = $crate::__model! $in_order;
                } }
                $($( return $crate::__read_mixed!($in_order self.$mf, r, start); )?)*
                $( $($( let mut $ef = $crate::__required!($ereq: false); )?)? $($( let mut $lf = $crate::__required!($lreq: false); )?)?
                   $( let mut $gf = $crate::__private::Offering::default(); )? )*
                $crate::__slots! { r FIELDS slots [$( $($tf)? $($mf)? )*] [$( $($gf)? $($wf)? $($of)? )*] [$( $($en)? $($ln)? )*] {
                    static FIELDS: $crate::xml::Fields = $crate::xml::Fields::new(
                        line!(),
                        &[ $( $(ns::$ens,)? $($crate::__no_ns!($ln),)? )* ],
                        concat!($( $($en, " ",)? $($ln, " ",)? )*),
                    );
                    let slots: &mut [&mut dyn $crate::__private::Slot<$r>] = &mut [ $(
                        $( $crate::__slot!([$($ereq)?] [$($ed)?] self.$ef, $ef), )?
                        $( $crate::__slot!([$($lreq)?] [$($ld)?] self.$lf, $lf), )?
                    )* ];
                } {
                    $crate::__in_order! { $in_order { let mut places = MODEL.places(); } }
                    let mut last = $crate::xml::Fields::FIRST;
                    loop {
                        let mut field = r.next_field(&FIELDS, last);
                        if field == $crate::xml::Fields::END {
                            break;
                        }
                        last = field;
                        $($( if let Some(member) = <Self as $crate::bind::All>::member(r.child_name()) { self.$of.note(member); } )?)*
                        $crate::__in_order! { $in_order { let mut place = places.take_field(field, r); } }
                        // One way out for all: each `?` is a match of its own to the compiler.
                        let read: $crate::Result<()> = loop {
                            $crate::__in_order! { $in_order {
                                let mut part = 0_u32;
                                $( $(
                                    if let Some(number) = place.wildcard_in(part) {
                                        if $crate::__private::offer_open(&mut self.$gf, number, &mut $gf, start, r)? {
                                            break Ok(());
                                        }
                                    }
                                    part += 1;
                                )? $(
                                    if place.wildcard_in(part).is_some()
                                        && $crate::__private::WildcardField::offer(&mut self.$wf, $crate::bind::NamespaceConstraint($wc), r.child_name(), r)?
                                    {
                                        break Ok(());
                                    }
                                    part += 1;
                                )? )*
                                // What would take the place of a value is rather for a wildcard, if one comes after it.
                                let is_unknown = place == $crate::__private::Place::Nowhere && !FIELDS.has(field);
                                let (is_another, mut is_another_group, mut part) = (places.is_another(&FIELDS, field, r), false, 0_u32);
                                $( $( is_another_group |= is_unknown && $gf.is_begun() && $crate::__private::is_single_group(&self.$gf); part += 1; )?
                                   $( if (is_another_group || is_another && places.has_behind(&FIELDS, field, part, r))
                                        && $crate::__private::WildcardField::offer(&mut self.$wf, $crate::bind::NamespaceConstraint($wc), r.child_name(), r)?
                                    {
                                        break Ok(());
                                    }
                                    part += 1; )? )*
                            } }
                            if let Some(slot) = slots.get_mut(field as usize) {
                                break slot.read_next(r);
                            }
                            $($( if $crate::__private::offer(&mut self.$gf, &mut $gf, start, r.child_name(), r)? { break Ok(()); } )?)*
                            $($( if $crate::__private::WildcardField::offer(&mut self.$wf, $crate::bind::NamespaceConstraint($wc), r.child_name(), r)? { break Ok(()); } )?)*
                            match r.other_field(&FIELDS) {
                                Ok(Some(other)) => {
                                    field = other;
                                    $crate::__in_order! { $in_order {
                                        place = $crate::__private::Place::Nowhere;
                                        places.take_field(field, r);
                                    } }
                                }
                                Ok(None) => break r.skip_child(),
                                Err(error) => break Err(error),
                            }
                        };
                        $crate::__pass!(read);
                    }
                    $crate::__pass!(r.ended());
                } }
                $($( let _ = &self.$of; $crate::bind::All::settle(self); )?)*
                $crate::__missing! { r start self [$(
                    $($( $ereq $ef child (ns::$ens) $en; )?)? $($( $lreq $lf child ($crate::xml::Ns::NONE) $ln; )?)?
                    $( group $gf ($($greq)?); )?
                )*] }
                $( $($( $crate::__private::at_least($el, self.$ef.len(), $en, start, r); )?)? $($( $crate::__private::at_least($ll, self.$lf.len(), $ln, start, r); )?)?
                   $($( $crate::__private::groups_at_least($gl, &self.$gf, start, r); )?)? $($( $crate::__private::at_least($wl, self.$wf.iter().len(), "", start, r); )?)? )*
                $( $crate::__private::settle(&mut self.$list); )*
                Ok(())
            }

            #[allow(unreachable_code)]
            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                w.start(name);
                $( $( $crate::__private::TextField::write_attribute(&self.$af, w, $an); )?
                   $( $crate::__private::TextField::write_qualified(&self.$qf, w, ns::$qns, $crate::written_name!($qns $qn)); )?
                   $( $crate::__private::write_attributes(&self.$waf, w); )? )*
                $($( let _ = &self.$of; $crate::bind::All::write_members(self, w); return w.end(name); )?)*
                $( $( $( let before = w.set_default($ed); )?
                      $crate::__private::Field::write_all(&self.$ef, w, ns::$ens, $crate::written_tag!($ens $en));
                      $( w.restore_default($ed, before); )?
                      $( $crate::__nil!($ereq self.$ef, w, ns::$ens, $crate::written_tag!($ens $en)); )? )?
                   $( $( let before = w.set_default($ld); )?
                      $crate::__private::Field::write_all(&self.$lf, w, $crate::xml::Ns::NONE, $crate::written_tag!(none $ln));
                      $( w.restore_default($ld, before); )?
                      $( $crate::__nil!($lreq self.$lf, w, $crate::xml::Ns::NONE, $crate::written_tag!(none $ln)); )? )?
                   $( $crate::__private::GroupField::write_all(&self.$gf, w); )?
                   $( $crate::__private::WildcardField::write_all(&self.$wf, w); )?
                   $( $crate::__private::write_content(&self.$tf, w); )?
                   $( $crate::__private::GroupField::write_all(&self.$mf, w); )? )*
                w.end(name);
            }
        }
    };
}

/// Reads the children of an element into the slots of a type: what fields it has is told by their names, first those of text and mixed content, which have
/// been read when it comes to that, then those of groups and the like, for which there is a loop of its own, and those of elements.
#[doc(hidden)]
#[macro_export]
macro_rules! __slots {
    ($r:ident $fields:ident $slots:ident [] [] [] $own:tt $loop:tt) => {
        $crate::__pass!($crate::__private::read_no_children($r));
    };
    ($r:ident $fields:ident $slots:ident [] [] $elements:tt { $($own:tt)* } $loop:tt) => {
        $($own)*
        $crate::__pass!($crate::__private::read_children(&$fields, $slots, $r));
    };
    ($r:ident $fields:ident $slots:ident [] $groups:tt $elements:tt { $($own:tt)* } { $($loop:tt)* }) => {
        $($own)*
        $($loop)*
    };
    ($r:ident $fields:ident $slots:ident $text:tt $groups:tt $elements:tt $own:tt $loop:tt) => {};
}

/// The namespace of an element without one.
#[doc(hidden)]
#[macro_export]
macro_rules! __no_ns {
    ($name:literal) => {
        $crate::xml::Ns::NONE
    };
}

/// The place for the elements of a field, by what stands behind its name: the word and the default.
#[doc(hidden)]
#[macro_export]
macro_rules! __slot {
    ([] [] $field:expr, $seen:ident) => {
        &mut $field
    };
    ([required] [] $field:expr, $seen:ident) => {
        &mut $crate::__private::Required { field: &mut $field, seen: &mut $seen }
    };
    ([required_nillable] [] $field:expr, $seen:ident) => {
        &mut $crate::__private::RequiredNillable { field: &mut $field, seen: &mut $seen }
    };
    ([nillable] [] $field:expr, $seen:ident) => {
        &mut $crate::__private::Nillable { field: &mut $field }
    };
    ($word:tt [$default:literal] $field:expr, $seen:ident) => {
        &mut $crate::__private::Defaulted { slot: $crate::__slot!($word [] $field, $seen), default: $default }
    };
}

/// What is only there for types that are read by place: see [`InOrder`](crate::__private::InOrder).
#[doc(hidden)]
#[macro_export]
macro_rules! __in_order {
    ([] $tokens:tt) => {};
    ([$in_order:tt] { $($tokens:tt)* }) => {
        $($tokens)*
    };
}

/// The content model of such a type: lines of a contract table, and the parts that its wildcards are in.
#[doc(hidden)]
#[macro_export]
macro_rules! __model {
    ({ $($line:literal;)* $(wildcards $($part:literal)+;)? }) => {
        $crate::__private::InOrder::new(concat!("# contract table, version 1\n", $($line, "\n"),*), &[$($($part),+)?])
    };
}

/// Reads mixed content, by place where the type is.
#[doc(hidden)]
#[macro_export]
macro_rules! __read_mixed {
    ([] $items:expr, $r:ident, $start:ident) => {
        $crate::__private::read_mixed(&mut $items, $r, $start)
    };
    ([$in_order:tt] $items:expr, $r:ident, $start:ident) => {
        $crate::__private::read_mixed_in_order(&mut $items, &MODEL, $r, $start)
    };
}

/// Reads the attributes of an element, each by an expression; where the type has none, all are passed over.
#[doc(hidden)]
#[macro_export]
macro_rules! __attributes {
    ($r:ident $attribute:ident [] $read:tt) => {
        $r.skip_attributes();
    };
    ($r:ident $attribute:ident $names:tt $read:block) => {
        let mut index = 0;
        while let Some($attribute) = $r.next_attribute(&mut index) {
            let read: $crate::Result<()> = $read;
            $crate::__pass!(read);
        }
    };
}

/// The placeholder of a type, by what it is the type of.
#[doc(hidden)]
#[macro_export]
macro_rules! __placeholder {
    (Content) => {
        $crate::bind::ContentIn::placeholder()
    };
    (Group) => {
        $crate::bind::Group::placeholder()
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
                let mut value: Self = $crate::__placeholder!($kind);
                $(value.$field = $field.into();)*
                value
            }
        }
    };
}
