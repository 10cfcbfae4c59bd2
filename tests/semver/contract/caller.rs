//! Code that uses everything the bindings of `orders.wsdl` have, in every way they allow: literals without `..`, exhaustive patterns
//! and matches, constructors, derives, and the types of fields.
#![allow(unused_variables, clippy::all)]

use bindings::orders::*;
use bindings::{
    AnyAttribute, AnyElement, Document, Nillable, NoRequestHeaders, Orders, PlaceError, RequestHeaders, ResponseHeaders, operations, soap,
    xsd,
};
use std::hash::Hash;

fn is_eq<T: Eq + Clone + std::fmt::Debug>() {}
fn is_hash<T: Eq + Hash>() {}
fn is_copy<T: Copy + Eq + Hash>() {}
fn is_default<T: Default>() {}

pub fn derives() {
    is_eq::<OrderType>();
    is_eq::<Open>();
    is_hash::<(Address, Circle, Code, Color, Limit, Line, Money)>();
    is_hash::<(OrderTypeOwn, Pairs, PairsSequence, Pay, Prose, ProseContent, Shape, Square)>();
    is_copy::<(Amount, AnimalType, Canceled, AnimalElement, PlacedType, Point)>();
    is_default::<(Pairs, Prose, Canceled, RequestHeaders, NoRequestHeaders, ResponseHeaders)>();
}

pub fn constructors() -> Result<OrderType, xsd::ValueError> {
    let _: Code = Code::new("ab")?;
    let _: Amount = Amount::new(7)?;
    let _ = (Point::new(1, 2), Line::new(xsd::Token::from("a"), String::from("b"), 3));
    let _ = (Circle::new(1), Square::new(2), Money::new(xsd::Decimal::from(3)), Open::new(String::new()));
    let _ =
        (PairsSequence::new(String::new()), AnimalType::new(4), PlacedType::new(5), OrderTypeOwn::new(String::new()));
    let _ = Address::new(String::new());
    let pay = Pay::Cash(1);
    Ok(OrderType::new(String::from("me"), Color::Red, pay))
}

pub fn literals() -> OrderType {
    let name: Name = String::from("card");
    let tags: Tags = [xsd::Token::from("a")].into_iter().collect::<Vec<_>>().into();
    OrderType {
        customer: String::from("me"),
        line: vec![Line {
            id: xsd::Token::from("1"),
            kind: Some(Color::Green),
            item: String::new(),
            count: 1_i32,
            note: Some(String::new()),
        }],
        color: Color::Blue,
        code: Code::new("ab").ok(),
        amount: Amount::new(1).ok(),
        pay: Pay::Card(name),
        shape: Some(Shape::Circle(Circle { label: None, radius: 1_i32 })),
        animal: Some(AnimalElement::Dog(AnimalType { legs: 4_i32 })),
        limit: Some(Limit::Int(1_i32)),
        tags: Some(tags),
        when: Some(Nillable::Nil),
        price: Some(Money { currency: Some(xsd::Token::from("EUR")), value: xsd::Decimal::from(1) }),
        open: Some(Open {
            any_attributes: Vec::<AnyAttribute>::new(),
            known: String::new(),
            any: Vec::<AnyElement>::new(),
        }),
        prose: Some(Prose { content: vec![ProseContent::Text(String::new()), ProseContent::Bold(String::new())] }),
        pairs: Some(Pairs { items: vec![PairsSequence { key: String::new(), value: None::<String> }] }),
        rush: Some(true),
        version: Some(String::from("1")),
        address: Some(Address { street: String::new(), city: None::<String>, order: Default::default() }),
        spot: vec![Point { x: 1_i32, y: 2_i32 }],
        own: Some(OrderTypeOwn { inner: String::new() }),
    }
}

pub fn patterns(order: OrderType, headers: RequestHeaders, responses: ResponseHeaders) {
    let OrderType {
        customer,
        line,
        color,
        code,
        amount,
        pay,
        shape,
        animal,
        limit,
        tags,
        when,
        price,
        open,
        prose,
        pairs,
        rush,
        version,
        address,
        spot,
        own,
    } = order;
    for Line { id, kind, item, count, note } in line {}
    match color {
        Color::Red | Color::Green | Color::Blue | Color::Unknown(_) => {}
    }
    match pay {
        Pay::Cash(_) | Pay::Card(_) => {}
    }
    match shape {
        None | Some(Shape::Circle(_)) | Some(Shape::Square(_)) | Some(Shape::Unknown(_)) => {}
    }
    match animal {
        None | Some(AnimalElement::Animal(_)) | Some(AnimalElement::Dog(_)) => {}
    }
    match limit {
        None | Some(Limit::Int(_)) | Some(Limit::Color(_)) => {}
    }
    let when: Option<Nillable<xsd::DateTime>> = when;
    let code: Option<String> = code.map(Code::into_inner);
    let amount: Option<i32> = amount.map(Amount::into_inner);
    let RequestHeaders { session } = headers;
    let session: Option<String> = session;
    let ResponseHeaders {} = responses;
}

pub fn document(document: Document) {
    match document {
        Document::Animal(_)
        | Document::Cancel(_)
        | Document::Canceled(_)
        | Document::Dog(_)
        | Document::Place(_)
        | Document::Placed(_)
        | Document::Session(_)
        | Document::Trouble(_) => {}
    }
}

pub fn label(shape: &impl ShapeFields) -> Option<&String> {
    shape.label()
}

pub fn borrowed(animal: &AnimalElement) -> (&AnimalType, Limit) {
    (animal.get(), Limit::from(1_i32))
}

pub fn labels(circle: &Circle, square: &Square, shape: &Shape) {
    let _ = (label(circle), label(square), shape.label());
    let _: Option<&dyn ShapeFields> = shape.as_shape_fields();
}

pub async fn calls<S: Orders>(service: &S, order: OrderType) -> Result<(PlacedType, Canceled), S::Error> {
    let placed = service.place(order, RequestHeaders { session: None }).await;
    let placed: soap::Reply<PlacedType, ResponseHeaders> = match placed {
        Ok(placed) => placed,
        Err(PlaceError::Trouble(trouble, error)) => {
            let _: String = trouble;
            return Err(error);
        }
        Err(PlaceError::Other(error)) => return Err(error),
    };
    let canceled = service.cancel(1_i32, NoRequestHeaders {}).await?;
    Ok((placed.body, canceled.body))
}

pub static OPERATIONS: [&soap::Operation; 2] = [&operations::PLACE, &operations::CANCEL];
