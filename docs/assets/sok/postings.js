/* The postings: for each key the documents that hold it, its weight in each, and what it
   counts in the title (index.py). They are read when they are first asked for. */
import { concept, counted, decoded, filled, picked, spelt, summed } from "./numbers.js";

const EMPTY = new Int32Array(0);
const NOTHING = { documents: EMPTY, weights: EMPTY, titles: EMPTY };

export class Postings {
  constructor({ fields, settings, entries }, language) {
    this.first = settings.first;
    this.inTitle = settings.in_title;
    this.titlePart = settings.title_part;
    this.size = entries.id.length;
    const spelling = (numbers) => numbers.map((number) => language.everyKey[number]).join(" ");
    this.unread = {
      words: this.#runs(fields.words, spelling),
      pairs: this.#runs(fields.pairs, spelling),
      concepts: this.#runs(fields.concepts, ([number]) => concept(number)),
    };
    this.unread.parts = this.#compounds(language);
    this.read = Object.fromEntries(Object.keys(this.unread).map((field) => [field, new Map()]));
    this.titles = { words: new Map(), concepts: new Map() };
  }

  /* By key, the documents as they came, and how to read the weights of as many. */
  #runs({ keys, documents, weights }, name) {
    const runs = documents.split("!");
    let used = 0;
    return new Map(spelt(keys, this.first).map((numbers, at) => {
      const from = used, to = used += counted(runs[at]);
      return [name(numbers), { run: runs[at], weights: () => weights.slice(from, to) }];
    }));
  }

  /* By part, the compounds that have it: what their postings add up to is the part's own. */
  #compounds(language) {
    const found = new Map();
    for (const key of this.unread.words.keys()) {
      for (const part of language.partsOfKey(key)) {
        if (found.has(part)) found.get(part).push(key); else found.set(part, [key]);
      }
    }
    return found;
  }

  has(field, key) {
    return field === "any" ? this.has("parts", key) || this.has("words", key) : this.unread[field].has(key);
  }

  get(field, key) {
    const known = this.read[field].get(key);
    if (known) return known;
    const unread = this.unread[field].get(key);
    if (!unread) return NOTHING;
    const found = field === "parts" ? this.#sum(unread) : this.#decode(unread);
    this.read[field].set(key, found);
    return found;
  }

  /** The documents in whose titles a word, as such or as part of another, or a concept stands. */
  titled(field, key) {
    const known = this.titles[field].get(key);
    if (known) return known;
    const best = new Int32Array(this.size);
    const compounds = field === "words" ? this.unread.parts.get(key) ?? [] : [];
    for (const compound of compounds) {
      const { documents, titles } = this.get(field, compound);
      for (let at = 0; at < documents.length; at++) {
        if (titles[at] > this.titlePart) best[documents[at]] = this.titlePart;
      }
    }
    const { documents: own, titles } = this.get(field, key);
    for (let at = 0; at < own.length; at++) best[own[at]] = Math.max(best[own[at]], titles[at]);
    const documents = filled(best), found = { documents, weights: picked(best, documents) };
    this.titles[field].set(key, found);
    return found;
  }

  #decode({ run, weights }) {
    const { first, inTitle } = this, coded = decoded(weights(), first);
    return {
      documents: summed(decoded(run, first)),
      weights: coded.map((code) => Math.floor(code / inTitle.length)),
      titles: coded.map((code) => inTitle[code % inTitle.length]),
    };
  }

  #sum(compounds) {
    const sums = new Int32Array(this.size);
    for (const key of compounds) {
      const { documents, weights } = this.get("words", key);
      for (let at = 0; at < documents.length; at++) sums[documents[at]] += weights[at];
    }
    const documents = filled(sums);
    return { documents, weights: picked(sums, documents) };
  }
}
