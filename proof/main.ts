import { mkdtemp, rm } from "node:fs/promises";
import { randomInt } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { verifyWhole } from "./verify-brand.ts";
import { type Attack, type Field, type Heard, shotsOf } from "./attack.ts";
import { attacks } from "./attacks/index.ts";
import { openBrand } from "./brand.ts";
import { checkAll } from "./checks/index.ts";
import { finding } from "./checks/finding.ts";
import { startClients } from "./clients.ts";
import { openDatabase } from "./database.ts";
import { randomOf } from "./random.ts";
import { startServers } from "./servers.ts";
import { linesOf, type Result } from "./table.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    short: { type: "boolean", default: false },
    members: { type: "string" },
    only: { type: "string" },
  },
});
const whole = (text: string | undefined, fallback: number): number => {
  const value = Number(text ?? fallback);
  if (Number.isInteger(value) && value > 0) return value;
  say(`不是正整数 / not a positive whole number: ${text}`);
  process.exit(2);
};
const seed = whole(values.seed, randomInt(1, 1_000_000_000));
const short = values.short;
const members = whole(values.members, short ? 32 : 300);
const serverCount = 2;
const clientCount = short ? 2 : 4;
// For one attack, to tell what hangs from what is slow: on a free machine it takes seconds.
const limitMs = short ? 600_000 : 3_600_000;

const closing: (() => Promise<unknown>)[] = [];
let ending: Promise<void> | null = null;

/** In the reverse order of the starts; whatever fails, the rest is ended too. */
function close(): Promise<void> {
  ending ??= (async () => {
    for (const one of closing.toReversed()) await one().catch((error) => say(String(error)));
  })();
  return ending;
}

let doing = "set-up";
/** The lines of what does not hold, said once more at the end. */
const wrong: string[] = [];
const late = setTimeout(() => {
  say(`✗ 超时 / ${doing}: not done within ${limitMs / 1000} s (seed ${seed})`);
  void close().then(() => process.exit(1));
}, limitMs);

/** Each part has the whole time: what a slow machine takes in sum says nothing. */
function begin(what: string): void {
  doing = what;
  late.refresh();
}

type Base = Omit<Field, "random" | "shots">;

async function attempt(attack: Attack, base: Base, owner: pg.Pool, brandId: string) {
  const from = performance.now();
  begin(attack.name);
  const random = randomOf(seed, attack.name);
  const shots = shotsOf(attack.name, base.brand, random, serverCount);
  const named = { name: attack.name, timeZone: base.brand.timeZone };
  const heard = await attack.run({ ...base, random, shots }).catch(brokenOff);
  // A cut connection's transaction may still be on its way to commit or roll back.
  await untilQuiet(owner);
  const { tried, findings } = await checkAll(owner, brandId, named, heard);
  const seconds = (performance.now() - from) / 1000;
  const faults = (heard.faults ?? []).map((text) => finding("other", text));
  const notes = heard.notes ?? [];
  const result: Result = { attack, tried, findings: [...faults, ...findings], notes, seconds };
  const lines = linesOf(result);
  for (const line of lines) say(line);
  if (result.findings.length > 0) {
    wrong.push(lines[0]!, ...lines.filter((line) => line.startsWith("    !")));
  }
  return result;
}

/** The attacks behind it may find more. */
const brokenOff = (error: Error): Heard => ({
  offers: new Map(), told: [], faults: [`broke off: ${error.stack}`], checkedHere: true,
});

async function untilQuiet(owner: pg.Pool): Promise<void> {
  for (;;) {
    const { rows } = await owner.query(
      `select count(*)::int as open from pg_stat_activity where datname = current_database()
       and application_name = 'bihuan-app' and xact_start is not null`,
    );
    if (rows[0].open === 0) return;
    await sleep(50);
  }
}

async function prove(): Promise<boolean> {
  const only = values.only?.split(",");
  const wanted = attacks.filter(({ name }) => !only || only.includes(name));
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-proof-"));
  closing.push(() => rm(dataDir, { recursive: true, force: true }));
  const database = await openDatabase(dataDir);
  closing.push(() => database.close());
  const servers = await startServers(serverCount, database, dataDir);
  closing.push(() => servers.stop());
  const clients = startClients(clientCount, servers.urls);
  closing.push(() => clients.close());
  const operator = startClients(1, servers.urls);
  closing.push(() => operator.close());
  const owner = new pg.Pool({ connectionString: database.url, max: 2 });
  owner.on("error", () => undefined);
  closing.push(() => owner.end());
  const brand = await openBrand(servers);
  const { rows } = await owner.query("select brand_id from platform.brands");
  const brandId = String(rows[0].brand_id);
  const base = { brand, clients, operator, servers, database, members, short };
  say(`种子 seed ${seed} · 服务器进程 servers ${serverCount} · 客户端进程 clients ${clientCount}`
    + ` · 会员 members ${members} · ${database.crash ? "自带 embedded" : "指定的 given"} PostgreSQL`);
  let faults = 0;
  for (const attack of wanted) {
    if (attack.needsOwnDatabase && !database.crash) {
      say(`– ${attack.name}  未进行：PostgreSQL 不归本次验证管 / not run: PostgreSQL is not ours`);
      continue;
    }
    faults += (await attempt(attack, base, owner, brandId)).findings.length;
  }
  begin("verify");
  for (const { name, count, wrong: why } of await verifyWhole(owner, brandId)) {
    const line = why ? `✗ ${name}: ${why}` : `✓ ${name} ${count}，完好 / intact`;
    say(line);
    if (!why) continue;
    wrong.push(line);
    faults += 1;
  }
  if (faults > 0) say(["", ...wrong].join("\n"));
  const again = `node proof/main.ts --seed ${seed}${short ? " --short" : ""} --members ${members}`;
  say(faults === 0
    ? `全部成立 / all of it holds · 重放 replay: ${again}`
    : `${faults} 处不成立 / faults · 重放 replay: ${again}`);
  return faults === 0;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void close().then(() => process.exit(1)));
}
let holds = false;
try {
  holds = await prove();
} catch (error) {
  // Whoever ends it, by a signal or by the clock, has said so.
  if (!ending) say(`✗ 验证中断 / ${doing} broke off (seed ${seed}): ${(error as Error).stack}`);
} finally {
  clearTimeout(late);
  await close();
}
process.exit(holds ? 0 : 1);
