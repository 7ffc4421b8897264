/* The search of the site: the same index, reading and ranking as `python build.py search`.
   Nothing is sent anywhere; the index is one file, summaries come in small ones. */
import { Language } from "./language.js";
import { Reader, suggestion } from "./query.js";
import { Postings } from "./postings.js";
import { Ranking } from "./ranking.js";

export class Engine {
  constructor(data, base) {
    const { settings, entries } = data;
    this.base = base;
    this.settings = settings;
    this.date = data.date;
    this.language = new Language(data);
    const postings = new Postings(data, this.language);
    this.reader = new Reader(this.language, postings, settings.query);
    this.ranking = new Ranking(postings, entries, settings);
    this.sentence = new RegExp(data.rules.sentence);
    this.facets = [kindFacet(settings, entries.kind), ...data.facets.map((facet) => readFacet(facet, entries.id.length))];
    this.entries = entries.id.map((id, at) => ({
      id,
      kind: settings.kinds[entries.kind[at]],
      label: settings.kind_labels[entries.kind[at]],
      title: entries.title[at],
      url: address(entries.url[at], id),
    }));
    this.texts = new Map();
  }

  /** Every hit in order, as [number, score], with what was read of the query. */
  search(text) {
    const query = this.reader.parse(text);
    const hits = this.ranking.ranked(query);
    return {
      query,
      hits,
      suggestion: suggestion(query, this.language.rules.letter),
      weak: hits.length > 0 && this.ranking.isWeak(query),
    };
  }

  /** The text with its last word, when the index lacks it, written out to one that it has. */
  completed(text) {
    const { language } = this;
    const [begun] = /[^\s-]*$/.exec(text);
    const word = begun.toLowerCase();
    if (word.length < 3 || language.known.has(word)) return text;
    let best = -1;
    language.words.forEach((each, at) => {
      if (each.startsWith(word) && language.counts[at] > (language.counts[best] ?? 0)) best = at;
    });
    return best < 0 ? text : text.slice(0, text.length - begun.length) + language.words[best];
  }

  /** The sentences of a document's summary that answer the query best, cut to length; none
      when it cannot be fetched, but the next time may do. */
  async snippet(document, query) {
    const shard = Math.floor(document / this.settings.shard);
    if (!this.texts.has(shard)) {
      this.texts.set(shard, fetched(new URL(`text/${shard}.json`, this.base)));
    }
    const summaries = await this.texts.get(shard).catch(() => null);
    if (summaries) return this.#cut(summaries[document % this.settings.shard], query);
    this.texts.delete(shard);
    return "";
  }

  #cut(summary, query) {
    const asked = askedFor(query);
    const sentences = summary.split(this.sentence);
    let best = 0, most = -1;
    sentences.forEach((sentence, at) => {
      const found = new Set(this.#keysOf(sentence).filter((key) => asked.has(key))).size;
      if (found > most) { most = found; best = at; }
    });
    const text = sentences.slice(best).join(" ");
    const longest = this.settings.snippet;
    if (Array.from(text).length <= longest) return text;
    const cut = text.lastIndexOf(" ", longest - 1);
    return `${text.slice(0, cut).replace(/[ ,;:–-]+$/, "")} …`;
  }

  #keysOf(text) {
    return this.language.rules.tokens(text).flatMap((token) => {
      const word = this.language.word(token);
      return [word.key, ...word.inner, ...word.parts];
    });
  }

  /** A text as pieces, each with whether it answers the query. */
  marked(text, query) {
    const asked = askedFor(query), pieces = [];
    let from = 0;
    for (const token of this.language.rules.tokens(text)) {
      const word = this.language.word(token);
      const named = this.language.meanings(word.key).map(([concept]) => concept);
      if (![word.key, ...word.inner, ...word.parts, ...named].some((key) => asked.has(key))) continue;
      if (token.start > from) pieces.push([token.source.slice(from, token.start), false]);
      pieces.push([token.source.slice(token.start, token.end), true]);
      from = token.end;
    }
    const unified = text.length && !pieces.length ? text : text.replaceAll("\u00ad", "").slice(from);
    if (unified) pieces.push([unified, false]);
    return pieces;
  }
}

/* An address as it was sent: with a mark where the id belongs (export.py). */
function address(sent, id) {
  if (sent.endsWith("*")) return `${sent.slice(0, -1)}${id}/`;
  return sent.endsWith("#") ? sent.slice(0, -1) + id.replace("/", "/#") : sent;
}

function askedFor(query) {
  return new Set(query.wishes.flatMap((wish) => wish.ways.flatMap((way) => way.keys)));
}

/* A facet's values, and of each document the places of those that it has. */
function kindFacet({ kinds, kind_labels: labels }, of) {
  const values = kinds.map((value, at) => ({ value, label: labels[at] }));
  return { name: "kind", label: "Slag", values, of: of.map((kind) => [kind]) };
}

function readFacet({ name, label, values }, size) {
  const of = Array.from({ length: size }, () => []);
  values.forEach(([, , gaps], at) => {
    let document = 0;
    for (const gap of gaps) of[document += gap].push(at);
  });
  return { name, label, values: values.map(([value, shown]) => ({ value, label: shown })), of };
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

let engine = null;

/** The engine, fetched at first need and only once. */
export function open(base) {
  engine ??= fetched(new URL("index.json", base))
    .then((data) => new Engine(data, base))
    .catch((error) => { engine = null; throw error; });
  return engine;
}
