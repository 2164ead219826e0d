/** Where a run tells people how far it is; a test gives a silent one. */
export interface Screen {
  say(zh: string, en: string): void;
  /** A line as it is: a table's row. */
  print(line: string): void;
  /** Begins a step of `total` parts. */
  step(zh: string, en: string, total: number): Step;
}

export interface Step {
  tick(parts?: number): void;
  /** Ends the step, whatever is left of it. */
  done(): void;
}

interface Out {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const cells = 24;
const redrawMs = 100;

const percent = (done: number, total: number) => (total === 0 ? 100 : (done / total) * 100);

function barLine(title: string, done: number, total: number): string {
  const share = percent(done, total);
  const full = Math.round((share / 100) * cells);
  const bar = "█".repeat(full) + "░".repeat(cells - full);
  return `  ${bar} ${String(Math.floor(share)).padStart(3)} %  ${title} ${done}/${total}`;
}

/** Answers how long it has been since now. */
function stopwatch(): () => string {
  const from = performance.now();
  return () => `${((performance.now() - from) / 1000).toFixed(1)} s`;
}

/** A bar that is redrawn in place, for a terminal. */
function liveStep(out: Out, title: string, total: number): Step {
  let done = 0;
  let drawnAt = -redrawMs;
  const spent = stopwatch();
  const draw = () => {
    drawnAt = performance.now();
    out.write(`\r\u001B[K${barLine(title, done, total)}`);
  };
  draw();
  return {
    tick(parts = 1) {
      done += parts;
      if (performance.now() - drawnAt >= redrawMs) draw();
    },
    done() {
      draw();
      out.write(`  ${spent()}\n`);
    },
  };
}

/** A line each quarter, for a log file. */
function loggedStep(out: Out, title: string, total: number): Step {
  let done = 0;
  let told = 0;
  const spent = stopwatch();
  return {
    tick(parts = 1) {
      done += parts;
      const quarter = Math.floor(percent(done, total) / 25);
      if (quarter <= told || quarter >= 4) return;
      told = quarter;
      out.write(`${barLine(title, done, total)}\n`);
    },
    done: () => void out.write(`${barLine(title, done, total)}  ${spent()}\n`),
  };
}

/** Writes both languages to a stream; bars only where it is a terminal. */
export function openScreen(out: Out): Screen {
  return {
    say: (zh, en) => void out.write(`${zh}\n${en}\n`),
    print: (line) => void out.write(`${line}\n`),
    step(zh, en, total) {
      const title = `${zh} ${en}`;
      return out.isTTY ? liveStep(out, title, total) : loggedStep(out, title, total);
    },
  };
}
