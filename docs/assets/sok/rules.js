/* Tokens and stems, by the rules that the index brings (samverkan/search/tokens.py, stem.py). */
import { snowball } from "./snowball.js";

const SHORTEST = 3;
const VOWEL = /[aeiouyåäöé]/;

const set = (text) => new Set(text.split(" "));

export class Rules {
  constructor(rules) {
    this.token = new RegExp(rules.token, "g");
    this.shortForm = new RegExp(rules.short_form, "g");
    this.caseEnding = new RegExp(rules.case_ending);
    this.unified = new RegExp(`[${Object.keys(rules.unified).join("").replace("-", "\\-")}]`, "g");
    this.unify = rules.unified;
    this.alphabetic = new RegExp(`^[${rules.letter}]+$`);
    this.letter = rules.letter;
    this.stop = set(rules.stop);
    this.asking = set(rules.asking);
    this.particles = set(rules.particles);
    this.said = rules.said;
    this.shortVerb = new RegExp(`^${rules.short_verb}$`);
    this.mostSaid = rules.most_said;
    this.foldable = new RegExp(`[${rules.folded[0]}]`, "g");
    this.plain = new Map([...rules.folded[0]].map((char, at) => [char, rules.folded[1][at]]));
    this.roots = rules.roots;
    this.family = new Map(Object.entries(rules.family));
    this.irregular = rules.irregular;
    this.steps = rules.stem.map(([pattern, by]) => [new RegExp(pattern), by]);
    this.stems = new Map();
  }

  isWord(text) {
    return this.alphabetic.test(text);
  }

  fold(text) {
    return text.replace(this.foldable, (char) => this.plain.get(char));
  }

  /** What noun and verb share; null when the word is too short to say. */
  root(key) {
    for (const ending of this.roots) {
      if (key.endsWith(ending) && key.length - ending.length >= 5) return key.slice(0, -ending.length);
    }
    return key.length >= 5 ? key : null;
  }

  stem(word) {
    let found = this.stems.get(word);
    if (found === undefined) this.stems.set(word, found = this.#stem(word));
    return found;
  }

  #stem(word) {
    if (word.length <= SHORTEST || !this.isWord(word)) return this.family.get(word) ?? word;
    for (let seen = word; ;) {
      if (this.family.has(seen)) return this.family.get(seen);
      const shorter = this.#step(seen);
      if (shorter === seen || shorter.length < SHORTEST || !VOWEL.test(shorter)) return seen;
      seen = shorter;
    }
  }

  #step(word) {
    for (const [ending, by] of this.irregular) {
      const at = word.lastIndexOf(ending);
      if (at >= 0 && word.length - at - ending.length <= 3) {
        const mended = word.slice(0, at) + by;
        if (mended !== word) return mended;
        break;
      }
    }
    for (const [pattern, by] of this.steps) {
      if (pattern.test(word)) return word.replace(pattern, by);
    }
    return snowball(word);
  }

  /** The key of words that only mean something together. */
  saying(words) {
    return words.map((word) => (this.shortVerb.test(word) ? word.slice(0, -1) : this.stem(word))).join(this.said);
  }

  /** The tokens of a text in order: as written, and in the one spelling that is compared. */
  tokens(text, keepStopWords = false) {
    text = text.replace(this.unified, (char) => this.unify[char]);
    text = text.replace(this.shortForm, (match) => " ".repeat(match.length));
    const found = [];
    for (const match of text.matchAll(this.token)) {
      const spelt = this.#spelling(match.groups);
      if (!spelt) continue;
      const end = match.index + match[0].length;
      if (!keepStopWords && this.stop.has(spelt) && !isName(match[0], text.slice(end))) continue;
      found.push({ surface: match[0], text: spelt, start: match.index, end, source: text });
    }
    return found;
  }

  #spelling(groups) {
    const squeezed = (text) => text.replaceAll(" ", "").toLowerCase();
    if (groups.chapter) {
      const chapter = groups.chapter.toLowerCase().split("kap")[0];
      return squeezed(`${chapter}:${groups.in_chapter}§`);
    }
    if (groups.after) return squeezed(`${groups.number_after}§`);
    if (groups.before) return squeezed(`${groups.number_before}§`);
    if (groups.colon) {
      const [head, tail] = groups.colon.split(":");
      return head.length <= 2 ? `${head}:${tail.toLowerCase()}§` : groups.colon;
    }
    if (groups.number) return groups.number.replaceAll(" ", "").replaceAll(",", ".");
    return groups.word.toLowerCase().replace(this.caseEnding, "").replace(/^'+|'+$/g, "");
  }
}

/* VI in capitals and Vara kommun are names, whatever else the words are. */
function isName(written, after) {
  const capitals = written === written.toUpperCase() && written !== written.toLowerCase();
  if ((written.length === 2 || written.length === 3) && capitals) return true;
  return written.toLowerCase() === "vara" && after.toLowerCase().startsWith(" kommun");
}
