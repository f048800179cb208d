//! An HTTP answer as a crawler keeps it: status, header, and a body that may be chunked and packed.

use super::lines::LONGEST;
use std::io::Read;

/// An answer taken apart.
pub(super) struct Answer {
    pub(super) status: u16,
    /// `text/html`, in small letters, without its parameters; empty where it is not said.
    pub(super) kind: String,
    pub(super) charset: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Takes an answer apart, or says what is wrong with it.
pub(super) fn read(bytes: Vec<u8>) -> Result<Answer, String> {
    if !bytes.starts_with(b"HTTP/") {
        return Ok(Answer { status: 200, kind: String::new(), charset: None, body: bytes });
    }
    let (end, gap) = match (find(&bytes, b"\r\n\r\n"), find(&bytes, b"\n\n")) {
        (Some(at), other) if other.is_none_or(|other| at < other) => (at, 4),
        (_, Some(at)) => (at, 2),
        _ => return Err("an HTTP header without an end".to_owned()),
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)?.parse().ok()).unwrap_or(0);
    let fields: Vec<(String, &str)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim()))
        .collect();
    let get = |wanted: &str| {
        fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value).unwrap_or_default()
    };
    let (kind, parameters) = get("content-type").split_once(';').unwrap_or((get("content-type"), ""));
    let charset = parameters.to_lowercase().split(';').find_map(|parameter| {
        let label = parameter.trim().strip_prefix("charset=")?.trim_matches(['"', '\'', ' ']).to_owned();
        Some(label).filter(|label| !label.is_empty())
    });
    let kind = kind.trim().to_lowercase();
    let mut body = bytes[end + gap..].to_vec();
    // Many crawlers undo the codings and leave the header: what does not look coded is taken as it is.
    if get("transfer-encoding").to_lowercase().contains("chunked")
        && let Some(joined) = join_chunks(&body)
    {
        body = joined;
    }
    for coding in get("content-encoding").to_lowercase().split(',').rev() {
        body = unpack(body, coding.trim())?;
    }
    Ok(Answer { status, kind, charset, body })
}

pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, wanted)
}

/// The content of chunks, or nothing where it is not chunked at all. What is cut short is kept as far as it goes.
fn join_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(rest.len());
    let mut first = true;
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(64)]);
        let size = end.and_then(|end| {
            let line = std::str::from_utf8(&rest[..end]).ok()?;
            usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else {
            return (!first).then_some(joined);
        };
        first = false;
        rest = &rest[end + 1..];
        joined.extend_from_slice(&rest[..size.min(rest.len())]);
        rest = rest.get(size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if size == 0 || rest.is_empty() {
            return Some(joined);
        }
    }
}

/// Undoes one content coding.
fn unpack(body: Vec<u8>, coding: &str) -> Result<Vec<u8>, String> {
    let gz = body.starts_with(&[0x1f, 0x8b]);
    let zst = body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]);
    // zlib's first two bytes are a multiple of 31.
    let zlib = matches!(body[..], [first, second, ..] if first & 15 == 8 && (u16::from(first) << 8 | u16::from(second)) % 31 == 0);
    let text = body.iter().take(64).all(|byte| *byte >= 32 || byte.is_ascii_whitespace());
    let mut unpacked = Vec::new();
    let limit = LONGEST as u64 + 1;
    let read = match coding {
        "gzip" | "x-gzip" if gz => {
            flate2::read::MultiGzDecoder::new(&body[..]).take(limit).read_to_end(&mut unpacked)
        }
        "deflate" if zlib => flate2::read::ZlibDecoder::new(&body[..]).take(limit).read_to_end(&mut unpacked),
        "deflate" if !text => {
            flate2::read::DeflateDecoder::new(&body[..]).take(limit).read_to_end(&mut unpacked)
        }
        "zstd" if zst => {
            zstd::stream::read::Decoder::new(&body[..]).and_then(|d| d.take(limit).read_to_end(&mut unpacked))
        }
        "br" if !text => {
            brotli_decompressor::Decompressor::new(&body[..], 4096).take(limit).read_to_end(&mut unpacked)
        }
        "" | "identity" | "gzip" | "x-gzip" | "deflate" | "zstd" | "br" => return Ok(body),
        other => return Err(format!("an unknown content encoding {other:?}")),
    };
    match read {
        Ok(_) if unpacked.len() > LONGEST => Err(format!(
            "the content ({coding}) unpacks to more than {} MiB, expected one article",
            LONGEST >> 20
        )),
        Ok(_) => Ok(unpacked),
        Err(cause) => Err(format!("the content ({coding}) is damaged: {cause}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn body(header: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        let answer = [
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"KOI8-R\"\r\n{header}\r\n\r\n")
                .as_bytes(),
            body,
        ]
        .concat();
        read(answer).map(|answer| {
            assert_eq!(
                (answer.status, answer.kind.as_str(), answer.charset.as_deref()),
                (200, "text/html", Some("koi8-r"))
            );
            answer.body
        })
    }

    #[test]
    fn codings_are_undone_where_they_are_there() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(b"hello, world").unwrap();
        let gz = gz.finish().unwrap();
        let wanted = b"hello, world".to_vec();
        assert_eq!(body("Content-Encoding: gzip", &gz), Ok(wanted.clone()));
        assert_eq!(body("Content-Encoding: gzip", &wanted), Ok(wanted.clone()));
        assert_eq!(
            body("Transfer-Encoding: chunked", b"7;x=1\r\nhello, \r\n5\r\nworld\r\n0\r\n\r\n"),
            Ok(wanted.clone())
        );
        assert_eq!(body("Transfer-Encoding: chunked", &wanted), Ok(wanted));
        assert!(body("Content-Encoding: gzip", &gz[..gz.len() - 9]).is_err());
        assert!(body("Content-Encoding: x-odd", b"?").is_err());
        let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        bomb.write_all(&vec![b' '; LONGEST + 1]).unwrap();
        let fault = body("Content-Encoding: gzip", &bomb.finish().unwrap()).unwrap_err();
        assert!(fault.contains("more than 32 MiB"), "{fault}");
    }
}
