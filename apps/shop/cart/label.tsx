/** Where a product has no picture: a paper label with its first characters, as on a tea tin. */
export function Label({ name, seed }: { name: string; seed: string }) {
  return (
    <span className={`goods-label goods-label-${tone(seed)}`} aria-hidden="true">
      <span>{shortOf(name)}</span>
    </span>
  );
}

/** Two Chinese characters, or one letter. */
function shortOf(name: string): string {
  const [first = "", second = ""] = [...name.trim()];
  return /\p{Script=Han}/u.test(first) && /\p{Script=Han}/u.test(second)
    ? `${first}${second}`
    : first.toUpperCase();
}

/** Goods of one kind have one colour. */
function tone(seed: string): number {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % 4;
}
