//! Text whose white space does not count, of one word: see [`xsd::Token`](crate::xsd::Token).

use std::fmt;

use super::Text;
use crate::xsd::token::normalized_text;
use crate::xsd::{SimpleValue, ValueError, WhiteSpace};

normalized_text! {
    /// Text without outer white space, and with single spaces inside: [`xsd::Token`](crate::xsd::Token) of one word.
    ///
    /// ```
    /// use soap_runtime::compact::Token;
    /// assert_eq!(Token::from(" en-US\n"), "en-US");
    /// assert_eq!(size_of::<Option<Token>>(), size_of::<usize>());
    /// ```
    Token(Text), Collapse
}

normalized_text! {
    /// Text in which tabs and line ends are spaces: [`xsd::NormalizedString`](crate::xsd::NormalizedString) of one word.
    ///
    /// ```
    /// use soap_runtime::compact::NormalizedString;
    /// assert_eq!(NormalizedString::from("a\tb "), "a b ");
    /// ```
    NormalizedString(Text), Replace
}
