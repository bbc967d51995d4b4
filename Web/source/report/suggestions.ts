// SPDX-License-Identifier: Apache-2.0

/** What is compared of a class. */
interface Named {
  zh: string;
  en: string;
}

/** Pairs of neighbouring characters in Chinese, and whole words in English. */
function parts(words: string): Set<string> {
  const found = new Set(words.toLowerCase().match(/[a-z]{3,}/g) ?? []);
  for (const run of words.match(/[\u4e00-\u9fff]+/g) ?? []) {
    for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2));
  }
  return found;
}

/** The classes whose names share most with what somebody wrote; the list's first ones at a tie. */
export function suggestions<Kind extends Named>(words: string, kinds: Kind[], count = 4): Kind[] {
  const written = parts(words);
  const score = (kind: Kind) =>
    [...parts(`${kind.zh} ${kind.en}`)].filter((part) => written.has(part)).length;
  return kinds
    .map((kind, position) => ({ kind, position, score: score(kind) }))
    .sort((a, b) => b.score - a.score || a.position - b.position)
    .slice(0, count)
    .map((each) => each.kind);
}
