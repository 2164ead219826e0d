import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import type { Attack, Field } from "../attack.ts";
import { lateFaults, lookWhenDone } from "../checks/look.ts";
import type { HoldEnd, HoldOrder, HoldReport } from "../hold-hand.ts";
import type { Told } from "../shot.ts";

const handFile = path.join(path.dirname(import.meta.dirname), "hold-hand.ts");
const hands = 2;

async function handOf(order: HoldOrder): Promise<HoldReport> {
  const child = fork(handFile, [], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  try {
    child.send(order);
    const [report] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => { throw new Error("a process of holds ended early"); }),
    ]);
    return report as HoldReport;
  } finally {
    child.kill("SIGTERM");
  }
}

interface Row {
  readonly hold_id: string;
  readonly state: string;
  readonly ends: number;
}

const rowsSql = `
  select h.hold_id, h.state, count(j.event_id)::int as ends from limits.holds h
  left join platform.journal j on j.brand_id = h.brand_id
    and j.payload ->> 'holdId' = h.hold_id::text and j.kind <> 'limits.held'
  where h.taken -> 0 ->> 'key' = $1 group by 1, 2`;

/** Each hold ended once, in the one way that was said; the counter has all of them back. */
async function faultsOf({ database }: Field, key: string, ends: readonly HoldEnd[]) {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const looked = await lookWhenDone(client, async () => ({
    rows: (await client.query<Row>(rowsSql, [key])).rows,
    counter: (await client.query<{ used: number }>(
      "select used::int as used from limits.counters where key = $1", [key])).rows[0],
  }), ({ rows }) => {
    const open = rows.filter((one) => one.state === "held");
    return open.length > 0 ? `${open.length} holds are not ended` : null;
  }).finally(() => client.end());
  const { rows, counter } = looked.seen;
  const told = new Map(ends.map((one) => [one.holdId, one]));
  const said = ({ hold_id: id }: Row) =>
    told.get(id)?.used ? "used" : told.get(id)?.released ? "released" : "expired";
  const faults = [...lateFaults(looked), ...rows.flatMap((row) => {
    const both = told.get(row.hold_id)?.used && told.get(row.hold_id)?.released;
    return row.state === said(row) && row.ends === 1 && !both
      ? [] : [`hold ${row.hold_id} is ${row.state}, was told ${said(row)}, ${row.ends} events`];
  })];
  if (counter?.used !== 0) faults.push(`the counter of the holds says ${counter?.used}, not 0`);
  if (rows.length !== ends.length) faults.push(`${ends.length} holds made, ${rows.length} there`);
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  const note = `保留 holds ${rows.length}：用掉 used ${count("used")}`
    + ` · 放回 released ${count("released")} · 到期 expired ${count("expired")}`;
  return { faults, note };
}

/** Both ends of each hold as the processes tried them: one at the most comes through. */
function toldOf(ends: readonly HoldEnd[]): Told[] {
  const one = (act: "use_hold" | "let_go", holdId: string, done: boolean): Told => ({
    key: `holds:${act}:${holdId}`, act, on: {}, server: 0, sentAt: 0, answeredAt: 0,
    outcome: done ? "accepted" : "refused", code: done ? null : "hold_over", madeId: null, hash: "",
  });
  return ends.flatMap(({ holdId, used, released }) =>
    [one("use_hold", holdId, used), one("let_go", holdId, released)]);
}

export const holds: Attack = {
  name: "holds",
  zh: "保留到期、使用、放回三方同时：两个进程使用和放回，两台服务器到点收回",
  en: "holds: two processes use and release, two servers expire them, all at the same moment",
  async run(field) {
    const { database: { url }, random, short } = field;
    const key = `proof:holds:${random.below(1_000_000_000)}`;
    const order = (): HoldOrder => ({
      url, key, cap: short ? 8 : 20, seed: random.below(1_000_000_000),
      lanes: short ? 4 : 8, rounds: short ? 2 : 20,
    });
    const orders = Array.from({ length: hands }, order);
    const reports = await Promise.all(orders.map(handOf));
    const ends = reports.flatMap((one) => one.ends);
    const full = reports.reduce((sum, one) => sum + one.full, 0);
    const { faults, note } = await faultsOf(field, key, ends);
    const told = toldOf(ends);
    const notes = [`${note} · 已满 full ${full}`];
    return { offers: new Map(), told, checkedHere: true, faults, notes };
  },
};
