//! A failing contract comes in, one that is as small as can be found and still fails goes out.
//!
//! In each round many smaller contracts are tried together, since a build costs about the same for one of them as for fifty.

mod cut;
mod names;
mod repair;
mod used;

use crate::model::Contract;
use crate::write;

/// Makes a contract smaller as long as it fails; `fails` tells which of some contracts do.
///
/// # Errors
/// Those of `fails`.
pub fn shrink<E>(
    contract: &Contract,
    mut fails: impl FnMut(&[Contract]) -> Result<Vec<bool>, E>,
) -> Result<Contract, E> {
    let mut smallest = contract.clone();
    while let Some(smaller) = round(&smallest, &mut fails)? {
        smallest = smaller;
    }
    Ok(smallest)
}

type Points = Vec<usize>;

/// A smaller contract that still fails: without a large part if possible, else without what can go by itself.
fn round<E>(
    contract: &Contract,
    fails: &mut impl FnMut(&[Contract]) -> Result<Vec<bool>, E>,
) -> Result<Option<Contract>, E> {
    let all: Points = (0..cut::points(contract)).collect();
    if let Some(smaller) = without_most(contract, &all, &[2, 4, 8], fails)? {
        return Ok(Some(smaller));
    }
    let single: Vec<Points> = all.iter().map(|point| vec![*point]).collect();
    let mut single: Points = failing(contract, &single, fails)?.into_iter().flatten().collect();
    // Most of them can go together.
    while single.len() > 1 {
        if let Some(smaller) = without_most(contract, &single, &[1, 2, 4], fails)? {
            return Ok(Some(smaller));
        }
        single.truncate(single.len() / 4);
    }
    Ok(single.first().map(|point| cut::without(contract, &[*point])))
}

/// The contract without as many as possible of these points: a half of them, a quarter, …
fn without_most<E>(
    contract: &Contract,
    points: &[usize],
    divisors: &[usize],
    fails: &mut impl FnMut(&[Contract]) -> Result<Vec<bool>, E>,
) -> Result<Option<Contract>, E> {
    let parts = divisors.iter().flat_map(|divisor| points.chunks(points.len().div_ceil(*divisor).max(1)));
    let parts: Vec<Points> = parts.map(<[_]>::to_vec).collect();
    let most = failing(contract, &parts, fails)?.into_iter().max_by_key(Vec::len);
    Ok(most.map(|part| cut::without(contract, &part)))
}

/// Those of the cuts that make it smaller and after which it still fails.
fn failing<E>(
    contract: &Contract,
    cuts: &[Points],
    fails: &mut impl FnMut(&[Contract]) -> Result<Vec<bool>, E>,
) -> Result<Vec<Points>, E> {
    let limit = length(contract);
    let candidates = cuts.iter().map(|points| (points, cut::without(contract, points)));
    let candidates = candidates.filter(|(_, candidate)| length(candidate) < limit);
    let (cuts, candidates): (Vec<_>, Vec<_>) = candidates.unzip();
    let failing = fails(&candidates)?;
    Ok(cuts.into_iter().zip(failing).filter(|(_, fails)| *fails).map(|(points, _)| points.clone()).collect())
}

/// The length of a contract's documents: what people have to read.
#[must_use]
pub fn length(contract: &Contract) -> usize {
    write::files(contract).iter().map(|file| file.text.len()).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::convert::Infallible;

    use super::*;
    use crate::grow;
    use crate::trial::resolves;

    /// That of an abstract type with a base, and an element of such a type.
    fn has_abstract_type_in_the_middle(contract: &Contract) -> bool {
        let has = |text: &str| write::files(contract).iter().any(|file| file.text.contains(text));
        let in_the_middle = |ty: &crate::model::ComplexType| ty.is_abstract && ty.body.derivation.base().is_some();
        contract.types.values().any(in_the_middle) && has("nillable")
    }

    #[test]
    fn a_failing_contract_loses_everything_else() {
        let failing = (1..).map(grow::contract).find(has_abstract_type_in_the_middle).unwrap();
        let fails = |contracts: &[Contract]| {
            Ok::<_, Infallible>(contracts.iter().map(has_abstract_type_in_the_middle).collect())
        };
        let small = shrink(&failing, fails).unwrap();
        assert!(has_abstract_type_in_the_middle(&small));
        let (types, elements) = (small.types.len(), small.elements.len());
        assert!(types <= 3 && elements <= 1 && length(&small) < 1500, "{:?}", write::files(&small));
    }

    #[test]
    fn what_is_left_is_a_contract() {
        for contract in (1..12).map(grow::contract) {
            for point in 0..cut::points(&contract) {
                let smaller = cut::without(&contract, &[point]);
                assert_eq!(resolves(&smaller), Ok(()), "{:#?}", write::files(&smaller));
            }
        }
    }
}
