/* The sum that ranks (ranking.py). Plain loops over arrays with a place for each document: a
   search has some milliseconds, and a thousand records answer a common word. */
import { filled, picked } from "./numbers.js";

const TITLED = new Set(["words", "parts", "concepts"]);

export class Ranking {
  constructor(postings, entries, settings) {
    this.postings = postings;
    this.set = settings.ranking;
    this.scale = settings.scale;
    this.part = settings.query.part;
    this.size = entries.id.length;
    const lengths = Float64Array.from(entries.length);
    const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, this.size) || 1;
    const { saturation, length } = this.set;
    this.damp = lengths.map((own) => this.scale * saturation * (1 - length + length * own / average));
    this.titleWorth = Float64Array.from(entries.title_length, (own) => 1 / Math.sqrt(2 + own));
    this.worth = Float64Array.from(entries.kind, (kind, at) => entries.merit[at] * settings.worth[kind]);
  }

  /** The documents that answer a query with their scores, the best first. */
  ranked(query) {
    const certain = (wish) => !wish.guessed &&
      wish.ways.some((way) => way.factor >= this.part && way.keys.length === 1);
    if (!query.wishes.some(certain) && !query.wishes.every((wish) => wish.ways.length)) return [];
    const scores = this.#scores(query);
    const found = Array.from(filled(scores), (document) => [document, scores[document]]);
    return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  }

  /* A score for each document, 0 for none. Equal sums may come out unlike in the last digits. */
  #scores(query) {
    const { size, worth } = this;
    const total = new Float64Array(size), answered = new Float64Array(size), named = new Uint8Array(size);
    let asked = 0;
    for (const wish of query.wishes) {
      const { rarity, found, share, titles } = this.#answer(wish);
      asked += rarity;
      for (let at = 0; at < size; at++) {
        total[at] += rarity * found[at];
        answered[at] += rarity * share[at];
        if (titles[at]) named[at] = 1;
      }
    }
    if (!asked) return total.fill(0);
    for (const pair of query.pairs) {
      const { documents, strengths } = this.#list("pairs", pair);
      const rarity = this.#rarity(documents.length) * this.set.pair;
      for (let at = 0; at < documents.length; at++) {
        if (total[documents[at]]) total[documents[at]] += rarity * strengths[at];
      }
    }
    const { least } = this.set, every = !query.mostlyUnanswered;
    for (let at = 0; at < size; at++) {
      if (!total[at]) continue;
      const score = total[at] * worth[at] * (answered[at] / asked + least);
      total[at] = every || named[at] ? Math.round(score * 1e9) / 1e9 : 0;
    }
    return total;
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
    const { second, strong, title } = this.set;
    const nearest = this.#nearest(wish);
    let holders = 0;
    for (const way of wish.ways) {
      const factor = Math.min(way.factor * nearest, 1);
      const counted = Math.min(1, factor * 1.25), counts = factor >= strong;
      const { documents, strengths } = this.#strengths(way);
      for (let at = 0; at < documents.length; at++) {
        const document = documents[at];
        const own = factor * strengths[at], old = found[document];
        if (old) {
          found[document] = own > old ? own + second * old : old + second * own;
        } else {
          found[document] = own;
          if (counts && !share[document]) { share[document] = counted; holders++; }
        }
      }
      this.#inTitle(way, titles);
    }
    for (let at = 0; at < this.size; at++) if (titles[at]) found[at] += title * titles[at];
    return { rarity: wish.weight * this.#rarity(holders), found, share, titles };
  }

  /* What stands in for a word that the bank lacks, or only one record has, counts the more. */
  #nearest({ ways }) {
    const common = ways.find((way) => this.#strengths(way).documents.length > 1) ?? ways[0];
    return common ? Math.min(1 / common.factor, this.set.stand_in) : 1;
  }

  /* The documents that hold all keys of a way, and how strongly: as much as the weakest. */
  #strengths(way) {
    const lists = way.keys.map((key) => this.#list(way.field, key));
    if (lists.length === 1) return lists[0];
    const least = new Float64Array(this.size), held = new Uint8Array(this.size);
    lists.forEach(({ documents, strengths }, number) => {
      for (let at = 0; at < documents.length; at++) {
        const document = documents[at];
        if (held[document] !== number) continue;
        least[document] = number ? Math.min(least[document], strengths[at]) : strengths[at];
        held[document]++;
      }
    });
    const documents = lists[0].documents.filter((document) => held[document] === lists.length);
    return { documents, strengths: picked(least, documents) };
  }

  #list(field, key) {
    if (field === "any") return this.#any(key);
    const { documents, weights } = this.postings.get(field, key);
    const strengths = new Float64Array(documents.length);
    for (let at = 0; at < strengths.length; at++) {
      strengths[at] = weights[at] / (weights[at] + this.damp[documents[at]]);
    }
    return { documents, strengths };
  }

  /* A word or, less surely, a part of one. */
  #any(key) {
    const best = new Float64Array(this.size);
    const parts = this.#list("parts", key), words = this.#list("words", key);
    const weaker = this.set.part_in_any;
    for (let at = 0; at < parts.documents.length; at++) best[parts.documents[at]] = weaker * parts.strengths[at];
    for (let at = 0; at < words.documents.length; at++) best[words.documents[at]] = words.strengths[at];
    const documents = filled(best);
    return { documents, strengths: picked(best, documents) };
  }

  #inTitle(way, titles) {
    if (!TITLED.has(way.field) || way.keys.length > 1) return;
    const { documents, weights } = this.postings.titled(way.field === "concepts" ? "concepts" : "words", way.keys[0]);
    const factor = way.field === "words" ? way.factor : Math.min(1, way.factor * this.set.title_way);
    for (let at = 0; at < documents.length; at++) {
      const document = documents[at];
      const strength = factor * weights[at] / this.scale * this.titleWorth[document] * 2;
      if (strength > titles[document]) titles[document] = strength;
    }
  }

  #rarity(holders) {
    return Math.log(1 + (this.size - holders + 0.5) / (holders + 0.5)) ** this.set.rare;
  }
}
