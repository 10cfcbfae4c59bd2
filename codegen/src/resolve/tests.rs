mod attributes;
mod content;
mod diagnostics;
mod hostile;
mod reach;
mod redefine;
mod simple;
