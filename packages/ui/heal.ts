/** No answer, or a server that is busy or just being started. */
const passing = new Set([0, 502, 503, 504]);
const firstMs = 1_000;
const longestMs = 30_000;
/** About ten minutes. Whoever comes back to the page later opens it anew. */
const most = 24;

/**
 * Milliseconds before something is read again that has failed `asked` times: 1 s, 2 s, 4 s … at
 * most 30 s. Null: it is not asked again, since the answer would be the same or it has been long.
 */
export function pauseBefore(asked: number, status: number): number | null {
  if (!passing.has(status) || asked >= most) return null;
  return Math.min(longestMs, firstMs * 2 ** (asked - 1));
}
