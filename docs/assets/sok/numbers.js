/* Numbers as the index sends them: a character each (export.py), in runs that end with "!". */

const PAIRED = /[\ud800-\udfff]/;

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

/** How many numbers a run stands for: one past the first 65,536 is two places long. */
export function counted(text) {
  return PAIRED.test(text) ? Array.from(text).length : text.length;
}

/** Numbers sent as the gaps between them. */
export function summed(gaps) {
  let number = 0;
  return gaps.map((gap) => (number += gap));
}

/** Keys in order, each as the numbers that it is spelt with. */
export function spelt(keys, first) {
  const more = keys.more.split("!");
  return Array.from(summed(decoded(keys.first, first)), (number, at) =>
    (more[at] ? [number, ...decoded(more[at], first)] : [number]));
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

/** A concept's key: its number, so written that keys sort as numbers do. */
export function concept(number) {
  return String(number).padStart(6, "0");
}
