//! The macro of sequences that repeat: some children of an element into a struct, each in its turn.

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
