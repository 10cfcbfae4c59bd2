//! Code that uses everything the bindings of `orders.wsdl` have where structs and enums may grow: constructors and setters in place of
//! literals, matches with `_`, patterns with `..`.
#![allow(unused_variables, clippy::all)]

use bindings::orders::*;
use bindings::{
    AnyElement, Document, Nillable, NoRequestHeaders, Orders, PlaceError, RequestHeaders, ResponseHeaders, operations, soap, xsd,
};
use std::hash::Hash;

fn is_eq<T: Eq + Hash + Clone + std::fmt::Debug>() {}
fn is_default<T: Default>() {}

pub fn derives() {
    is_eq::<(Address, Circle, Code, Color, Limit, Line, Money, OrderType, Open)>();
    is_eq::<(OrderTypeOwn, Pairs, PairsSequence, Pay, Prose, ProseContent, Shape, Square)>();
    is_default::<(Pairs, Prose, Canceled, RequestHeaders, NoRequestHeaders, ResponseHeaders)>();
}

pub fn made() -> Result<OrderType, xsd::ValueError> {
    let line = Line::new(xsd::Token::from("1"), "pen", 1).with_kind(Color::Green).with_note("blue");
    let circle = Circle::new(1).with_label("round");
    let pairs = Pairs::default().with_items([PairsSequence::new("a").with_value("b")]);
    let open = Open::new("known").with_any(Vec::<AnyElement>::new());
    let prose = Prose::default();
    Ok(OrderType::new("me", Color::Red, Pay::Card(Name::from("card")))
        .with_line([line])
        .with_code(Code::new("ab")?)
        .with_amount(Amount::new(1)?)
        .with_shape(Shape::Circle(circle.into()))
        .with_animal(AnimalElement::Dog(AnimalType::new(4).into()))
        .with_limit(Limit::Int(1))
        .with_when(Nillable::Nil)
        .with_price(Money::new(xsd::Decimal::from(1)).with_currency(xsd::Token::from("EUR")))
        .with_open(open)
        .with_prose(prose)
        .with_pairs(pairs)
        .with_rush(true)
        .with_address(Address::new("street").with_city("city"))
        .with_spot([Point::new(1, 2)])
        .with_own(OrderTypeOwn::new("inner")))
}

pub fn changed(order: &mut OrderType) {
    order.customer = String::from("you");
    order.line.clear();
    order.version = Some(String::from("1"));
}

pub fn patterns(order: OrderType, headers: RequestHeaders) {
    let OrderType { customer, line, color, pay, shape, animal, limit, .. } = order;
    for Line { id, kind, item, count, note, .. } in line {}
    match color {
        Color::Red | Color::Green | Color::Blue | Color::Unknown(_) => {}
        _ => {}
    }
    match pay {
        Pay::Cash(_) | Pay::Card(_) => {}
        _ => {}
    }
    match shape {
        None | Some(Shape::Circle(_)) | Some(Shape::Square(_)) | Some(Shape::Unknown(_)) => {}
        _ => {}
    }
    match animal {
        None | Some(AnimalElement::Animal(_)) | Some(AnimalElement::Dog(_)) => {}
        _ => {}
    }
    match limit {
        None | Some(Limit::Int(_)) | Some(Limit::Color(_)) => {}
        _ => {}
    }
    let session: Option<String> = headers.session;
}

pub fn document(document: Document) {
    match document {
        Document::Animal(_) | Document::Cancel(_) | Document::Canceled(_) | Document::Dog(_) | Document::Place(_) => {}
        Document::Placed(_) | Document::Session(_) | Document::Trouble(_) => {}
        _ => {}
    }
}

pub fn borrowed(animal: &AnimalElement) -> (&AnimalType, Limit) {
    (animal.get(), Limit::from(1_i32))
}

pub fn labels(circle: &Circle, square: &Square, shape: &Shape) {
    let _ = (circle.label(), square.label(), shape.label());
    let _: Option<&dyn ShapeFields> = shape.as_shape_fields();
}

pub async fn calls<S: Orders>(service: &S, order: OrderType) -> Result<(PlacedType, Canceled), S::Error> {
    let placed = service.place(order, RequestHeaders::default().with_session("one")).await;
    let placed: soap::Reply<PlacedType, ResponseHeaders> = match placed {
        Ok(placed) => placed,
        Err(PlaceError::Trouble(trouble, error)) => {
            let _: String = trouble;
            return Err(error);
        }
        Err(error) => return Err(error.into_error()),
    };
    let canceled = service.cancel(1_i32, NoRequestHeaders::default()).await?;
    Ok((placed.body, canceled.body))
}

pub static OPERATIONS: [&soap::Operation; 2] = [&operations::PLACE, &operations::CANCEL];
