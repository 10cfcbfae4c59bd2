//! Draws how time and memory grow with the number of items.
//!
//! In: a report of one kind of message in several counts. Out: two pictures (SVG), the number of items on a logarithmic axis.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::report::{Report, Row, Section, length};

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 400.0;
/// What is left free around the lines: for titles, numbers and names.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 110.0;
const TOP: f64 = 56.0;
const BOTTOM: f64 = 52.0;
/// The least distance between two names.
const LINE: f64 = 16.0;
/// Colours that differ in brightness as well (Okabe and Ito).
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#555555", "#e69f00", "#56b4e9"];

/// A picture.
struct Chart {
    title: String,
    /// What the numbers on the left are.
    unit: &'static str,
    series: Vec<Series>,
}

/// A line in it: a shape, and a figure for each number of items.
struct Series {
    name: String,
    points: Vec<(f64, f64)>,
}

/// A figure of a row.
type Figure = fn(&Section, &Row) -> Option<f64>;

/// Draws the pictures into a folder.
pub(crate) fn draw(report: &Report, folder: &Path) -> Result<()> {
    let time: Figure = |section, row| Some(section.each(row.time?.best * 1e6));
    let peak: Figure = |section, row| Some(section.peak(row.heap?));
    let charts = [
        ("speed-time.svg", "Time for each persona", "microseconds, best round", time),
        ("speed-peak.svg", "Peak of the heap beside the message", "bytes for each byte of the message", peak),
    ];
    for (file, title, unit, figure) in charts {
        let path = folder.join(file);
        let chart = Chart { title: title.to_owned(), unit, series: series(report, figure) };
        fs::write(&path, chart.svg()?).with_context(|| path.display().to_string())?;
        println!("{}", path.display());
    }
    Ok(())
}

/// A line for each shape that has the figure twice at least.
fn series(report: &Report, figure: Figure) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for section in &report.sections {
        for row in &section.rows {
            let Some(value) = figure(section, row) else { continue };
            let point = (length(section.subject.items), value);
            match all.iter_mut().find(|series| series.name == row.name) {
                Some(series) => series.points.push(point),
                None => all.push(Series { name: row.name.clone(), points: vec![point] }),
            }
        }
    }
    all.retain(|series| series.points.len() > 1);
    all
}

impl Chart {
    fn svg(&self) -> Result<String> {
        let points = || self.series.iter().flat_map(|series| &series.points);
        let most = points().map(|(_, value)| *value).fold(0.0, f64::max);
        let counts = points().map(|(count, _)| count.log10());
        ensure!(most > 0.0, "{}: nothing to draw", self.title);
        let (first, last) = counts.fold((f64::MAX, f64::MIN), |(first, last), x| (first.min(x), last.max(x)));
        ensure!(last > first, "{}: one count only", self.title);
        let step = step(most);
        let scale = Scale { first, last, top: (most / step).ceil() * step };
        let mut svg = String::new();
        self.frame(&scale, step, &mut svg)?;
        self.lines(&scale, &mut svg)?;
        svg.push_str("</svg>\n");
        Ok(svg)
    }

    /// Titles, and both axes with their numbers.
    fn frame(&self, scale: &Scale, step: f64, to: &mut String) -> Result<()> {
        writeln!(
            to,
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">"#
        )?;
        writeln!(to, "<title>{}</title>", self.title)?;
        writeln!(to, r#"<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>"#)?;
        writeln!(to, r#"<text x="{LEFT}" y="24" font-size="16" font-weight="bold">{}</text>"#, self.title)?;
        writeln!(to, r##"<text x="{LEFT}" y="43" fill="#555">{}</text>"##, self.unit)?;
        let (left, right, bottom) = (LEFT, WIDTH - RIGHT, HEIGHT - BOTTOM);
        let mut value = 0.0;
        while value <= scale.top + step / 2.0 {
            let y = scale.y(value);
            writeln!(to, r##"<path d="M{left} {y:.1}H{right}" stroke="#ddd"/>"##)?;
            writeln!(
                to,
                r#"<text x="{}" y="{:.1}" text-anchor="end">{}</text>"#,
                left - 8.0,
                y + 4.0,
                tick(value, step)
            )?;
            value += step;
        }
        for power in 0..=9_u32 {
            let count = 10_usize.pow(power);
            let x = scale.x(length(count));
            if (left - 0.5..=right + 0.5).contains(&x) {
                writeln!(to, r##"<path d="M{x:.1} {bottom}v5" stroke="#555"/>"##)?;
                writeln!(
                    to,
                    r#"<text x="{x:.1}" y="{}" text-anchor="middle">{}</text>"#,
                    bottom + 20.0,
                    crate::table::grouped(count)
                )?;
            }
        }
        let middle = f64::midpoint(left, right);
        writeln!(
            to,
            r##"<text x="{middle}" y="{}" text-anchor="middle" fill="#555">personas in the message</text>"##,
            bottom + 42.0
        )?;
        Ok(())
    }

    /// The lines with a dot for each figure, and their names at the end.
    fn lines(&self, scale: &Scale, to: &mut String) -> Result<()> {
        let ends: Vec<_> =
            self.series.iter().map(|series| series.points.last().map_or(0.0, |point| scale.y(point.1))).collect();
        for ((series, colour), label) in self.series.iter().zip(COLOURS.iter().cycle()).zip(apart(&ends)) {
            let places: Vec<_> =
                series.points.iter().map(|(count, value)| (scale.x(*count), scale.y(*value))).collect();
            let line: Vec<_> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            writeln!(to, r#"<polyline points="{}" fill="none" stroke="{colour}" stroke-width="2"/>"#, line.join(" "))?;
            for (x, y) in places {
                writeln!(to, r#"<circle cx="{x:.1}" cy="{y:.1}" r="3" fill="{colour}"/>"#)?;
            }
            writeln!(
                to,
                r#"<text x="{}" y="{:.1}" fill="{colour}">{}</text>"#,
                WIDTH - RIGHT + 10.0,
                label + 4.0,
                series.name
            )?;
        }
        Ok(())
    }
}

/// Where numbers are in the picture.
struct Scale {
    /// The logarithms of the least and the largest count.
    first: f64,
    last: f64,
    /// The largest value.
    top: f64,
}

impl Scale {
    fn x(&self, count: f64) -> f64 {
        LEFT + (count.log10() - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, value: f64) -> f64 {
        HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)
    }
}

/// A distance of numbers at the axis: 1, 2 or 5 times a power of ten, about six of them up to the largest value.
fn step(most: f64) -> f64 {
    let rough = most / 6.0;
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|times| times * power).find(|step| *step >= rough).unwrap_or(10.0 * power)
}

/// A number at the axis, with the digits that its step has.
fn tick(value: f64, step: f64) -> String {
    if step >= 1.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}

/// Heights of names, in order, moved down as far as they would lie over each other, and up again where that leads below the axis.
fn apart(ends: &[f64]) -> Vec<f64> {
    let mut order: Vec<_> = (0..ends.len()).collect();
    order.sort_by(|a, b| ends[*a].total_cmp(&ends[*b]));
    let mut places = ends.to_vec();
    for pair in order.windows(2) {
        places[pair[1]] = places[pair[1]].max(places[pair[0]] + LINE);
    }
    let mut lowest = HEIGHT - BOTTOM;
    for index in order.into_iter().rev() {
        places[index] = places[index].min(lowest);
        lowest = places[index] - LINE;
    }
    places
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{Chart, HEIGHT, LEFT, LINE, RIGHT, Series, WIDTH, apart, step, tick};

    #[test]
    fn steps_are_round() {
        assert_eq!([step(4.2), step(9.0), step(31.0)], [1.0, 2.0, 10.0]);
        assert_eq!([tick(2.0, 1.0), tick(0.4, 0.2)], ["2", "0.4"]);
    }

    #[test]
    fn names_do_not_lie_over_each_other() {
        let places = apart(&[100.0, 104.0, 20.0, 100.0]);
        for (index, place) in places.iter().enumerate() {
            assert!(places[index + 1..].iter().all(|other| (other - place).abs() >= LINE), "{places:?}");
        }
        assert!(apart(&[HEIGHT, HEIGHT]).iter().all(|place| *place < HEIGHT));
    }

    #[test]
    fn a_picture_is_well_formed_and_within_its_frame() {
        let points = vec![(1.0, 9.0), (10.0, 5.0), (100_000.0, 4.5)];
        let chart =
            Chart { title: "Time".to_owned(), unit: "s", series: vec![Series { name: "owned".to_owned(), points }] };
        let svg = chart.svg().unwrap();
        let document = roxmltree::Document::parse(&svg).unwrap();
        let line =
            document.descendants().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "polyline"))).unwrap();
        let points = line.attribute("points").unwrap();
        assert!(
            points.starts_with(&format!("{LEFT:.1},")) && points.contains(&format!(" {:.1},", WIDTH - RIGHT)),
            "{points}"
        );
        assert!(svg.contains(">100,000<") && svg.contains(">owned<"));
    }

    #[test]
    fn nothing_is_drawn_of_one_count() {
        let chart = Chart {
            title: String::new(),
            unit: "",
            series: vec![Series { name: String::new(), points: vec![(1.0, 2.0)] }],
        };
        assert!(chart.svg().is_err());
    }
}
