//! Operations in the wrapped style, whose methods take and give what the elements hold.
#![allow(clippy::unwrap_used)]

use std::sync::Mutex;

use case_tests::config_unwrap::config_unwrap::{ArticleType, Refused, SplitResponse};
use case_tests::config_unwrap::{NoRequestHeaders, Outcome, PlaceError, RequestHeaders, Shop, operations};
use ms_oxwscos::Client;
use ms_oxwscos::http::server::Server;
use ms_oxwscos::soap::{Fault, Version};
use service_tests::{Capture, ENDPOINT};

#[derive(Default)]
struct Corner(Mutex<Vec<String>>);

impl Shop for Corner {
    type Error = Fault;

    async fn place(
        &self,
        article: ArticleType,
        count: i32,
        note: Option<String>,
        tag: Vec<String>,
        headers: RequestHeaders,
    ) -> Outcome<i32, PlaceError> {
        if headers.session.is_none() {
            Err(Refused::new("no session"))?;
        }
        let told = format!("{} {count} {note:?} {tag:?}", article.name);
        self.0.lock().unwrap().push(told);
        Ok((count * 2).into())
    }

    async fn reset(&self, _: NoRequestHeaders) -> Outcome<(), Fault> {
        Ok(().into())
    }

    async fn split(
        &self,
        headers_: String,
        request: String,
        self_: String,
        a1: i32,
        a2: i32,
        a3: i32,
        _: NoRequestHeaders,
    ) -> Outcome<SplitResponse, Fault> {
        let mut both = SplitResponse::new(format!("{headers_}{request}{self_}"));
        both.right = Some((a1 + a2 + a3).to_string());
        Ok(both.into())
    }

    async fn tell(&self, text: Option<String>, _: NoRequestHeaders) -> Outcome<(), Fault> {
        self.0.lock().unwrap().push(format!("{text:?}"));
        Ok(().into())
    }

    async fn list(&self, like: Option<ArticleType>, _: NoRequestHeaders) -> Outcome<Vec<ArticleType>, Fault> {
        Ok(vec![ArticleType::new("pen"), like.unwrap_or(ArticleType::new("ink"))].into())
    }
}

#[tokio::test]
async fn parameters_and_values_take_the_place_of_structs() {
    for version in [Version::V1_1, Version::V1_2] {
        let server = Server::<operations::PortType, _>::new(Corner::default());
        let client = Client::new(Capture::around(server), ENDPOINT).unwrap().with_version(version);
        let sent = || String::from_utf8(client.transport().last().into_body().to_vec()).unwrap();
        let headers = RequestHeaders { session: Some("s".to_owned()) };
        let tags = vec!["a".to_owned(), "b".to_owned()];
        let placed = client.place(ArticleType::new("pen"), 3, None, tags.clone(), headers).await.unwrap();
        assert_eq!(placed.body, 6);
        assert!(sent().contains("<s:Count>3</s:Count><s:Tag>a</s:Tag><s:Tag>b</s:Tag></s:Place>"), "{}", sent());
        let refused = client.place(ArticleType::new("pen"), 3, None, tags, RequestHeaders::default()).await;
        assert!(matches!(refused, Err(PlaceError::Refused(refused, _)) if refused.why == "no session"));

        let headers = || NoRequestHeaders {};
        let () = client.reset(headers()).await.unwrap().body;
        assert!(sent().contains("<s:Reset/>"), "{}", sent());
        let text = |text: &str| text.to_owned();
        let split = client.split(text("h"), text("r"), text("s"), 1, 2, 3, headers()).await.unwrap().body;
        assert_eq!((split.left.as_str(), split.right.as_deref()), ("hrs", Some("6")));
        client.tell(Some(text("t")), headers()).await.unwrap();
        let listed = client.list(None, headers()).await.unwrap().body;
        assert_eq!(listed, [ArticleType::new("pen"), ArticleType::new("ink")]);
    }
}
