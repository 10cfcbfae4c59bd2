//! The macro of sequences that repeat: some children of an element into a struct, each in its turn.

/// Reads and writes a struct as a sequence particle that repeats: lines as in [`complex_type!`](crate::complex_type), each with its index.
#[macro_export]
macro_rules! sequence {
    ($name:ident<$lt:lifetime> $lines:tt) => {
        $crate::__sequence! { $lt [$name<$lt>] $lines }
    };
    ($name:ident $lines:tt) => {
        $crate::__sequence! { 'r [$name] $lines }
    };
}

/// What [`sequence!`] does for documents of a lifetime.
#[doc(hidden)]
#[macro_export]
macro_rules! __sequence {
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] { $( $index:literal
        $(element $ef:ident $ens:ident $en:literal $($ereq:ident)? $(= $ed:literal)? $($el:literal ..)?)?
        $(local $lf:ident $ln:literal $($lreq:ident)? $(= $ld:literal)? $($ll:literal ..)?)?
        $(group $gf:ident $($greq:ident)? $($gl:literal ..)?)?
        $(any $wf:ident $wc:literal $(as $wk:literal)? $($wl:literal ..)?)?
    ;)* }) => {
        impl<$r> $crate::bind::Group<$r> for $name $(<$lt>)? {
            fn placeholder() -> Self {
                Self { $(
                    $($ef: $crate::__private::Field::placeholder(),)?
                    $($lf: $crate::__private::Field::placeholder(),)?
                    $($gf: $crate::__private::GroupField::placeholder(),)?
                    $($wf: $crate::__private::WildcardField::placeholder(),)?
                )* }
            }

            #[allow(unused_mut, unused_variables)]
            fn take(
                mut current: Option<(&mut Self, &mut $crate::__private::Progress)>,
                start: usize,
                name: $crate::xml::Name<'_>,
                r: &mut $crate::xml::Reader<$r>,
            ) -> $crate::Result<$crate::__private::Taken<Self>> {
                match (name.ns, name.local) {
                    $( $((ns::$ens, $en) => {
                        $( r.set_default($ed); )?
                        return $crate::__private::take_member(current, $index, r, |this: &mut Self| &mut this.$ef);
                    })?
                    $(($crate::xml::Ns::NONE, $ln) => {
                        $( r.set_default($ld); )?
                        return $crate::__private::take_member(current, $index, r, |this: &mut Self| &mut this.$lf);
                    })? )*
                    _ => {}
                }
                $($(
                    let at = current.as_mut().map(|(this, at)| (&mut **this, &mut **at));
                    match $crate::__private::take_group(at, $index, start, name, r, |this: &mut Self| &mut this.$gf)? {
                        $crate::__private::Taken::No => {}
                        taken => return Ok(taken),
                    }
                )?)*
                $($(
                    let at = current.as_mut().map(|(this, at)| (&mut **this, &mut **at));
                    let wildcard = ($crate::bind::NamespaceConstraint($wc), concat!($($wk)?));
                    match $crate::__private::take_any(at, $index, wildcard, name, r, |this: &mut Self| &mut this.$wf)? {
                        $crate::__private::Taken::No => {}
                        taken => return Ok(taken),
                    }
                )?)*
                Ok($crate::__private::Taken::No)
            }

            #[allow(unused_variables)]
            fn finish(&mut self, at: &$crate::__private::Progress, start: usize, r: &$crate::xml::Reader<'_>) -> $crate::Result<()> {
                $( $($( if $crate::__required!($ereq: !at.has($index)) { return Err(r.missing_child(ns::$ens, $en, start)); } )?)?
                   $($( if $crate::__required!($lreq: !at.has($index)) { return Err(r.missing_child($crate::xml::Ns::NONE, $ln, start)); } )?)?
                   $( $crate::__private::finish(&mut self.$gf, at.get($index), $crate::__required!($($greq)?), start, r)?; )? )*
                $( $($( $crate::__private::at_least($el, self.$ef.len(), $en, start, r); )?)? $($( $crate::__private::at_least($ll, self.$lf.len(), $ln, start, r); )?)?
                   $($( $crate::__private::groups_at_least($gl, &self.$gf, start, r); )?)? $($( $crate::__private::at_least($wl, self.$wf.iter().len(), "", start, r); )?)? )*
                Ok(())
            }

            fn write(&self, w: &mut $crate::xml::Writer) {
                $( $( $( let before = w.set_default($ed); )?
                      $crate::__private::Field::write_all(&self.$ef, w, ns::$ens, $crate::written_tag!($ens $en));
                      $( w.restore_default($ed, before); )? )?
                   $( $( let before = w.set_default($ld); )?
                      $crate::__private::Field::write_all(&self.$lf, w, $crate::xml::Ns::NONE, $crate::written_tag!(none $ln));
                      $( w.restore_default($ld, before); )? )?
                   $( $crate::__private::GroupField::write_all(&self.$gf, w); )?
                   $( $crate::__private::WildcardField::write_all(&self.$wf, w); )? )*
            }

            fn expected() -> String {
                let names: &[&str] = &[ $( $($en,)? $($ln,)? )* ];
                names.first().copied().unwrap_or_default().to_owned()
            }
        }
    };
}
