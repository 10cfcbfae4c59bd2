//! The contract that a server of ours hands out at `?wsdl`: fetched, generated from, and called by.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use crate::common::command::{folder, lossless, root, succeed, text};
use crate::{fetch, names, said};

const SERVER: &str = r#"//! A shop on a port of its own.
use orders::orders::{OrderRefused, OrderType, PlaceOrderResponse};
use orders::{Orders, Outcome, PlaceOrderError, RequestHeaders, Server, soap::Fault};

struct Shop;

impl Orders for Shop {
    type Error = Fault;

    async fn place_order(&self, order: OrderType, _: RequestHeaders) -> Outcome<PlaceOrderResponse, PlaceOrderError> {
        if let Some(line) = order.line.iter().find(|line| line.article.as_str() == "0000") {
            Err(OrderRefused::new(line.article.clone()))?;
        }
        Ok(PlaceOrderResponse::new(order.id, "9.90".parse::<orders::xsd::Decimal>().expect("a decimal")).into())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/orders", listener.local_addr()?);
    Ok(axum::serve(listener, Server::new(Shop).into_router("/orders")).await?)
}
"#;

const CLIENT: &str = r#"//! One order that is taken, and one that is not.
use orders::orders::{CountType, LineType, OrderType, UnitType};
use orders::{ADDRESS, Client, Orders, PlaceOrderError, RequestHeaders};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::new(reqwest::Client::builder().no_proxy().build()?, ADDRESS)?;
    let mut order = OrderType::new(7, "Kim".to_owned());
    order.line.push(LineType { article: "4711".into(), count: CountType::new(2)?, unit: Some(UnitType::Box) });
    let reply = client.place_order(order.clone(), RequestHeaders {}).await?;
    order.line[0].article = "0000".into();
    match client.place_order(order, RequestHeaders {}).await {
        Err(PlaceOrderError::OrderRefused(refused, _)) => {
            println!("{} {} {}", reply.body.number, reply.body.total, refused.article.as_str());
        }
        other => panic!("{other:?}"),
    }
    Ok(())
}
"#;

const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"net\", \"rt\"] }\n";

/// The contract of the README's example, whose types are in a document of their own.
fn contract(folder: &Path) -> PathBuf {
    let whole = std::fs::read_to_string(root().join("tests/build-script/contract/order.wsdl")).unwrap();
    let (before, rest) = whole.split_once("<xs:schema ").unwrap();
    let (schema, after) = rest.split_once("</xs:schema>").unwrap();
    let declared = "xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:o=\"urn:example:orders\"";
    let include = "<xs:schema targetNamespace=\"urn:example:orders\"><xs:include schemaLocation=\"types/orders.xsd\"/></xs:schema>";
    std::fs::create_dir_all(folder.join("types")).unwrap();
    std::fs::write(folder.join("types/orders.xsd"), format!("<xs:schema {declared} {schema}</xs:schema>\n")).unwrap();
    let file = folder.join("order.wsdl");
    std::fs::write(&file, format!("{before}{include}{after}")).unwrap();
    file
}

/// A package beside the bindings that are in `orders`.
fn program(folder: &Path, name: &str, feature: &str, dependencies: &str, main: &str) {
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         orders = {{ path = \"orders\", features = [\"{feature}\"] }}\n{TOKIO}{dependencies}\n[workspace]\nmembers = [\"orders\"]\n"
    );
    std::fs::create_dir_all(folder.join("src")).unwrap();
    std::fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    std::fs::write(folder.join("src/main.rs"), main).unwrap();
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

/// Builds a program.
fn build(folder: &Path, name: &str) -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fetch-target");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--quiet", "--offline"]).env("CARGO_TARGET_DIR", &target).current_dir(folder);
    let built = cargo.output().unwrap();
    assert!(built.status.success(), "{}", text(&built.stderr));
    target.join("debug").join(name)
}

/// A program that is ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}

/// Starts the server; the first line that it says is its address.
fn start(program: &Path) -> (Running, String) {
    let mut child = Command::new(program).stdout(Stdio::piped()).spawn().unwrap();
    let out = child.stdout.take().unwrap();
    let running = Running(child);
    let address = BufReader::new(out).lines().next().unwrap().unwrap();
    (running, address)
}

fn generate(arguments: &[String], into: &Path) {
    let runtime = lossless(&root().join("runtime"));
    let place = [
        "--crate".to_owned(),
        lossless(into),
        "--name".to_owned(),
        "orders".to_owned(),
        "--runtime".to_owned(),
        runtime,
    ];
    succeed(["generate".to_owned()].iter().chain(arguments).chain(&place));
}

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn the_contract_of_our_own_server_leads_to_a_call() {
    let folder = folder("own-server");
    let (server, client) = (folder.join("server"), folder.join("client"));
    generate(&[lossless(&contract(&folder))], &server.join("orders"));
    program(
        &server,
        "shop",
        "axum",
        "axum = { version = \"0.8\", default-features = false, features = [\"http1\", \"tokio\"] }\n",
        SERVER,
    );
    let (_running, address) = start(&build(&server, "shop"));

    let began = Instant::now();
    let schemas = client.join("schemas");
    said(&mut fetch(&schemas, [format!("{address}?wsdl")]), 0);
    assert_eq!(names(&schemas), ["catalog.xml", "fetch.lock", "orders.wsdl", "orders.xsd"]);
    let fetched = began.elapsed();
    let arguments = [schemas.join("orders.wsdl"), PathBuf::from("--catalog"), schemas.join("catalog.xml")];
    generate(&arguments.map(|argument| lossless(&argument)), &client.join("orders"));
    let generated = began.elapsed();
    program(
        &client,
        "buyer",
        "reqwest-without-tls",
        "reqwest = { version = \"0.13\", default-features = false }\n",
        CLIENT,
    );
    let buyer = build(&client, "buyer");
    let built = began.elapsed();
    let called = Command::new(buyer).output().unwrap();
    assert_eq!((text(&called.stdout).as_str(), text(&called.stderr).as_str()), ("7 9.90 0000\n", ""));
    println!(
        "from a URL: fetched after {fetched:.1?}, generated {generated:.1?}, built {built:.1?}, called {:.1?}",
        began.elapsed()
    );

    // The bindings are those of the documents that the server was made from, but for where it is.
    for name in ["contract.txt", "orders.rs"] {
        let read = |side: &Path| std::fs::read_to_string(side.join("orders/src").join(name)).unwrap();
        assert_eq!(without_head(&read(&server)), without_head(&read(&client)), "{name}");
    }
    said(&mut fetch(&schemas, ["--check"]), 0);
}

/// What is generated, without the line that says from what.
fn without_head(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, rest)| rest)
}
