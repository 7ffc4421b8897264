/* What a query asks for: each word with every way to answer it (query.py). */

const byCode = (one, two) => (one < two ? -1 : one > two ? 1 : 0);

export class Reader {
  constructor(language, index, factors) {
    this.language = language;
    this.index = index;
    this.f = factors;
  }

  parse(written) {
    const cut = Array.from(written).slice(0, this.f.max_length).join("");
    const text = cut.split(/[\s\x1c-\x1f\x85]+/).filter(Boolean).join(" ");
    const found = this.#said(text);
    const few = [...new Map(found.map((token) => [token.text, token])).values()].slice(0, this.f.max_words);
    const readings = this.#readings(few.map((token) => this.language.word(token)));
    const words = readings.map((reading) => reading.word);
    const alone = readings.flatMap((reading, at) => (reading.alone ? [at] : []));
    const ways = this.#allWays(words, alone);
    const wishes = readings.map((reading, at) => ({ ...reading, surface: reading.word.token.surface, ways: ways[at] }));
    const count = (wanted) => wishes.filter(wanted).length;
    const known = count((wish) => wish.ways.length && !wish.partial);
    return {
      text,
      wishes,
      pairs: words.slice(1).map((word, at) => `${words[at].key} ${word.key}`),
      known,
      mostlyUnanswered: 2 * count((wish) => wish.ways.length) <= wishes.length,
    };
  }

  /* The tokens of a query; words that only mean something together are one of them. */
  #said(text) {
    const { rules } = this.language, every = rules.tokens(text, true), found = [];
    const telling = new Set(rules.tokens(text).map((token) => token.start));
    for (let at = 0; at < every.length;) {
      const [token, length] = this.#together(every.slice(at, at + rules.mostSaid), telling);
      if (length > 1 || telling.has(token.start)) found.push(token);
      at += length;
    }
    return found.length ? found : every;
  }

  /* The first of the words, with those that belong to it, and how many they are. */
  #together(words, telling) {
    const { language } = this, [first, second] = words;
    const joined = (text, length) => {
      const surface = words.slice(0, length).map((token) => token.surface).join(" ");
      return [{ ...first, surface, text, end: words[length - 1].end }, length];
    };
    if (second && telling.has(first.start) && language.rules.particles.has(second.text)) {
      const text = language.akin(second.text + first.text);
      if (text !== null) return joined(text, 2);
    }
    for (let length = words.length; length > 1; length--) {
      const said = words.slice(0, length).map((token) => token.text);
      const concepts = language.meanings(language.rules.saying(said));
      if (concepts.some(([concept]) => this.index.has("concepts", concept))) return joined(said.join(" "), length);
    }
    return [first, 1];
  }

  #readings(words) {
    const found = [];
    this.#allWays(words).forEach((ways, at) => {
      const word = words[at];
      if (this.#isAnswered(ways)) {
        const asking = this.language.rules.asking.has(word.token.text);
        found.push({ word, weight: asking ? this.f.asking : 1, guessed: false, partial: this.#isNear(word, ways) });
        return;
      }
      const halves = this.#opened(word);
      const other = this.#otherSpelling(word, halves.length > 0);
      if (other) {
        found.push({ word: other, correction: other.token.text, weight: 1, guessed: true });
      } else if (halves.length) {
        const last = halves.length - 1, generic = this.language.generic.has(halves[last].key);
        const opened = generic ? undefined : word.token.text;
        halves.slice(0, generic ? last : undefined).forEach((half, place) => found.push({
          word: half, weight: place === last ? this.f.last_half : 1, guessed: true, opened, alone: generic,
        }));
      } else {
        found.push(this.#halfKnown(word) ?? { word, weight: 1, guessed: false });
      }
    });
    return found;
  }

  #halfKnown(word) {
    const longer = this.language.begun(word.token.text);
    if (longer !== null) {
      const begun = this.language.word({ surface: word.token.surface, text: longer });
      return { word: begun, weight: this.f.last_half, guessed: true };
    }
    const text = this.language.knownPart(word.token.text);
    if (text === null) return null;
    const known = this.language.word({ surface: word.token.surface, text });
    return { word: known, weight: this.f.last_half, guessed: true, partial: true };
  }

  #isAnswered(ways) {
    return ways.some((way) => way.factor >= this.f.part && way.field !== "any");
  }

  #otherSpelling(word, compound) {
    for (const [text, changed] of this.#spellings(word.token.text, compound)) {
      const other = this.language.word({ surface: word.token.surface, text });
      const piece = this.language.word({ surface: changed, text: changed });
      const sure = changed.length >= this.language.spelling.shortest_other_end;
      if ((sure ? [other, piece] : [other]).some((each) => this.#isAnswered(this.#allWays([each])[0]))) return other;
    }
    return null;
  }

  /* Other spellings, a hyphenated word piece by piece, and what was changed. */
  *#spellings(text, compound) {
    const pieces = text.split("-");
    if (pieces.length === 1) {
      for (const other of this.language.folded(text)) yield [other, other];
      for (const other of this.language.corrections(text, compound)) yield [other, other];
      return;
    }
    for (let at = 0; at < pieces.length; at++) {
      for (const [other] of this.#spellings(pieces[at], false)) {
        yield [[...pieces.slice(0, at), other, ...pieces.slice(at + 1)].join("-"), other];
      }
    }
  }

  #opened(word) {
    const halves = this.language.halves(word.token.text);
    if (halves.length < 2 || word.token.text.endsWith("§")) return [];
    return halves.map((text) => this.language.word({ surface: word.token.surface, text }));
  }

  #allWays(words, alone = []) {
    const joined = words.map(() => []), more = words.map(() => []);
    this.#join(words, joined);
    // The telling part of a compound makes no name with its neighbours.
    const borders = [...new Set([0, ...alone.flatMap((at) => [at, at + 1]), words.length])];
    borders.slice(1).forEach((end, place) => {
      const start = borders[place];
      for (const mention of this.language.mentions(words.slice(start, end))) {
        const factor = (mention.last - mention.first === 1 ? this.f.concept : this.f.name) * mention.weight;
        for (let at = start + mention.first; at < start + mention.last; at++) {
          more[at].push({ field: "concepts", keys: [mention.concept], factor });
        }
      }
    });
    return words.map((word, at) => {
      const together = this.#answered(joined[at]);
      const ways = this.#answered([...this.#ownWays(word), ...together, ...more[at]]);
      if (together.length || (word.token.text.length > 1 && this.#isAnswered(ways))) return ways;
      return this.#answered([...ways, ...this.#ofPlace(word)]);
    });
  }

  /* The county whose letter a word is, or of the kommun that it is short for and no record names. */
  #ofPlace({ token }) {
    const { language } = this;
    const said = token.text.length === 1 ? `${token.text}-län` : `${token.text} kommun`;
    const words = language.rules.tokens(said).map((each) => language.word(each));
    return language.mentions(words)
      .filter((mention) => mention.last - mention.first === words.length)
      .map(({ concept, weight }) => ({ field: "concepts", keys: [concept], factor: this.f.name * weight }));
  }

  /* Whether a word is a kommun that the bank knows nothing of but the county. */
  #isNear(word, ways) {
    const named = word.token.text.length > 1 && ways.every((way) => way.field === "concepts");
    return named && this.#ofPlace(word).length > 0;
  }

  #join(words, more) {
    const { language } = this;
    const free = (word) => language.first.get(word.token.text) || word.key;
    for (let at = 0; at + 1 < words.length; at++) {
      const one = free(words[at]), two = free(words[at + 1]);
      for (const key of [...language.joined(one, two), ...language.joined(two, one), one + two]) {
        const together = [{ field: "words", keys: [key], factor: this.f.joined }];
        for (const [concept, weight] of language.meanings(key)) {
          together.push({ field: "concepts", keys: [concept], factor: this.f.name * weight });
        }
        more[at].push(...together);
        more[at + 1].push(...together);
      }
    }
  }

  *#ownWays(word) {
    const { f } = this;
    yield { field: "words", keys: [word.key], factor: 1 };
    yield { field: "parts", keys: [word.key], factor: f.part };
    if (word.token.text.endsWith("§")) {
      for (const inner of word.inner) yield { field: "words", keys: [inner], factor: f.section_number };
      return;
    }
    if (word.inner.length) {
      const whole = word.inner.length > word.token.text.split("-").length - 1;
      yield { field: "any", keys: word.inner, factor: whole ? f.inner : f.fragment };
    }
    if (word.parts.length >= 2) {
      const [first, last] = word.parts;
      yield { field: "pairs", keys: [`${last} ${first}`], factor: f.neighbours };
      yield { field: "pairs", keys: [`${first} ${last}`], factor: f.neighbours };
      yield { field: "any", keys: [first, last], factor: f.cut };
      yield { field: "any", keys: [first], factor: f.one_part };
      yield { field: "any", keys: [last], factor: f.one_part };
    }
    for (const key of this.language.related(word.key)) yield { field: "words", keys: [key], factor: f.root };
  }

  /* The ways that at least one record answers, each once, the best first. */
  #answered(ways) {
    const best = new Map();
    for (const way of ways) {
      const place = `${way.field} ${way.keys.join(" ")}`;
      const known = best.get(place);
      if (!known || way.factor > known.factor) best.set(place, way);
    }
    return [...best.values()]
      .filter((way) => way.keys.every((key) => this.index.has(way.field, key)))
      .sort((a, b) => b.factor - a.factor || byCode(a.field, b.field) || byKeys(a.keys, b.keys));
  }
}

function byKeys(one, two) {
  for (let at = 0; at < Math.min(one.length, two.length); at++) {
    const order = byCode(one[at], two[at]);
    if (order) return order;
  }
  return one.length - two.length;
}

/** The query with its misspelt words put right; null when there are none. */
export function suggestion(query, letter) {
  let { text } = query;
  for (const wish of query.wishes) {
    if (!wish.correction) continue;
    const escaped = wish.surface.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    text = text.replace(new RegExp(`(?<![${letter}0-9_])${escaped}(?![${letter}0-9_])`, "g"), () => wish.correction);
  }
  return text === query.text ? null : text;
}
