/**
 * A reporter for node:test that writes nothing but the final counts and the slowest files, as one
 * line of JSON.
 */

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly skipped: number;
  readonly todo: number;
}

interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly file?: string;
    readonly counts?: Counts;
    readonly nesting?: number;
    readonly details?: { readonly duration_ms?: number };
  };
}

interface Slow {
  readonly file: string;
  readonly seconds: number;
}

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
  /** What the tests of a file took together. */
  slowest?: readonly Slow[];
}

const mostNamed = 10;

function slowestOf(taken: ReadonlyMap<string, number>): Slow[] {
  const all = [...taken].map(([file, ms]) => ({ file, seconds: ms / 1_000 }));
  return all.sort((a, b) => b.seconds - a.seconds).slice(0, mostNamed);
}

export default async function* totals(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const taken = new Map<string, number>();
  for await (const { type, data } of events) {
    if (/^test:(pass|fail)$/.test(type) && data.name && data.nesting === 0) {
      taken.set(data.name, (taken.get(data.name) ?? 0) + (data.details?.duration_ms ?? 0));
    }
    // The summary without a file is that of the whole run.
    if (type !== "test:summary" || data.file || !data.counts) continue;
    const { passed, failed, cancelled, skipped, todo } = data.counts;
    const line: Totals = {
      passed, failed: failed + cancelled, skipped: skipped + todo, slowest: slowestOf(taken),
    };
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
