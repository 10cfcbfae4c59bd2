//! The matcher against a slow and simple one, on models of any shape.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::content::Content;
use super::super::model::Model;
use super::*;
use crate::contract::{Compositor, ElementId, NsId, Particle, Term, Type, UNBOUNDED};

/// A particle as a line of a table with the lines below it.
#[derive(Debug, Clone)]
struct Lines(String);

fn occurs() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "", "", " 0..1", " 0..*", " 1..*", " 2..3", " 0..2", " 2..2", " 3..*"])
}

fn leaf() -> impl Strategy<Value = Lines> {
    (prop::sample::select(vec!["element a xs:int", "element b xs:int", "element c xs:int", "any t skip"]), occurs())
        .prop_map(|(term, occurs)| Lines(format!("{term}{occurs}\n")))
}

fn particle() -> impl Strategy<Value = Lines> {
    leaf().prop_recursive(3, 10, 4, |inner| {
        let compositor = prop::sample::select(vec!["sequence", "choice"]);
        (compositor, occurs(), prop::collection::vec(inner, 0..4))
            .prop_map(|(compositor, occurs, inner)| group(compositor, occurs, &inner))
    })
}

fn all_group() -> impl Strategy<Value = Lines> {
    let terms = vec!["element a xs:int", "element b xs:int", "element c xs:int", "any t skip"];
    let members = prop::sample::subsequence(terms, 0..=4);
    let occurs = prop::collection::vec(prop::sample::select(vec!["", " 0..1", " 0..*", " 1..*", " 2..3", " 0..2"]), 4);
    (members, occurs, prop::sample::select(vec!["", " 0..1"])).prop_map(|(members, inner, outer)| {
        let members = members.iter().zip(inner).map(|(term, occurs)| Lines(format!("{term}{occurs}\n")));
        group("all", outer, &members.collect::<Vec<_>>())
    })
}

fn group(compositor: &str, occurs: &str, inner: &[Lines]) -> Lines {
    let inner: String = inner.iter().flat_map(|lines| lines.0.lines()).map(|line| format!("  {line}\n")).collect();
    Lines(format!("{compositor}{occurs}\n{inner}"))
}

fn schema(particles: &Lines) -> Schema {
    let below: String = particles.0.lines().map(|line| format!("  {line}\n")).collect();
    Schema::parse(&format!("# contract table, version 1\nnamespace t urn:t\ncomplex T\n{below}")).unwrap()
}

fn type_of(schema: &Schema) -> &crate::contract::ComplexType {
    let id = schema.find_type(NsId::NONE, "T").unwrap();
    match schema.ty(id) {
        Type::Complex(complex) => complex,
        Type::Simple(_) => unreachable!("T is complex"),
    }
}

fn model(schema: &Schema) -> &Model {
    let id = schema.find_type(NsId::NONE, "T").unwrap();
    match schema.content(id).unwrap() {
        Content::ElementOnly(model) => model,
        other => panic!("{other:?}"),
    }
}

/// Where a match of the particle that begins at `start` can end.
fn ends(schema: &Schema, particle: &Particle, word: &str, start: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut reached = BTreeSet::from([start]);
    let most = if particle.max == UNBOUNDED { particle.min as usize + word.len() + 1 } else { particle.max as usize };
    for number in 0..=most {
        if number >= particle.min as usize {
            found.extend(&reached);
        }
        reached = reached.into_iter().flat_map(|at| once(schema, &particle.term, word, at)).collect();
    }
    found
}

fn once(schema: &Schema, term: &Term, word: &str, at: usize) -> BTreeSet<usize> {
    let next = word.get(at..at + 1);
    match term {
        Term::Element(id) => next.filter(|name| **name == *local(schema, *id)).map(|_| at + 1).into_iter().collect(),
        Term::Wildcard(_) => next.filter(|name| *name == "x").map(|_| at + 1).into_iter().collect(),
        Term::Group(Compositor::Choice, inner) => {
            inner.iter().flat_map(|inner| ends(schema, inner, word, at)).collect()
        }
        Term::Group(Compositor::Sequence, inner) => inner.iter().fold(BTreeSet::from([at]), |from, inner| {
            from.into_iter().flat_map(|at| ends(schema, inner, word, at)).collect()
        }),
        Term::Group(Compositor::All, inner) => any_order(schema, inner, word, at),
    }
}

/// Where each of these, all of which differ, has occurred as often as it may.
fn any_order(schema: &Schema, inner: &[Particle], word: &str, at: usize) -> BTreeSet<usize> {
    let is_enough = |particle: &Particle, part: &str| {
        let is_it = |letter: &&str| !once(schema, &particle.term, letter, 0).is_empty();
        let count = part.split("").filter(|letter| !letter.is_empty()).filter(is_it).count();
        count >= particle.min as usize && (particle.max == UNBOUNDED || count <= particle.max as usize)
    };
    let is_known = |letter: &str| inner.iter().any(|particle| !once(schema, &particle.term, letter, 0).is_empty());
    let known =
        word.get(at..).unwrap_or("").char_indices().take_while(|(_, letter)| is_known(&letter.to_string())).count();
    (at..=at + known).filter(|end| inner.iter().all(|particle| is_enough(particle, &word[at..*end]))).collect()
}

fn local(schema: &Schema, id: ElementId) -> &str {
    &schema.element(id).name.local
}

/// How many letters of the word the matcher takes, and whether it is content to end there.
fn taken(schema: &Schema, model: &Model, word: &str) -> (usize, bool) {
    let foreign = schema.namespace("urn:t");
    let mut progress = Progress::default();
    for (at, letter) in word.char_indices() {
        let (ns, local) = if letter == 'x' { (foreign, "x") } else { (NsId::NONE, &word[at..=at]) };
        match progress.take(schema, model, ns, local) {
            Matched::Nothing => return (at, progress.is_complete(model)),
            Matched::TooMany => panic!("too many places"),
            Matched::Element(_) | Matched::Wildcard(_) => {}
        }
    }
    (word.len(), progress.is_complete(model))
}

/// The matcher of straight models beside that of any: what they take, and where they are then.
fn is_the_same_in_steps(particles: &Lines, word: &str) -> Result<bool, TestCaseError> {
    let schema = schema(particles);
    let model = model(&schema);
    let (mut straight, mut any) = (Progress::default(), Progress::default());
    for letter in word.split("").filter(|letter| !letter.is_empty() && model.straight.is_some()) {
        let matched = straight.take(&schema, model, NsId::NONE, letter);
        let expected = any.take_any(&schema, model, NsId::NONE, letter);
        prop_assert_eq!(format!("{matched:?}"), format!("{expected:?}"), "{} of {} in\n{}", letter, word, particles.0);
        prop_assert_eq!(
            straight.place(model),
            any.now().first().cloned(),
            "{} of {} in\n{}",
            letter,
            word,
            particles.0
        );
        prop_assert_eq!(straight.is_complete(model), any.is_complete_any(model), "{} in\n{}", word, particles.0);
    }
    Ok(model.straight.is_some())
}

/// How many letters some continuation of the word could begin with, by trying short ones.
fn agrees(particles: &Lines, word: &str) -> Result<(), TestCaseError> {
    let schema = schema(particles);
    let model = model(&schema);
    let whole = &type_of(&schema).particles;
    let accepted = |word: &str| {
        let from = BTreeSet::from([0]);
        let ends: BTreeSet<usize> = whole
            .iter()
            .fold(from, |from, inner| from.into_iter().flat_map(|at| ends(&schema, inner, word, at)).collect());
        ends.contains(&word.len())
    };
    let (length, complete) = taken(&schema, model, word);
    prop_assert_eq!(complete, accepted(&word[..length]), "{:?} of {} in\n{}", &word[..length], word, particles.0);
    if length < word.len() {
        prop_assert!(!accepted(word), "{} in\n{}", word, particles.0);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_model(particles in particle(), words in prop::collection::vec("[abcx]{0,7}", 12)) {
        for word in words {
            agrees(&particles, &word)?;
        }
    }

    #[test]
    fn straight_models(
        letters in prop::sample::subsequence(vec!["a", "b", "c", "d"], 0..=4),
        numbers in prop::collection::vec((occurs(), any::<bool>()), 4),
        words in prop::collection::vec("[abcd]{0,9}", 12),
    ) {
        let (mut lines, mut alternatives) = (String::new(), String::new());
        for (letter, (occurs, is_alternative)) in letters.into_iter().zip(numbers) {
            if is_alternative {
                alternatives += &format!("  element {letter} xs:int\n");
            } else {
                lines += &format!("element {letter} xs:int{occurs}\n");
            }
        }
        let particles = Lines(format!("{lines}choice 2..3\n{alternatives}"));
        for word in words {
            prop_assert!(is_the_same_in_steps(&particles, &word)?, "straight: {}", particles.0);
        }
    }

    #[test]
    fn all_groups(particles in all_group(), words in prop::collection::vec("[abc]{0,4}", 6)) {
        for word in words {
            agrees(&particles, &word)?;
        }
    }
}

fn accepts(particles: &str, words: &[(&str, bool)]) {
    let lines = Lines(particles.replace("; ", "\n"));
    let schema = schema(&lines);
    for (word, expected) in words {
        let (length, complete) = taken(&schema, model(&schema), word);
        assert_eq!(length == word.len() && complete, *expected, "{word} in {particles}");
    }
}

#[test]
fn numbers_that_can_be_told_apart_in_several_ways_are_all_followed() {
    let model = "sequence 2..2; \u{20}\u{20}element a xs:int 1..3; \u{20}\u{20}element b xs:int 0..1";
    let words = [("aa", true), ("aaaaaa", true), ("aaaaaaa", false), ("aba", true), ("abab", true), ("ababa", false)];
    accepts(model, &[("a", false), ("abaaab", true), ("abaaaab", false)]);
    accepts(model, &words);
}

#[test]
fn large_numbers_are_counted_not_unrolled() {
    accepts("element a xs:int 5..1000000; element b xs:int 999..*", &[(&"a".repeat(5), false)]);
    let long = "a".repeat(5) + &"b".repeat(998);
    accepts("element a xs:int 5..1000000; element b xs:int 999..*", &[(&long, false), (&(long.clone() + "b"), true)]);
    let nested = "sequence 0..1000; \u{20}\u{20}sequence 0..1000; \u{20}\u{20}\u{20}\u{20}element a xs:int 0..1000; \u{20}\u{20}\u{20}\u{20}element b xs:int 0..1";
    accepts(nested, &[(&"a".repeat(3000), true), (&"ab".repeat(800), true)]);
}
