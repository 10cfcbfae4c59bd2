//! Several documents in one input: each begins with a line `=== name`.

/// The documents with their names. What stands before the first such line is a document without a name.
pub(crate) fn split(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut documents: Vec<(String, Vec<u8>)> = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(name) => documents.push((String::from_utf8_lossy(name).trim().to_owned(), Vec::new())),
            None if documents.is_empty() => documents.push((String::new(), line.to_vec())),
            None => documents.last_mut().into_iter().for_each(|(_, text)| text.extend_from_slice(line)),
        }
    }
    documents
}

/// The input that these documents are.
pub(crate) fn join(documents: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut input = Vec::new();
    for (name, text) in documents {
        input.extend_from_slice(format!("=== {name}\n").as_bytes());
        input.extend_from_slice(text);
        input.extend((!text.ends_with(b"\n")).then_some(b'\n'));
    }
    input
}
