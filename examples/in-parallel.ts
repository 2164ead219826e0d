/** Runs the work of each item, at most so many at once; the first failure stops the rest. */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  let failed = false;
  const take = async (): Promise<void> => {
    for (const item of queue) {
      if (failed) return;
      try {
        await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, take));
  const first = ends.find((end) => end.status === "rejected");
  if (first) throw first.reason;
}

/** Enough to keep two cores busy without making a shared server wait. */
export const requestsAtOnce = 16;
