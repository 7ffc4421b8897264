/* The postings, and the sum that ranks (index.py, ranking.py). */
import { concept } from "./language.js";

const NOTHING = { documents: [], weights: [] };

export class Index {
  constructor(data, keys, language) {
    const { fields, settings } = data;
    const first = settings.first;
    const numbers = (text) => decoded(text, first);
    const read = (field, name) => {
      const spelt = numbers(field.keys), weights = numbers(field.weights);
      const found = new Map();
      let used = 0;
      field.documents.split("!").filter(Boolean).forEach((run, at) => {
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

/** The numbers that a run of characters stands for. */
export function decoded(text, first) {
  return Array.from(text, (char) => {
    const code = char.codePointAt(0);
    return (code >= 0xe000 ? code - 0x800 : code) - first;
  });
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

  /* Sums stand in arrays with a place for each document; 0 is none. */
  #scores(query) {
    const total = new Float64Array(this.size), answered = new Float64Array(this.size);
    const named = new Uint8Array(this.size);
    let asked = 0;
    for (const wish of query.wishes) {
      const { rarity, found, share, titles } = this.#answer(wish);
      asked += rarity;
      for (let at = 0; at < this.size; at++) {
        if (found[at]) total[at] += rarity * found[at];
        if (share[at]) answered[at] += rarity * share[at];
        if (titles[at]) named[at] = 1;
      }
    }
    for (const pair of query.pairs) {
      const [documents, strengths] = this.#list("pairs", pair);
      const rarity = this.#rarity(documents.length) * this.set.pair;
      documents.forEach((document, at) => {
        if (total[document]) total[document] += rarity * strengths[at];
      });
    }
    const scores = new Map();
    if (!asked) return scores;
    total.forEach((score, document) => {
      if (!score || (query.mostlyUnanswered && !named[document])) return;
      const share = answered[document] / asked;
      scores.set(document, score * this.worth[document] * (share + this.set.least));
    });
    return scores;
  }

  /** Whether the answer is by the way: the bank lacks half of the words or more. */
  isWeak(query) {
    const opened = new Map();
    for (const wish of query.wishes) {
      if (wish.opened) opened.set(wish.opened, [...(opened.get(wish.opened) ?? []), wish]);
    }
    let { known } = query;
    for (const halves of opened.values()) if (!this.#goTogether(halves)) known -= halves.length;
    return 2 * known <= query.wishes.length;
  }

  /* Whether any document answers all of the words that a compound was taken apart into. */
  #goTogether(halves) {
    const answers = halves.map((half) => this.#answer(half).found);
    return answers[0].some((_, document) => answers.every((found) => found[document] >= this.set.firm));
  }

  #answer(wish) {
    const [found, share, titles] = [0, 1, 2].map(() => new Float64Array(this.size));
    const nearest = wish.ways.length ? Math.min(1 / wish.ways[0].factor, this.set.stand_in) : 1;
    let holders = 0;
    for (const way of wish.ways) {
      const factor = way.factor * nearest;
      const counted = Math.min(1, factor * 1.25), counts = factor >= this.set.strong;
      const [documents, strengths] = this.#strengths(way);
      documents.forEach((document, at) => {
        const own = factor * strengths[at], old = found[document];
        if (old) {
          found[document] = own > old ? own + this.set.second * old : old + this.set.second * own;
        } else {
          found[document] = own;
          if (counts && !share[document]) { share[document] = counted; holders++; }
        }
      });
      this.#inTitle(way, titles);
    }
    titles.forEach((strength, document) => { if (strength) found[document] += this.set.title * strength; });
    return { rarity: wish.weight * this.#rarity(holders), found, share, titles };
  }

  /* The documents that hold all keys of a way, and how strongly: as much as the weakest. */
  #strengths(way) {
    const lists = way.keys.map((key) => this.#list(way.field, key));
    if (lists.length === 1) return lists[0];
    const least = new Float64Array(this.size), held = new Uint8Array(this.size);
    lists.forEach(([documents, strengths], number) => documents.forEach((document, at) => {
      if (held[document] !== number) return;
      least[document] = number ? Math.min(least[document], strengths[at]) : strengths[at];
      held[document]++;
    }));
    const documents = lists[0][0].filter((document) => held[document] === lists.length);
    return [documents, documents.map((document) => least[document])];
  }

  #list(field, key) {
    if (field === "any") {
      const best = new Map();
      const [parts, weaker] = this.#list("parts", key), [words, strengths] = this.#list("words", key);
      parts.forEach((document, at) => best.set(document, weaker[at] * this.set.part_in_any));
      words.forEach((document, at) => best.set(document, strengths[at]));
      return [[...best.keys()], [...best.values()]];
    }
    const { documents, weights } = this.index.postings(field, key);
    return [documents, documents.map((document, at) => weights[at] / (weights[at] + this.damp[document]))];
  }

  #inTitle(way, titles) {
    if (!["words", "parts", "concepts"].includes(way.field) || way.keys.length > 1) return;
    const mark = way.field === "concepts" ? this.mark : "";
    const { documents, weights } = this.index.postings("title", mark + way.keys[0]);
    const factor = way.field === "words" ? way.factor : Math.min(1, way.factor * this.set.title_way);
    documents.forEach((document, at) => {
      const strength = factor * weights[at] / this.scale * this.titleWorth[document] * 2;
      if (strength > titles[document]) titles[document] = strength;
    });
  }

  #rarity(holders) {
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5));
  }
}

function add(map, key, value) {
  map.set(key, (map.get(key) ?? 0) + value);
}
