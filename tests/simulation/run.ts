/*
 * Cities by the hundred: `node tests/simulation/run.ts --seeds 1000`, from a seed on with
 * `--from 4711`, longer with `--steps 5000`. A seed that fails is printed and can be run alone.
 */
import { startTestApp } from "#tests/support/app.ts";
import { layGround } from "./city.ts";
import { simulate, type Tally } from "./simulate.ts";

function given(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [seeds, from, steps] = [given("seeds", 1_000), given("from", 1), given("steps", 2_000)];
const lanes = given("lanes", 3);
const app = await startTestApp();
const sum: Tally = { steps: 0, used: 0, undone: 0, sent: 0, refused: 0, crashes: 0 };
const failed: string[] = [];
const started = performance.now();
let next = from;
let done = 0;

async function lane(): Promise<void> {
  // A brand for each lane, and a new one now and then: what has grown old stays small.
  for (let ground = await layGround(app), count = 0; next < from + seeds; count += 1) {
    if (count % 100 === 99) ground = await layGround(app);
    const seed = next++;
    try {
      const tally = await simulate(ground, seed, steps);
      for (const name of Object.keys(sum) as (keyof Tally)[]) sum[name] += tally[name];
    } catch (thrown) {
      failed.push(String((thrown as Error).message));
      say(`FAILED ${(thrown as Error).message}\n${String((thrown as Error).cause)}`);
    }
    done += 1;
    if (done % 50 === 0) say(`${done} of ${seeds} seeds, ${seconds()} s`);
  }
}
const seconds = (): string => ((performance.now() - started) / 1000).toFixed(0);

await Promise.all(Array.from({ length: lanes }, lane));
await app.close();
say(`${done} seeds from ${from}, ${steps} steps each: ${failed.length} failed, ${seconds()} s`);
say(Object.entries(sum).map(([name, count]) => `${name} ${count}`).join(", "));
process.exitCode = failed.length > 0 ? 1 : 0;
