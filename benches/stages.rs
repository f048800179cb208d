//! Speed of splitting, matching names, pairing and aligning on the sample corpus, repeated. `cargo bench` needs no data from outside.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use parallax::alignment::{Options, Texts, align_all};
use parallax::anchors::find;
use parallax::corpus::{Article, ReadOptions, read};
use parallax::names::gazetteer::{Gazetteer, Kind, Place};
use parallax::names::matching::{Names, Workspace};
use parallax::pairing;
use parallax::text::{Language, sentences};
use std::hint::black_box;
use std::path::Path;

fn sample() -> Vec<Article> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    read(&[corpora], &ReadOptions::default()).articles
}

fn in_language(articles: &[Article], language: Language) -> String {
    let texts = articles
        .iter()
        .filter(|article| article.lang == language.code())
        .map(|article| article.text.as_str());
    texts.collect::<Vec<_>>().join("\n\n")
}

fn splitting(criterion: &mut Criterion) {
    let articles = sample();
    let mut group = criterion.benchmark_group("split");
    for language in Language::ALL {
        let text = in_language(&articles, language).repeat(20);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(language.code(), |bencher| {
            bencher.iter(|| sentences::ends(black_box(&text), language).len());
        });
    }
}

fn finding_anchors(criterion: &mut Criterion) {
    let articles = sample();
    let mut group = criterion.benchmark_group("anchors");
    for language in Language::ALL {
        let text = in_language(&articles, language).repeat(20);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(language.code(), |bencher| {
            bencher.iter(|| find(black_box(&text), language).len());
        });
    }
}

fn pairing_articles(criterion: &mut Criterion) {
    let articles = sample();
    let mut group = criterion.benchmark_group("pair");
    group.throughput(Throughput::Elements(articles.len() as u64));
    group.bench_function("sample", |bencher| {
        bencher.iter(|| {
            pairing::pair(black_box(&articles), &pairing::Options::default()).map(|pairs| pairs.len())
        });
    });
}

fn aligning(criterion: &mut Criterion) {
    let articles = sample();
    let lines = |language: Language| -> Vec<String> {
        let text = in_language(&articles, language);
        sentences::spans(&text, language).into_iter().map(|span| text[span].to_owned()).collect()
    };
    let texts = Texts { src: lines(Language::English), trg: lines(Language::Russian), comparable: false };
    let mut group = criterion.benchmark_group("align");
    group.throughput(Throughput::Elements(texts.src.len() as u64));
    for comparable in [false, true] {
        let texts = Texts { comparable, ..texts.clone() };
        let name = if comparable { "comparable" } else { "in order" };
        group.sample_size(20).bench_function(name, |bencher| {
            let run = |texts: Texts| align_all(&[texts], &Options::new(Language::Russian)).beads.len();
            bencher.iter_batched(|| texts.clone(), run, BatchSize::LargeInput);
        });
    }
}

/// Every Latin name with every Cyrillic one: how many pairs are scored a second on one core.
fn matching_names(criterion: &mut Criterion) {
    let gazetteer = Gazetteer::builtin();
    let places: Vec<&Place> = (0..gazetteer.len() as u32)
        .map(|number| gazetteer.place(number))
        .filter(|place| place.kind == Kind::City && !place.ukrainian.is_empty())
        .take(1000)
        .collect();
    let cyrillic: Vec<&str> = places.iter().map(|place| place.ukrainian).collect();
    let names = Names::new(&cyrillic, Some(Language::Ukrainian));
    let mut group = criterion.benchmark_group("match");
    group.throughput(Throughput::Elements((100 * cyrillic.len()) as u64));
    group.bench_function("100 names with 1000", |bencher| {
        let mut workspace = Workspace::default();
        bencher.iter(|| {
            let found =
                places.iter().step_by(10).map(|place| names.find(place.english, 1, &mut workspace).len());
            found.sum::<usize>()
        });
    });
}

criterion_group!(benches, splitting, finding_anchors, matching_names, pairing_articles, aligning);
criterion_main!(benches);
