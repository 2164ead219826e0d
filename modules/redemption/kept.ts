import { Refusal } from "#platform/errors.ts";

/** A refusal as an answer: the other calls of a batch go on. */
export async function kept<T>(run: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
