// The promises on as many carts as one has patience for, in several threads:
//
//   node tests/scenarios/properties.run.ts --carts 1000000 --seed 1 [--from 250] [--threads 2]
//
// Carts come in lots of 1,000, and a lot has its own seed: what fails is named by its lot and
// fails again with `--from LOT --carts 1000`. An interrupted run goes on with `--from`.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import fc from "fast-check";
import {
  boundIsTrue, explainsAll, nextStepsAreTrue, reasonsAreTrue,
} from "#packages/pricing/oracle/answers.fixture.ts";
import { arbitraryCase, type Case, type Sizes } from "#packages/pricing/oracle/cases.ts";
import {
  addsUp, answer, choiceIsNoBetter, explainsEachCent, isBest, lineIdsDecideOnlyTies,
  orderDecidesNothing,
} from "#packages/pricing/oracle/properties.fixture.ts";

const lotSize = 1_000;
const mostFailures = 3;

/** One lot in four has the size that the first promise names; in some, everything stacks. */
function sizesOf(lot: number): Sizes {
  if (lot % 40 === 39) return { maxLines: 8, minOffers: 9, maxOffers: 12, free: true };
  return lot % 4 === 2
    ? { maxLines: 8, minOffers: 8, maxOffers: 12 }
    : { maxLines: 6, minOffers: 0, maxOffers: 7 };
}

interface Lot {
  readonly lot: number;
  /** In words, with the smallest cart that fails; null: all is well. */
  readonly failure: string | null;
}

function holdsForAll(one: Case, number: number): void {
  const priced = answer(one);
  isBest(one, priced);
  addsUp(one, priced);
  explainsEachCent(priced);
  orderDecidesNothing(one, priced, number);
  if (number % 4 === 0) lineIdsDecideOnlyTies(one, priced, number);
  if (number % 4 === 1) choiceIsNoBetter(one, priced, number);
  if (number % 8 === 2) boundIsTrue(one, number % 200);
  if (number % 8 === 3) nextStepsAreTrue(one);
  if (number % 8 === 6) explainsAll(one, priced);
  if (number % 8 === 7) reasonsAreTrue(one, priced);
}

function runLot(lot: number, seed: number): Lot {
  const number = fc.integer({ min: 0, max: 0xfffff });
  const found = fc.check(fc.property(arbitraryCase(sizesOf(lot)), number, holdsForAll), {
    numRuns: lotSize, seed: (seed * 1_000_003 + lot) | 0,
  });
  if (!found.failed) return { lot, failure: null };
  const why = found.errorInstance instanceof Error ? found.errorInstance.message : "it failed";
  return { lot, failure: `${why}\n${JSON.stringify(found.counterexample)}` };
}

function work(seed: number): void {
  parentPort!.on("message", (lot: number) => parentPort!.postMessage(runLot(lot, seed)));
}

async function lead(): Promise<void> {
  const { values } = parseArgs({
    options: {
      carts: { type: "string", default: "1000000" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
      threads: { type: "string", default: String(Math.max(1, availableParallelism())) },
    },
  });
  const [seed, first] = [Number(values.seed), Number(values.from)];
  const lots = Math.ceil(Number(values.carts) / lotSize);
  const failures: Lot[] = [];
  const start = performance.now();
  const open = new Set<number>();
  let [next, done, shown] = [first, 0, start];
  const report = (lot: Lot) => {
    open.delete(lot.lot);
    done += 1;
    if (lot.failure !== null) {
      failures.push(lot);
      process.stdout.write(`lot ${lot.lot} fails: ${lot.failure}\n`);
    }
    const now = performance.now();
    if (now - shown < 10_000 && done < lots) return;
    shown = now;
    const perSecond = Math.round((done * lotSize) / ((now - start) / 1_000));
    process.stdout.write(
      `${done * lotSize} of ${lots * lotSize} carts, ${perSecond} a second, `
      + `${failures.length} lots failed; go on with --from ${Math.min(next, ...open)}\n`,
    );
  };
  await Promise.all(Array.from({ length: Number(values.threads) }, () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { seed } });
      const hand = () => {
        if (next >= first + lots || failures.length >= mostFailures) {
          void worker.terminate();
          resolve();
          return;
        }
        open.add(next);
        worker.postMessage(next);
        next += 1;
      };
      worker.on("message", (lot: Lot) => {
        report(lot);
        hand();
      });
      worker.on("error", reject);
      hand();
    })));
  process.exitCode = failures.length > 0 ? 1 : 0;
}

if (isMainThread) await lead();
else work((workerData as { seed: number }).seed);
