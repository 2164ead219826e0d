/** One measured line; `--json` prints it as it is. */
export interface Result {
  readonly bench: string;
  readonly value: number;
  readonly unit: string;
  /** value divided by the floor's or peer's value, where there is one. */
  readonly ratio: number | null;
  readonly against: string | null;
  readonly target: number | null;
  /** Whether the target is met; null without one. Benches never fail on speed. */
  readonly met: boolean | null;
  readonly runs: readonly number[];
  /** What was checked of the work that was timed. */
  readonly correct: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const round = (value: number): number => Number(value.toPrecision(4));

export interface Measured {
  readonly bench: string;
  readonly unit: string;
  readonly runs: readonly number[];
  readonly correct: string;
  readonly floor?: { readonly name: string; readonly value: number };
  /** At least this ratio, or with `atMost` at most this value. */
  readonly atLeastRatio?: number;
  readonly atMost?: number;
}

export function resultOf(measured: Measured): Result {
  const value = median(measured.runs);
  const ratio = measured.floor ? value / measured.floor.value : null;
  const target = measured.atLeastRatio ?? measured.atMost ?? null;
  const met =
    measured.atLeastRatio !== undefined && ratio !== null
      ? ratio >= measured.atLeastRatio
      : measured.atMost !== undefined
        ? value <= measured.atMost
        : null;
  return {
    bench: measured.bench,
    value: round(value),
    unit: measured.unit,
    ratio: ratio === null ? null : round(ratio),
    against: measured.floor?.name ?? null,
    target,
    met,
    runs: measured.runs.map(round),
    correct: measured.correct,
  };
}

export function lineOf(result: Result): string {
  const ratio = result.ratio === null ? "" : `  ${result.ratio} × ${result.against}`;
  const goal = result.ratio === null ? `≤ ${result.target}` : `≥ ${result.target}`;
  const target = result.target === null ? "" : `  (${goal}: ${result.met ? "met" : "MISSED"})`;
  const name = result.bench.padEnd(22);
  const line = `${name} ${String(result.value).padStart(9)} ${result.unit}${ratio}${target}`;
  return `${line}\n`
    + `${" ".repeat(23)}runs ${result.runs.join(" ")} · ${result.correct}`;
}
