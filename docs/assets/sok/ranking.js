/* The postings, and the sum that ranks (index.py, ranking.py). */
import { concept } from "./language.js";

const NOTHING = { documents: [], weights: [] };

export class Index {
  constructor(data, keys, language) {
    const { fields, settings } = data;
    const first = settings.first;
    const numbers = (text) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at) - first);
    const read = (field, name) => {
      const spelt = numbers(field.keys), weights = numbers(field.weights);
      const found = new Map();
      let used = 0;
      field.documents.split("!").forEach((run, at) => {
        let document = 0;
        const documents = numbers(run).map((gap) => (document += gap));
        found.set(name(spelt, at), { documents, weights: weights.slice(used, used += documents.length) });
      });
      return found;
    };
    const plain = (spelt, at) => keys[spelt[at]];
    this.fields = {
      words: read(fields.words, plain),
      pairs: read(fields.pairs, (spelt, at) => `${keys[spelt[2 * at]]} ${keys[spelt[2 * at + 1]]}`),
      concepts: read(fields.concepts, (spelt, at) => concept(spelt[at])),
      title: new Map([
        ...read(fields.title, plain),
        ...read(fields.title_concepts, (spelt, at) => settings.mark + concept(spelt[at])),
      ]),
    };
    this.#addParts(language);
  }

  /* The postings of parts of compounds: what the compounds' own add up to. */
  #addParts(language) {
    const sums = new Map();
    for (const [key, { documents, weights }] of this.fields.words) {
      for (const part of language.partsOfKey(key)) {
        if (!sums.has(part)) sums.set(part, new Map());
        documents.forEach((document, at) => add(sums.get(part), document, weights[at]));
      }
    }
    this.fields.parts = new Map([...sums].map(([part, held]) => {
      const documents = [...held.keys()].sort((a, b) => a - b);
      return [part, { documents, weights: documents.map((document) => held.get(document)) }];
    }));
  }

  postings(field, key) {
    return this.fields[field].get(key) ?? NOTHING;
  }

  has(field, key) {
    const fields = field === "any" ? ["words", "parts"] : [field];
    return fields.some((name) => this.fields[name].has(key));
  }
}

export class Ranking {
  constructor(index, entries, settings) {
    this.index = index;
    this.set = settings.ranking;
    this.scale = settings.scale;
    this.mark = settings.mark;
    this.part = settings.query.part;
    this.size = entries.id.length;
    const lengths = entries.length;
    const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.size) || 1;
    const { saturation, length } = this.set;
    this.damp = lengths.map((own) => this.scale * saturation * (1 - length + length * own / average));
    this.titleWorth = entries.title_length.map((own) => 1 / Math.sqrt(2 + own));
    this.worth = entries.kind.map((kind, at) => entries.merit[at] * settings.worth[kind]);
  }

  /** The documents that answer a query with their scores, the best first. */
  ranked(query) {
    const certain = (wish) => !wish.guessed &&
      wish.ways.some((way) => way.factor >= this.part && way.keys.length === 1);
    if (!query.wishes.some(certain) && !query.wishes.every((wish) => wish.ways.length)) return [];
    return [...this.#scores(query)]
      .map(([document, score]) => [document, Math.round(score * 1e9) / 1e9])
      .sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  #scores(query) {
    const total = new Map(), answered = new Map(), named = new Set();
    let asked = 0;
    for (const wish of query.wishes) {
      const answer = this.#answer(wish);
      for (const document of answer.titles.keys()) named.add(document);
      asked += answer.rarity;
      for (const [document, strength] of answer.found) add(total, document, answer.rarity * strength);
      for (const [document, share] of answer.share) add(answered, document, answer.rarity * share);
    }
    for (const pair of query.pairs) {
      const found = this.#list("pairs", pair);
      const rarity = this.#rarity(found.size) * this.set.pair;
      for (const [document, strength] of found) {
        if (total.has(document)) total.set(document, total.get(document) + rarity * strength);
      }
    }
    const scores = new Map();
    if (!asked) return scores;
    for (const [document, score] of total) {
      if (query.mostlyUnknown && !named.has(document)) continue;
      const share = (answered.get(document) ?? 0) / asked;
      scores.set(document, score * this.worth[document] * (share + 0.02));
    }
    return scores;
  }

  #answer(wish) {
    const found = new Map(), share = new Map(), titles = new Map();
    const nearest = wish.ways.length ? Math.min(1 / wish.ways[0].factor, this.set.stand_in) : 1;
    for (const way of wish.ways) {
      const factor = way.factor * nearest;
      const counted = Math.min(1, factor * 1.25), counts = factor >= this.set.strong;
      for (const [document, strength] of this.#strengths(way)) {
        const own = factor * strength, old = found.get(document);
        if (old === undefined) {
          found.set(document, own);
          if (counts && !share.has(document)) share.set(document, counted);
        } else {
          found.set(document, Math.max(own, old) + this.set.second * Math.min(own, old));
        }
      }
      this.#inTitle(way, titles);
    }
    for (const [document, strength] of titles) add(found, document, this.set.title * strength);
    return { rarity: wish.weight * this.#rarity(share.size), found, share, titles };
  }

  #strengths(way) {
    const lists = way.keys.map((key) => this.#list(way.field, key));
    if (lists.length === 1) return lists[0];
    const shortest = lists.reduce((one, two) => (two.size < one.size ? two : one));
    const found = new Map();
    for (const document of shortest.keys()) {
      if (lists.every((list) => list.has(document))) {
        found.set(document, Math.min(...lists.map((list) => list.get(document))));
      }
    }
    return found;
  }

  #list(field, key) {
    if (field === "any") {
      const both = new Map();
      for (const [document, strength] of this.#list("parts", key)) both.set(document, strength * this.set.part_in_any);
      for (const [document, strength] of this.#list("words", key)) both.set(document, strength);
      return both;
    }
    const { documents, weights } = this.index.postings(field, key);
    return new Map(documents.map((document, at) => [document, weights[at] / (weights[at] + this.damp[document])]));
  }

  #inTitle(way, titles) {
    if (!["words", "parts", "concepts"].includes(way.field) || way.keys.length > 1) return;
    const mark = way.field === "concepts" ? this.mark : "";
    const { documents, weights } = this.index.postings("title", mark + way.keys[0]);
    const factor = way.field === "words" ? way.factor : Math.min(1, way.factor * this.set.title_way);
    documents.forEach((document, at) => {
      const strength = factor * weights[at] / this.scale * this.titleWorth[document] * 2;
      if (strength > (titles.get(document) ?? 0)) titles.set(document, strength);
    });
  }

  #rarity(holders) {
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5));
  }
}

function add(map, key, value) {
  map.set(key, (map.get(key) ?? 0) + value);
}
