/* The postings: for each key the documents that hold it, and its weight in each (index.py).
   They come as runs of characters, and are read when they are first asked for. */
import { concept } from "./language.js";

const NOTHING = { documents: new Int32Array(0), weights: new Int32Array(0) };
const PAIRED = /[\ud800-\udfff]/;

export class Postings {
  constructor(data, keys, language) {
    const { fields, settings, entries } = data;
    this.first = settings.first;
    this.size = entries.id.length;
    const plain = (spelt, at) => keys[spelt[at]];
    this.unread = {
      words: this.#runs(fields.words, plain),
      pairs: this.#runs(fields.pairs, (spelt, at) => `${keys[spelt[2 * at]]} ${keys[spelt[2 * at + 1]]}`),
      concepts: this.#runs(fields.concepts, (spelt, at) => concept(spelt[at])),
      title: new Map([
        ...this.#runs(fields.title, plain),
        ...this.#runs(fields.title_concepts, (spelt, at) => settings.mark + concept(spelt[at])),
      ]),
    };
    this.unread.parts = this.#compounds(language);
    this.read = Object.fromEntries(Object.keys(this.unread).map((field) => [field, new Map()]));
  }

  /* By key, the documents as they came, and how to read the weights of as many. */
  #runs({ keys, documents, weights }, name) {
    const spelt = decoded(keys, this.first), found = new Map();
    // A character past the first 65,536 is two places long; only a large index has one.
    const length = PAIRED.test(documents) ? (run) => Array.from(run).length : (run) => run.length;
    let used = 0;
    documents.split("!").filter(Boolean).forEach((run, at) => {
      const from = used;
      used += length(run);
      const to = used;
      found.set(name(spelt, at), { run, weights: () => weights.slice(from, to) });
    });
    return found;
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

  #decode({ run, weights }) {
    let document = 0;
    const documents = decoded(run, this.first).map((gap) => (document += gap));
    return { documents, weights: decoded(weights(), this.first) };
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

/** The places of an array that hold something else than 0. */
export function filled(array) {
  let count = 0;
  for (let at = 0; at < array.length; at++) if (array[at]) count++;
  const found = new Int32Array(count);
  for (let at = 0, next = 0; next < count; at++) if (array[at]) found[next++] = at;
  return found;
}

/** What an array holds in the given places. */
export function picked(array, places) {
  const found = new array.constructor(places.length);
  for (let at = 0; at < places.length; at++) found[at] = array[places[at]];
  return found;
}

/** The numbers that a run of characters stands for. */
export function decoded(text, first) {
  const paired = PAIRED.test(text);
  const numbers = new Int32Array(paired ? Array.from(text).length : text.length);
  for (let at = 0, place = 0; at < numbers.length; at++, place++) {
    const code = paired ? text.codePointAt(place) : text.charCodeAt(place);
    if (code > 0xffff) place++;
    numbers[at] = (code >= 0xe000 ? code - 0x800 : code) - first;
  }
  return numbers;
}
