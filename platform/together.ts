type Asked<T extends readonly unknown[]> = { readonly [K in keyof T]: Promise<T[K]> | T[K] };

/**
 * Waits for all, and only then fails with the first that failed, in the order in which they are
 * given: nothing of a refused request is still asking when its transaction ends.
 */
export async function together<T extends readonly unknown[]>(
  asked: readonly [...Asked<T>],
): Promise<T> {
  await Promise.allSettled(asked);
  return (await Promise.all(asked)) as unknown as T;
}
