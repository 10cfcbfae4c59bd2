//! The macro that reads and writes an enum of elements whose variants depend on the features of the crate it stands in.

/// Reads and writes an enum over elements, such as a document type, as [`choice!`](crate::choice!) does: `element` and `local` lines as
/// there, and `if "a" "b"` at the end of those that are there when one of these features of the crate is on. There may be none at all.
///
/// ```text
/// elements! { Document {
///     element ServerVersionInfo t "ServerVersionInfo";
///     element GetItem m "GetItem" if "get-item";
/// } }
/// ```
#[macro_export]
macro_rules! elements {
    ($name:ident { $(
        $(element $ev:ident $ens:ident $en:literal $(= $ed:literal)? $(if $($ef:literal)+)?)?
        $(local $lv:ident $ln:literal $(= $ld:literal)? $(if $($lf:literal)+)?)?
    ;)* }) => {
        impl<'r> $crate::bind::Group<'r> for $name {
            /// The first element's. Where there may be none, no field requires one, so that nothing asks for it.
            #[allow(unreachable_code)]
            fn placeholder() -> Self {
                $( $($(#[cfg(any($(feature = $ef),+))])?
                   return Self::$ev($crate::__private::placeholder::element());)?
                   $($(#[cfg(any($(feature = $lf),+))])?
                   return Self::$lv($crate::__private::placeholder::local());)? )*
                unreachable!("an enum without variants has no values")
            }

            #[allow(unused_variables, unused_mut, unreachable_patterns)]
            fn take(
                mut current: Option<(&mut Self, &mut $crate::__private::Progress)>,
                start: usize,
                name: $crate::xml::Name<'_>,
                r: &mut $crate::xml::Reader<'r>,
            ) -> $crate::Result<$crate::__private::Taken<Self>> {
                match (name.ns, name.local) {
                    $( $($(#[cfg(any($(feature = $ef),+))])?
                    (ns::$ens, $en) => {
                        let value = match current { Some((Self::$ev(value), at)) => Some((value, at)), _ => None };
                        $( r.set_default($ed); )?
                        $crate::__private::take_value(value, r, Self::$ev)
                    })?
                    $($(#[cfg(any($(feature = $lf),+))])?
                    ($crate::xml::Ns::NONE, $ln) => {
                        let value = match current { Some((Self::$lv(value), at)) => Some((value, at)), _ => None };
                        $( r.set_default($ld); )?
                        $crate::__private::take_value(value, r, Self::$lv)
                    })? )*
                    _ => Ok($crate::__private::Taken::No),
                }
            }

            fn finish(&mut self, _: &$crate::__private::Progress, _: usize, _: &$crate::xml::Reader<'_>) -> $crate::Result<()> {
                Ok(())
            }

            #[allow(unused_variables)]
            fn write(&self, w: &mut $crate::xml::Writer) {
                match *self { $(
                    $($(#[cfg(any($(feature = $ef),+))])?
                    Self::$ev(ref value) => {
                        $( let before = w.set_default($ed); )?
                        $crate::__private::Field::write_all(value, w, ns::$ens, $crate::written_tag!($ens $en));
                        $( w.restore_default($ed, before); )?
                    })?
                    $($(#[cfg(any($(feature = $lf),+))])?
                    Self::$lv(ref value) => {
                        $( let before = w.set_default($ld); )?
                        $crate::__private::Field::write_all(value, w, $crate::xml::Ns::NONE, $crate::written_tag!(none $ln));
                        $( w.restore_default($ld, before); )?
                    })?
                )* }
            }

            fn expected() -> String {
                $crate::__private::alternatives(&[ $(
                    $($(#[cfg(any($(feature = $ef),+))])? $en,)?
                    $($(#[cfg(any($(feature = $lf),+))])? $ln,)?
                )* ])
            }
        }
    };
}
