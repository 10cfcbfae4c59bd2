//! The macro of complex types with a wildcard that admits what elements beside it are called, or what another wildcard does: a child goes where its place
//! is, which [`InOrder`](crate::__private::InOrder) tells; what has no place goes by its name.
//!
//! All but the reading of children is as in [`complex_type!`](crate::complex_type), whose second rule this is.

/// See the module's documentation.
#[doc(hidden)]
#[macro_export]
macro_rules! __in_order {
    ($name:ident $(<$lt:lifetime>)? $(: $tns:ident $($tn:literal)?)? { $(
        $(attribute $af:ident $an:literal $($areq:ident)?)?
        $(qualified $qf:ident $qns:ident $qn:literal $($qreq:ident)?)?
        $(any_attribute $waf:ident $wac:literal)?
        $(element $ef:ident $ens:ident $en:literal $($ereq:ident)? $(= $ed:literal)? $($el:literal ..)?)?
        $(local $lf:ident $ln:literal $($lreq:ident)? $(= $ld:literal)? $($ll:literal ..)?)?
        $(group $gf:ident $($greq:ident)? $($gl:literal ..)?)?
        $(any $wf:ident $wc:literal $($wl:literal ..)?)?
        $(mixed $mf:ident)?
    ;)* } in_order $in_order:tt $(lists $($list:ident)+)?) => {
        impl<'r $(: $lt, $lt)?> $crate::bind::ContentIn<'r> for $name $(<$lt>)? {
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
                    $($mf: ::std::default::Default::default(),)?
                )* }
            }

            #[allow(unused_mut, unused_variables, unused_assignments, unreachable_code, clippy::needless_return, clippy::question_mark)]
            fn read(&mut self, r: &mut $crate::xml::Reader<'r>) -> $crate::Result<()> {
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
                static MODEL: $crate::__private::InOrder = $crate::__model! { $in_order };
                $($( return $crate::__private::read_mixed_in_order(&mut self.$mf, &MODEL, r, start); )?)*
                let mut places = MODEL.places();
                $( $($( let mut $ef = $crate::__required!($ereq: false); )?)? $($( let mut $lf = $crate::__required!($lreq: false); )?)?
                   $( let mut $gf = $crate::__private::Progress::default(); )? )*
                static FIELDS: $crate::xml::Fields = $crate::xml::Fields::new(
                    line!(),
                    &[ $( $((ns::$ens, $en),)? $(($crate::xml::Ns::NONE, $ln),)? )* ],
                );
                let mut last = $crate::xml::Fields::FIRST;
                loop {
                    let mut field = r.next_field(&FIELDS, last);
                    if field == $crate::xml::Fields::END {
                        break;
                    }
                    last = field;
                    let mut place = places.take_field(field, r);
                    let read: $crate::Result<()> = loop {
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
                        // What would take the place of a value is rather for a wildcard.
                        let (mut line, mut is_single) = (0_u32, false);
                        $( $( is_single |= field == line && $crate::__private::is_single(&self.$ef); line += 1; )?
                           $( is_single |= field == line && $crate::__private::is_single(&self.$lf); line += 1; )? )*
                        let mut is_another = field < line && places.has_come(field) && is_single;
                        $($( is_another |= field >= line && place == $crate::__private::Place::Nowhere && $gf.is_begun()
                            && $crate::__private::is_single_group(&self.$gf); )?)*
                        $($( if is_another && $crate::__private::WildcardField::offer(&mut self.$wf, $crate::bind::NamespaceConstraint($wc), r.child_name(), r)? { break Ok(()); } )?)*
                        line = 0;
                        $( $(if field == line {
                            $( r.set_default($ed); )?
                            $( $crate::__seen!($ereq $ef, self.$ef, r); )?
                            break $crate::__private::Field::read_next(&mut self.$ef, r);
                        }
                        line += 1;)?
                        $(if field == line {
                            $( r.set_default($ld); )?
                            $( $crate::__seen!($lreq $lf, self.$lf, r); )?
                            break $crate::__private::Field::read_next(&mut self.$lf, r);
                        }
                        line += 1;)? )*
                        $($( if $crate::__private::offer(&mut self.$gf, &mut $gf, start, r.child_name(), r)? { break Ok(()); } )?)*
                        $crate::__private::leave_to_wildcards(place, r);
                        $($( if $crate::__private::WildcardField::offer(&mut self.$wf, $crate::bind::NamespaceConstraint($wc), r.child_name(), r)? { break Ok(()); } )?)*
                        match r.other_field(&FIELDS) {
                            Ok(Some(other)) => {
                                field = other;
                                place = $crate::__private::Place::Nowhere;
                                places.take_field(field, r);
                            }
                            Ok(None) => break r.skip_child(),
                            Err(error) => break Err(error),
                        }
                    };
                    $crate::__pass!(read);
                }
                $crate::__pass!(r.ended());
                $crate::__missing! { r start self [$(
                    $($( $ereq $ef child (ns::$ens) $en; )?)? $($( $lreq $lf child ($crate::xml::Ns::NONE) $ln; )?)?
                    $( group $gf ($($greq)?); )?
                )*] }
                $( $($( $crate::__private::at_least($el, self.$ef.len(), $en, start, r); )?)? $($( $crate::__private::at_least($ll, self.$lf.len(), $ln, start, r); )?)?
                   $($( $crate::__private::groups_at_least($gl, &self.$gf, start, r); )?)? $($( $crate::__private::at_least($wl, self.$wf.iter().len(), "", start, r); )?)? )*
                $($( $crate::__private::settle(&mut self.$list); )+)?
                Ok(())
            }

            #[allow(unreachable_code)]
            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                w.start(name);
                $( $( $crate::__private::TextField::write_attribute(&self.$af, w, $an); )?
                   $( $crate::__private::TextField::write_qualified(&self.$qf, w, ns::$qns, $crate::written_name!($qns $qn)); )?
                   $( $crate::__private::write_attributes(&self.$waf, w); )? )*
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
                   $( $crate::__private::GroupField::write_all(&self.$mf, w); )? )*
                w.end(name);
            }
        }
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
