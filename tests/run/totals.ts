/** A reporter for node:test that writes nothing but the final counts, as one line of JSON. */

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly todo: number;
}

interface TestEvent {
  readonly type: string;
  readonly data: { readonly file?: string; readonly counts?: Counts };
}

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

export default async function* totals(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    // The summary without a file is that of the whole run.
    if (type !== "test:summary" || data.file || !data.counts) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    const line: Totals = { passed, failed: failed + cancelled, skipped: skipped + todo };
    yield `${JSON.stringify(line)}\n`;
  }
}

export const none: Totals = { passed: 0, failed: 0, skipped: 0 };

export function sum(all: readonly Totals[]): Totals {
  return all.reduce((left, right) => ({
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  }), none);
}

/** "3 passed, 0 failed", with the skipped only when there are some. */
export function inWords({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`;
}
