import { parseArgs } from "node:util";
import { checkout } from "./checkout.ts";
import { claim } from "./claim.ts";
import { claimRows } from "./claim-rows.ts";
import { codes } from "./codes.ts";
import { ledger } from "./ledger.ts";
import { memory } from "./memory.ts";
import { nearby } from "./nearby.ts";
import { pricing } from "./pricing.ts";
import { processes } from "./processes.ts";
import { lineOf, type Result } from "./report.ts";
import { redeem } from "./redeem.ts";
import { search } from "./search.ts";
import { start } from "./start.ts";
import { storePage } from "./store-page.ts";

interface Options {
  /** How many codes; 300,000 unless told. */
  readonly codes?: string | undefined;
  /** The one shop that `checkout` runs: vendure, medusa or bihuan. */
  readonly only?: string | undefined;
}

const benches: Record<string, (options: Options) => Promise<Result[]>> = {
  start,
  "store-page": storePage,
  nearby,
  search,
  memory,
  claim,
  "claim-rows": claimRows,
  redeem,
  processes,
  pricing,
  codes,
  ledger,
  checkout,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false }, codes: { type: "string" }, only: { type: "string" },
  },
});
const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) {
    process.stderr.write(`没有 / no bench ${name}: ${Object.keys(benches).join(", ")}\n`);
    process.exit(2);
  }
  for (const result of await bench(values)) {
    process.stdout.write(`${values.json ? JSON.stringify(result) : lineOf(result)}\n`);
  }
}
