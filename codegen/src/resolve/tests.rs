mod attributes;
mod content;
mod diagnostics;
mod hostile;
mod reach;
mod overrides;
mod redefine;
mod simple;
