/* What the index knows of words: parts, names, near spellings (compounds.py, analysis.py,
   synonyms.py, lexicon.py). */
import { concept, decoded, spelt } from "./numbers.js";
import { Rules } from "./rules.js";

const LONGEST = 48;
const SHORTEST_KNOWN = 5;

const set = (text) => new Set(text.split(" "));
function push(map, key, value) {
  if (map.has(key)) map.get(key).push(value); else map.set(key, [value]);
}
const unique = (values) => [...new Set(values)];
const byCode = (one, two) => (one < two ? -1 : one > two ? 1 : 0);

export class Language {
  constructor(data) {
    const { rules, words, names, settings } = data;
    this.rules = new Rules(rules);
    this.spelling = settings.spelling;
    this.inCompound = settings.in_compound;
    this.notFirst = set(rules.not_first);
    this.notLast = set(rules.not_last);
    this.whole = set(rules.whole);
    this.generic = set(rules.generic);
    this.short = set(rules.short);
    this.analysed = new Map();
    let before = "";
    this.words = words.text.split(" ").map((text) =>
      (before = before.slice(0, text.charCodeAt(0) - settings.first) + text.slice(1)));
    this.known = new Set(this.words);
    this.counts = decoded(words.counts, settings.first);
    this.keys = this.#learnStems(words.stems.split(" "));
    this.everyKey = unique([...this.keys, ...data.other_keys.split(" ").filter(Boolean)]).sort(byCode);
    this.#learnParts(words.parts.split("|"), settings.first);
    this.#learnForms();
    this.#learnNames(names, settings.first);
    this.#learnSpellings();
  }

  #learnStems(changes) {
    return this.words.map((word, at) => {
      const [, dropped, added] = /^(\d+)(.*)$/.exec(changes[at]);
      const key = word.slice(0, word.length - Number(dropped)) + added;
      this.rules.stems.set(word, key);
      return key;
    });
  }

  /* The parts of each stem, as they were sent: where in it each begins, how long, and the rest. */
  #learnParts(parts, first) {
    const cut = (key, part) => {
      const from = part.charCodeAt(0) - first, to = from + part.charCodeAt(1) - first;
      return key.slice(from, to) + part.slice(2);
    };
    const byKey = new Map();
    this.compounds = new Map();
    unique(this.keys).forEach((key, at) => {
      const own = parts[at].split(" ").filter(Boolean).map((part) => cut(key, part));
      byKey.set(key, own);
      if (own.length >= 2) push(this.compounds, `${own[0]} ${own[1]}`, key);
    });
    this.parts = new Map(this.words.map((word, at) => [word, byKey.get(this.keys[at])]));
  }

  /* How words stand first in compounds, and how often stems stand last. */
  #learnForms() {
    const { words, counts, keys } = this;
    this.last = new Map();
    this.first = new Map();
    this.typical = new Map();
    this.commonest = new Map();
    words.forEach((word, at) => {
      if (this.rules.isWord(word) && (word.length > 3 || this.short.has(word))) {
        this.last.set(keys[at], (this.last.get(keys[at]) ?? 0) + counts[at]);
      }
    });
    const learn = (form, key) => { if (!this.first.has(form)) this.first.set(form, key); };
    const common = words.map((_, at) => at).sort((a, b) => counts[b] - counts[a] || a - b);
    for (const at of common) {
      const word = words[at], key = keys[at];
      if (!this.typical.has(key)) this.typical.set(key, word);
      const root = counts[at] ? this.rules.root(key) : null;
      if (root !== null && !this.commonest.has(root)) this.commonest.set(root, word);
      if (this.last.has(key) && this.rules.isWord(word) && !this.notFirst.has(word)) {
        for (const form of firstForms(word)) learn(form, key);
      }
    }
    for (const key of [...this.last.keys()].sort(byCode)) {
      if (key.length >= 3 && !this.notFirst.has(key)) { learn(key, key); learn(`${key}s`, key); }
    }
  }

  #learnNames({ keys, concepts, weights, scale }, first) {
    this.phrases = new Map();
    this.lengths = new Map();
    const named = concepts.split("!"), surely = decoded(weights, first);
    let used = 0;
    spelt(keys, first).forEach((numbers, at) => {
      const text = numbers.map((number) => this.everyKey[number]).join(" ");
      this.phrases.set(text, Array.from(decoded(named[at], first), (number) => [concept(number), scale[surely[used++]]]));
      push(this.lengths, this.everyKey[numbers[0]], numbers.length);
    });
    for (const [key, found] of this.lengths) this.lengths.set(key, unique(found).sort((a, b) => b - a));
  }

  #learnSpellings() {
    this.rootKeys = new Map();
    this.byFold = new Map();
    this.byStart = new Map();
    this.stemsByStart = new Map();
    for (const key of unique(this.keys)) {
      const root = this.rules.root(key);
      if (root !== null) push(this.rootKeys, root, key);
    }
    this.words.forEach((word, at) => {
      const plain = this.rules.fold(word);
      push(this.byFold, plain, at);
      if (this.counts[at] && this.rules.isWord(word)) push(this.byStart, plain[0] + plain.length, [word, plain, at]);
    });
    const common = new Map();
    this.keys.forEach((key, at) => {
      if (this.counts[at] > (this.counts[common.get(key)] ?? 0)) common.set(key, at);
    });
    for (const [key, at] of common) {
      const plain = this.rules.fold(key);
      if (this.rules.isWord(key)) push(this.stemsByStart, plain[0] + plain.length, [key, plain, at]);
    }
    for (const found of this.byFold.values()) found.sort((a, b) => this.counts[b] - this.counts[a] || a - b);
  }

  /** A token analysed: key, inner words, parts. */
  word(token) {
    let known = this.analysed.get(token.text);
    if (!known) this.analysed.set(token.text, known = this.#analyse(token.text));
    return { token, ...known };
  }

  #analyse(text) {
    if (text.endsWith("§")) {
      const number = text.slice(text.lastIndexOf(":") + 1);
      return { key: text, inner: number !== text ? [number] : [], parts: [] };
    }
    if (text.includes(" ")) {
      const words = text.split(" "), content = words.filter((word) => !this.rules.stop.has(word));
      return { key: this.rules.saying(words), inner: content.map((word) => this.rules.stem(word)), parts: [] };
    }
    const pieces = text.split("-").filter(Boolean);
    if (pieces.length <= 1) return { key: this.rules.stem(text), inner: [], parts: this.partsOf(text) };
    return {
      key: pieces.slice(0, -1).join("") + this.rules.stem(pieces.at(-1)),
      inner: unique(pieces.filter((piece) => piece.length > 1).map((piece) => this.rules.stem(piece))),
      parts: unique(pieces.flatMap((piece) => this.partsOf(piece))),
    };
  }

  partsOf(word) {
    let found = this.parts.get(word);
    if (!found) {
      const typical = this.typical.get(this.rules.stem(word)) ?? word;
      this.parts.set(word, found = unique(this.#split(typical)));
    }
    return found;
  }

  /** The parts of the words that a key stands for. */
  partsOfKey(key) {
    const typical = this.typical.get(key);
    return typical === undefined ? unique(this.#split(key)) : this.partsOf(typical);
  }

  #split(word) {
    if (word.length < 6 || word.length > LONGEST || !this.rules.isWord(word)) return [];
    const whole = this.rules.stem(word);
    if (this.whole.has(whole)) return [];
    let best = null, cut = 0;
    for (let at = 2; at < word.length - 2; at++) {
      const worth = this.#worth(word.slice(0, at), word.slice(at), whole);
      if (worth !== null && (best === null || worth > best)) { best = worth; cut = at; }
    }
    if (best === null) return [];
    const left = this.first.get(word.slice(0, cut)), last = word.slice(cut);
    const inner = left.length > 5 ? this.#split(left) : [];
    return [left, this.rules.stem(last), ...inner, ...this.#split(last)];
  }

  #worth(first, last, whole) {
    const left = this.first.get(first);
    if (left === undefined || this.notLast.has(last) || this.notFirst.has(first) || this.notFirst.has(left)) return null;
    const right = this.rules.stem(last);
    const count = this.last.get(right);
    if (count === undefined || whole === left || whole === right || this.notLast.has(right)) return null;
    if (last.length < 4 && !this.short.has(last)) return null;
    if (first.length < 4 && !this.short.has(first) && !this.short.has(left)) return null;
    const common = Math.log(1 + (this.last.get(left) ?? 1)) + Math.log(1 + count);
    return common + 1.5 * Math.min(first.length, last.length, 7);
  }

  /** The words that a token is put together of, as the bank writes them. */
  halves(text) {
    const pieces = text.split("-").filter(Boolean);
    if (pieces.length > 1) return pieces;
    return this.partsOf(text).slice(0, 2).filter((part) => this.typical.has(part)).map((part) => this.typical.get(part));
  }

  /** The longest word of the bank with which an unknown word begins or ends; null if none. */
  knownPart(word) {
    if (word.length > LONGEST || !this.rules.isWord(word)) return null;
    let length = 0, best = null;
    for (let at = word.length - 3; at >= 3 && best === null; at--) {
      const key = this.first.get(word.slice(0, at));
      if (at < SHORTEST_KNOWN && (word.length - at < 4 || !this.short.has(key))) continue;
      if (key === undefined || this.notFirst.has(key) || this.notFirst.has(word.slice(0, at))) continue;
      length = at;
      best = key;
    }
    for (let at = 3; at < word.length - SHORTEST_KNOWN; at++) {
      const last = word.slice(at), key = this.rules.stem(last);
      if (!this.last.has(key) || this.notLast.has(key) || this.notLast.has(last)) continue;
      if (best === null || last.length > length) best = key;
      break;
    }
    return best === null ? null : this.typical.get(best) ?? best;
  }

  meanings(key) {
    return this.phrases.get(key) ?? [];
  }

  /** The concepts that the words name, the longest name at each place winning. */
  mentions(words) {
    const keys = words.map((word) => word.key), found = [];
    for (let at = 0; at < keys.length;) {
      const length = (this.lengths.get(keys[at]) ?? []).find((each) =>
        at + each <= keys.length && this.phrases.has(keys.slice(at, at + each).join(" "))) ?? 0;
      const last = at + Math.max(length, 1);
      if (length) {
        for (const [name, weight] of this.meanings(keys.slice(at, last).join(" "))) found.push({ concept: name, weight, first: at, last });
      } else if (words[at].parts.length) {
        for (const [name, weight] of this.meanings(words[at].parts[0])) found.push({ concept: name, weight: weight * this.inCompound, first: at, last });
      }
      at = last;
    }
    return found;
  }

  joined(first, last) {
    return this.compounds.get(`${first} ${last}`) ?? [];
  }

  related(key) {
    const root = this.rules.root(key);
    const found = root === null ? [] : this.rootKeys.get(root) ?? [];
    return found.length > 1 ? found.filter((other) => other !== key) : [];
  }

  /** The word if the bank has it in any form, or else the commonest with its root; null if none. */
  akin(word) {
    const key = this.rules.stem(word);
    if (this.typical.has(key)) return word;
    return this.commonest.get(this.rules.root(key) ?? key) ?? null;
  }

  /** The commonest of the bank's compounds of a word that it has in nothing else; null if none. */
  begun(word) {
    if (word.length < this.spelling.shortest_begun) return null;
    this.used ??= new Set(this.words.filter((_, at) => this.counts[at]));
    let best = -1;
    this.words.forEach((each, at) => {
      if (!this.counts[at] || !each.startsWith(word) || this.counts[at] <= (this.counts[best] ?? 0)) return;
      if (this.used.has(each.slice(word.length).replace(/^s/, ""))) best = at;
    });
    return best < 0 ? null : this.words[best];
  }

  folded(word) {
    return (this.byFold.get(this.rules.fold(word)) ?? []).map((at) => this.words[at]).filter((other) => other !== word);
  }

  /** The words that a word may be a misspelling of, the likeliest first. */
  corrections(word, compound) {
    const limits = this.spelling;
    if (word.length < limits.shortest || !this.rules.isWord(word)) return [];
    let found = this.#near(word, this.byStart, compound);
    const key = this.rules.stem(word);
    if (!found.length && key.length >= limits.shortest_stem) found = this.#near(key, this.stemsByStart, compound);
    found.sort((a, b) => a.faults - b.faults || a.other - b.other || this.counts[b.at] - this.counts[a.at] || a.at - b.at);
    const nearest = found.filter((each) => each.faults === found[0].faults).map((each) => this.words[each.at]);
    return unique(nearest).slice(0, limits.most);
  }

  #near(word, known, compound) {
    const found = [], plain = this.rules.fold(word), limits = this.spelling;
    const allowed = word.length >= (compound ? limits.shortest_compound : limits.shortest_two_faults) ? 2 : 1;
    const long = word.length >= limits.shortest_two_others && !compound;
    for (let length = plain.length - allowed; length <= plain.length + allowed; length++) {
      for (const [spelt, folded, at] of known.get(plain[0] + length) ?? []) {
        let faults = distance(plain, folded, allowed);
        // Who writes å, ä and ö means them.
        if (faults && word !== plain) faults = distance(word, spelt, allowed);
        if (faults > allowed) continue;
        const other = exchanged(plain, folded);
        if (this.#isSlip(plain, folded, faults, other, long)) found.push({ faults, other, at });
      }
    }
    return found;
  }

  /* Slips leave out, double and swap letters; other letters make another word, but of a long one. */
  #isSlip(word, other, faults, exchanges, long) {
    if (word.length < this.spelling.shortest_other_end) return !exchanges && word.at(-1) === other.at(-1);
    return faults < 2 || !exchanges || long;
  }
}

/** How many letters of a word are others in another, wherever they stand. */
function exchanged(one, two) {
  const left = new Map();
  for (const char of one) left.set(char, (left.get(char) ?? 0) + 1);
  let extra = 0;
  for (const char of two) {
    const count = left.get(char) ?? 0;
    if (count) left.set(char, count - 1); else extra++;
  }
  const missing = [...left.values()].reduce((sum, count) => sum + count, 0);
  return Math.min(missing, extra);
}

function* firstForms(word) {
  yield word;
  if (!/(s|a|or|ar|er|na)$/.test(word)) yield `${word}s`;
  if (word.endsWith("a")) {
    yield word.slice(0, -1);
    if (word.length > 3) for (const vowel of "oue") yield word.slice(0, -1) + vowel;
  } else if (word.endsWith("e")) {
    if (word.length > 4) { yield word.slice(0, -1); yield `${word.slice(0, -1)}s`; }
  } else if (word.endsWith("ium")) {
    yield `${word.slice(0, -2)}e`;
  } else if (word.length <= 5 && !"aeiouyåäös".includes(word.at(-1))) {
    yield `${word}e`;
  }
}

/** Optimal string alignment distance; anything above `most` when it is more. */
function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1;
  let before = [], above = Array.from({ length: two.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const own = [row];
    for (let at = 1; at <= two.length; at++) {
      const same = one[row - 1] === two[at - 1];
      own[at] = Math.min(own[at - 1] + 1, above[at] + 1, above[at - 1] + (same ? 0 : 1));
      if (row > 1 && at > 1 && one[row - 1] === two[at - 2] && one[row - 2] === two[at - 1]) {
        own[at] = Math.min(own[at], before[at - 2] + 1);
      }
    }
    if (Math.min(...own) > most && Math.min(...above) > most) return most + 1;
    before = above;
    above = own;
  }
  return above[two.length];
}
