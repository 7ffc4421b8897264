/* Snowball's Swedish stemmer (snowballstem.org, version 3.1), word for word as the command
   line has it from PyStemmer; tests/search compares the two on every word and many more. */
const VOWELS = "aeiouyäåö";
const BEFORE_S = "bcdfghjklmnoprtvy";
const BEFORE_OST = "iklnprtuv";
const NOT_BEFORE_ET = (
  "fab h pak rak stak kom iet cit dit alit ilit mit nit pit rit sit tit uit ivit kvit xit"
).split(" ");
const MAIN = longestFirst(
  "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or " +
  "s as arnas ernas ornas es ades andes ens arens hetens erns at et andet het ast",
);
const PAIRS = ["dd", "gd", "nn", "dt", "gt", "kt", "tt"];
const OTHER = longestFirst("ig lig els fullt öst");

function longestFirst(endings) {
  return endings.split(" ").sort((one, two) => two.length - one.length);
}

/** Where the region begins in which endings may stand: after the first vowel and consonant. */
function region(word) {
  let at = 0;
  while (at < word.length && !VOWELS.includes(word[at])) at++;
  while (at < word.length && VOWELS.includes(word[at])) at++;
  return word.length < 3 || at >= word.length ? word.length : Math.max(at + 1, 3);
}

function endingOf(word, start, endings) {
  return endings.find((each) => word.endsWith(each) && word.length - each.length >= start);
}

function mayPrecedeEt(rest) {
  return rest.length > 2 && !VOWELS.includes(rest.at(-1)) && VOWELS.includes(rest.at(-2)) &&
    !NOT_BEFORE_ET.some((each) => rest.endsWith(each));
}

function withoutMain(word, start) {
  const ending = endingOf(word, start, MAIN);
  if (!ending) return word;
  const rest = word.slice(0, -ending.length);
  if (ending === "et") return mayPrecedeEt(rest) ? rest : word;
  if (ending !== "s") return rest;
  if (rest.endsWith("et") && mayPrecedeEt(rest.slice(0, -2))) return rest.slice(0, -2);
  return rest && BEFORE_S.includes(rest.at(-1)) ? rest : word;
}

function withoutOther(word, start) {
  const ending = endingOf(word, start, OTHER);
  if (!ending) return word;
  const rest = word.slice(0, -ending.length);
  if (ending === "fullt") return `${rest}full`;
  if (ending !== "öst") return rest;
  return rest && BEFORE_OST.includes(rest.at(-1)) ? `${rest}ös` : word;
}

/** Return the stem of a word in lower case. */
export function snowball(word) {
  const start = region(word);
  word = withoutMain(word, start);
  if (endingOf(word, start, PAIRS)) word = word.slice(0, -1);
  return withoutOther(word, start);
}
