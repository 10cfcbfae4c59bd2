//! The macro of choices: one of several children into an enum.

/// Reads and writes an enum as a choice: `element`, `local`, `group` and `any` lines as in [`complex_type!`](crate::complex_type), and `text` for the
/// text of mixed content. The head names the variant a placeholder has, with the kind of its line.
#[macro_export]
macro_rules! choice {
    ($name:ident<$lt:lifetime>: $pk:ident $pv:ident $lines:tt) => {
        $crate::__choice_of! { $lt [$name<$lt>] $pk $pv $lines }
    };
    ($name:ident: $pk:ident $pv:ident $lines:tt) => {
        $crate::__choice_of! { 'r [$name] $pk $pv $lines }
    };
}

/// What [`choice!`] does for documents of a lifetime.
///
/// The first two rules are for document types, which can have thousands of lines: the last one would take them too, in time that grows
/// with the square of their number, as macros with optional parts in a row do.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice_of {
    ($r:lifetime $head:tt $pk:ident $pv:ident { $( element $ev:ident $ens:ident $en:literal $(= $ed:literal)?; )* }) => {
        $crate::__choice! { $r $head $pk $pv
            { $( $ev (ns::$ens) $en ($crate::written_tag!($ens $en)) [$($ed)?]; )* } {} {} {}
        }
    };
    ($r:lifetime $head:tt $pk:ident $pv:ident { $( local $lv:ident $ln:literal $(= $ld:literal)?; )* }) => {
        $crate::__choice! { $r $head $pk $pv { $( $lv ($crate::xml::Ns::NONE) $ln ($crate::written_tag!(none $ln)) [$($ld)?]; )* } {} {} {} }
    };
    ($r:lifetime $head:tt $pk:ident $pv:ident { $(
        $(element $ev:ident $ens:ident $en:literal $(= $ed:literal)?)?
        $(local $lv:ident $ln:literal $(= $ld:literal)?)?
        $(group $gv:ident)?
        $(any $wv:ident $wc:literal $(as $wk:literal)?)?
        $(text $tv:ident)?
    ;)* }) => {
        $crate::__choice! { $r $head $pk $pv
            { $(
                $( $ev (ns::$ens) $en ($crate::written_tag!($ens $en)) [$($ed)?]; )?
                $( $lv ($crate::xml::Ns::NONE) $ln ($crate::written_tag!(none $ln)) [$($ld)?]; )?
            )* }
            { $($($gv)?)* } { $($($wv $wc [$($wk)?])?)* } { $($($tv)?)* }
        }
    };
}

/// Makes the enum of a [`choice!`] the content of elements: that of a complex type which is this choice and nothing else. The schema type's
/// name is as in [`complex_type!`](crate::complex_type). Behind it `[optional]`, where an element without any alternative is read as well; and `in_order`
/// as there.
#[macro_export]
macro_rules! choice_type {
    ($name:ident<$lt:lifetime> $($type:tt)*) => {
        $crate::__choice_type! { $lt [$name<$lt>] $($type)* }
    };
    ($name:ident $($type:tt)*) => {
        $crate::__choice_type! { 'r [$name] $($type)* }
    };
}

/// What [`choice_type!`] does for documents of a lifetime.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice_type {
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] $(: $tns:ident $($tn:literal)?)? $([$optional:ident])? $(in_order $in_order:tt)?) => {
        impl<$r> $crate::bind::ContentIn<$r> for $name $(<$lt>)? {
            $crate::__contract_type! { $($name $tns $($tn)?)? }

            fn placeholder() -> Self {
                $crate::bind::Group::placeholder()
            }

            fn read(&mut self, r: &mut $crate::xml::Reader<$r>) -> $crate::Result<()> {
                $crate::__read_choice! { self r [$($optional)?] $($in_order)? }
            }

            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                $crate::__private::write_choice(self, w, name);
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __read_choice {
    ($this:ident $r:ident [$($optional:ident)?]) => {
        $crate::__private::read_choice($this, !$crate::__optional!($($optional)?), $r)
    };
    ($this:ident $r:ident [$($optional:ident)?] $in_order:tt) => {{
        static MODEL: $crate::__private::InOrder = $crate::__model! { $in_order };
        $crate::__private::read_choice_in_order($this, !$crate::__optional!($($optional)?), &MODEL, $r)
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __optional {
    () => {
        false
    };
    (optional) => {
        true
    };
}

/// What [`choice!`] does: elements, with their namespaces, names, names as they are written and defaults; groups, wildcards, text.
#[doc(hidden)]
#[macro_export]
macro_rules! __choice {
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] $pk:ident $pv:ident
        { $($ev:ident ($ns:path) $en:literal ($written:expr) [$($default:literal)?];)* }
        { $($gv:ident)* } { $($wv:ident $wc:literal [$($wk:literal)?])* } { $($tv:ident)* }
    ) => {
        impl<$r> $crate::bind::Group<$r> for $name $(<$lt>)? {
            fn placeholder() -> Self {
                Self::$pv($crate::__private::placeholder::$pk())
            }

            #[allow(unused_mut, unused_variables)]
            fn take(
                mut current: Option<(&mut Self, &mut $crate::__private::Progress)>,
                start: usize,
                name: $crate::xml::Name<'_>,
                r: &mut $crate::xml::Reader<$r>,
            ) -> $crate::Result<$crate::__private::Taken<Self>> {
                match (name.ns, name.local) {
                    $( ($ns, $en) => {
                        let value = match current { Some((Self::$ev(value), at)) => Some((value, at)), _ => None };
                        $( r.set_default($default); )?
                        return $crate::__private::take_value(value, r, Self::$ev);
                    } )*
                    _ => {}
                }
                $(
                    let value = match &mut current { Some((Self::$gv(value), at)) => Some((value, &mut **at)), _ => None };
                    match $crate::__private::take_alternative(value, start, name, r, Self::$gv)? {
                        $crate::__private::Taken::No => {}
                        taken => return Ok(taken),
                    }
                )*
                $(
                    if $crate::__private::admits(r, ($crate::bind::NamespaceConstraint($wc), concat!($($wk)?)), name) {
                        let value = $crate::bind::AnyElement::from_reader(name, r)?;
                        return Ok($crate::__private::Taken::New(Self::$wv(value.into()), $crate::__private::Progress::begun()));
                    }
                )*
                Ok($crate::__private::Taken::No)
            }

            #[allow(unused_variables, unreachable_patterns)]
            fn finish(&mut self, at: &$crate::__private::Progress, start: usize, r: &$crate::xml::Reader<'_>) -> $crate::Result<()> {
                match self {
                    $( Self::$gv(value) => $crate::__private::GroupField::finish_only(value, at.get(0), start, r), )*
                    _ => Ok(()),
                }
            }

            fn write(&self, w: &mut $crate::xml::Writer) {
                match self {
                    $( Self::$ev(value) => {
                        $( let before = w.set_default($default); )?
                        $crate::__private::Field::write_all(value, w, $ns, $written);
                        $( w.restore_default($default, before); )?
                    } )*
                    $( Self::$gv(value) => $crate::__private::GroupField::write_all(value, w), )*
                    $( Self::$wv(value) => value.write(w), )*
                    $( Self::$tv(value) => w.text(value), )*
                }
            }

            fn expected() -> String {
                $crate::__private::alternatives(&[$($en),*])
            }
        }
        $crate::__mixed! { $r [$name $(<$lt>)?] [$($tv)*] }
    };
}

/// Makes the enum of a [`choice!`] an item of mixed content, if it has a variant for text.
#[doc(hidden)]
#[macro_export]
macro_rules! __mixed {
    ($r:lifetime $head:tt []) => {};
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] [$tv:ident]) => {
        impl<$r> $crate::__private::Mixed<$r> for $name $(<$lt>)? {
            fn from_text(text: ::std::borrow::Cow<$r, str>) -> Self {
                Self::$tv(text.into())
            }

            fn push_text(&mut self, more: &str) -> bool {
                match self {
                    Self::$tv(text) => {
                        text.push_str(more);
                        true
                    }
                    _ => false,
                }
            }
        }
    };
}
