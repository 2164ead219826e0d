type Asked<T extends readonly unknown[]> = { readonly [K in keyof T]: Promise<T[K]> | T[K] };

/** What comes after an error: the transaction has failed, the statement was never prepared. */
const consequences = new Set<unknown>(["25P02", "26000"]);

const isCause = (reason: unknown): boolean =>
  !consequences.has((reason as { code?: unknown } | null | undefined)?.code);

/**
 * Waits for all, and only then fails with the first that failed, in the order in which they are
 * given: nothing of a refused request is still asking when its transaction ends. What failed only
 * because another had failed is not told where the cause is known.
 */
export async function together<T extends readonly unknown[]>(
  asked: readonly [...Asked<T>],
): Promise<T> {
  const settled = await Promise.allSettled(asked);
  const reasons = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  if (reasons.length > 0) throw reasons.find(isCause) ?? reasons[0];
  return settled.map((one) => (one as { value?: unknown }).value) as unknown as T;
}
