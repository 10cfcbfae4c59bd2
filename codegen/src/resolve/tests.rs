mod attributes;
mod content;
mod diagnostics;
mod hostile;
mod overrides;
mod reach;
mod redefine;
mod simple;
