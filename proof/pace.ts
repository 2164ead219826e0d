import type { Told } from "./shot.ts";

/** The value that so large a part of them does not pass; 0 of none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const slowAnswers = 10;

/**
 * What is promised in milliseconds, as it stands on a machine with time to spare: a hundredth part
 * of the answers takes far less than a tenth of it there. Where even single answers take longer,
 * the machine is busy with others and not the product is slow.
 */
export function allowedMs(promisedMs: number, told: readonly Told[]): number {
  const took = told.map((one) => one.answeredAt - one.sentAt);
  return Math.round(Math.max(promisedMs, slowAnswers * quantile(took, 0.99)));
}
