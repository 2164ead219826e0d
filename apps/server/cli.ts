import { createReadStream } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { backup } from "#platform/backup/backup.ts";
import { restore } from "#platform/backup/restore.ts";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";
import { newId } from "#platform/ids.ts";
import { sequence, verifyJournal } from "#platform/sequencer.ts";
import { verifyApplications } from "#modules/applications/index.ts";
import { verifyBookings } from "#modules/bookings/index.ts";
import { verifyCare } from "#modules/care/index.ts";
import { verifyStock } from "#modules/catalogue/index.ts";
import { verifyDraws } from "#modules/draws/index.ts";
import { verifyLimits } from "#modules/limits/index.ts";
import { verifyOrders, verifyPickups } from "#modules/orders/index.ts";
import { createAccountFor, createBrand } from "#modules/organisation/index.ts";
import { verifySettlement } from "#modules/settlement/index.ts";
import {
  verifyBudgets, verifyLedger, verifyPoints, verifyStamps, verifyStored,
} from "#modules/wallet/index.ts";
import { type App, buildApp } from "./app.ts";
import { addDataFiles, putDataFilesBack } from "./backup-files.ts";
import { loadSecrets, readConfig } from "./config.ts";
import { openMigrated, root } from "./database.ts";

const say = (text: string) => process.stdout.write(`${text}\n`);

const usage = `npm run bihuan -- <命令 command>

  create-owner --email <e-mail> --brand <key> --name <名称> [--name-en <name>]
               [--zone Asia/Shanghai] [--currency CNY] [--password <password>]
               新品牌和它的老板账号 / a new brand and its owner
  import stores|products --file <csv> --key <API key> [--url http://localhost:4000]
               通过公开接口导入 / through the public API of a running server
  backup  --to <folder>     在一个快照里导出全部数据 / export everything in one snapshot
  restore --from <folder>   恢复到空数据库 / into an empty database
  verify  [--brand <key>]   核对日志、账本、限额、预算、积分、储值、结算、抽奖、库存、订单
                            check journal, ledger, limits, budgets, draws, stock, orders
`;

interface Opened {
  readonly ownerUrl: string;
  readonly app: App;
  close(): Promise<void>;
}

async function open(): Promise<Opened> {
  const config = readConfig(process.env, root);
  const secrets = await loadSecrets(config.dataDir);
  const local = config.databaseUrl ? null : await startLocalPostgres({ dataDir: config.dataDir });
  const ownerUrl = config.databaseUrl ?? local?.url ?? "";
  const role = { name: process.env.BIHUAN_APP_ROLE || "bihuan_app", password: secrets.appPassword };
  const databases = await openMigrated({ ownerUrl, role, sizes: { owner: 3, app: 3 } });
  const app = await buildApp({
    ...config,
    databases,
    ownerUrl,
    rootSecret: secrets.root,
    secureCookies: false,
    logger: false,
  });
  return {
    ownerUrl,
    app,
    async close() {
      await app.close();
      await databases.close();
      await local?.stop();
    },
  };
}

const names = [
  "email", "brand", "name", "name-en", "zone", "currency", "password", "file", "key", "url", "to",
  "from",
];

type Values = Record<string, string | undefined>;

function need(values: Values, name: string): string {
  const value = values[name];
  if (!value) throw new Error(`缺少 --${name} / --${name} is missing\n\n${usage}`);
  return value;
}

async function createOwner(values: Values): Promise<void> {
  const opened = await open();
  try {
    const email = need(values, "email");
    const password = values.password ?? randomBytes(9).toString("base64url");
    const accountId = await createAccountFor(email, password, values.name ?? email);
    const brandId = await createBrand({
      accountId,
      key: need(values, "brand"),
      name: need(values, "name"),
      nameEn: values["name-en"] ?? null,
      timeZone: values.zone ?? "Asia/Shanghai",
      currency: values.currency ?? "CNY",
      sample: false,
      ownerName: values.name ?? email,
    });
    await sequence(opened.app.databases.ownerPool);
    say(`品牌已建立 / brand created: ${values.brand} (${brandId})`);
    if (!values.password) say(`密码（只显示一次）/ password (shown once): ${password}`);
  } finally {
    await opened.close();
  }
}

async function importFile(what: string, values: Values): Promise<void> {
  const key = need(values, "key");
  const file = need(values, "file");
  const brand = /^bhk_([a-z0-9-]+)_/.exec(key)?.[1];
  const folder = { stores: "stores", products: "products" }[what];
  if (!brand || !folder) throw new Error(usage);
  const url = values.url ?? `http://localhost:${readConfig(process.env, root).port}`;
  const answer = await fetch(`${url}/api/${brand}/${folder}/import`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "text/csv",
      "idempotency-key": newId(),
    },
    body: createReadStream(file) as unknown as BodyInit,
    duplex: "half",
  } as RequestInit);
  say(JSON.stringify(await answer.json(), null, 2));
  if (!answer.ok) process.exitCode = 1;
}

/** All that can be recomputed of one brand; says what it found; false: a fault. */
async function verifyBrand(ownerPool: pg.Pool, brandId: string, key: string): Promise<boolean> {
  const journal = await verifyJournal(ownerPool, brandId);
  const ledger = await verifyLedger(ownerPool, brandId);
  const limits = await verifyLimits(ownerPool, brandId);
  const budgets = await verifyBudgets(ownerPool, brandId);
  const points = await verifyPoints(ownerPool, brandId);
  const stored = await verifyStored(ownerPool, brandId);
  const clearing = await verifySettlement(ownerPool, brandId);
  const draws = await verifyDraws(ownerPool, brandId);
  const stock = await verifyStock(ownerPool, brandId);
  const orders = await verifyOrders(ownerPool, brandId);
  const bookings = await verifyBookings(ownerPool, brandId);
  const care = await verifyCare(ownerPool, brandId);
  const applied = await verifyApplications(ownerPool, brandId);
  const pickups = await verifyPickups(ownerPool, brandId);
  const stamps = await verifyStamps(ownerPool, brandId);
  const broken = journal.wrong && {
    record: `event ${journal.wrong.position} ${journal.wrong.eventId}`,
    why: journal.wrong.why,
  };
  const parts = [
    { name: "日志 journal", count: journal.events, wrong: broken },
    { name: "账本 ledger", count: ledger.entries, wrong: ledger.wrong },
    { name: "限额 limits", count: limits.counters, wrong: limits.wrong },
    { name: "预算 budgets", count: budgets.budgets, wrong: budgets.wrong },
    { name: "积分 points", count: points.lots, wrong: points.wrong },
    { name: "储值 stored value", count: stored.lots, wrong: stored.wrong },
    { name: "结算 settlement", count: clearing.lines, wrong: clearing.wrong },
    { name: "抽奖 draws", count: draws.plays, wrong: draws.wrong },
    { name: "库存 stock", count: stock.rows, wrong: stock.wrong },
    { name: "订单 orders", count: orders.orders, wrong: orders.wrong },
    { name: "预约 bookings", count: bookings.bookings, wrong: bookings.wrong },
    { name: "成交 closings", count: care.closings, wrong: care.wrong },
    { name: "申请 applications", count: applied.applications, wrong: applied.wrong },
    { name: "自提 pickups", count: pickups.pickups, wrong: pickups.wrong },
    { name: "集点 stamp cards", count: stamps.cards, wrong: stamps.wrong },
  ];
  for (const { name, count, wrong } of parts) {
    if (!wrong) say(`${key}: ${name} ${count}，完好 / intact`);
    else say(`${key}: ${name} 第一处不符 / first wrong record: ${wrong.record} (${wrong.why})`);
  }
  return parts.every((part) => !part.wrong);
}

async function verify(values: Values): Promise<void> {
  const opened = await open();
  try {
    const { ownerPool } = opened.app.databases;
    await sequence(ownerPool);
    const { rows } = await ownerPool.query(
      "select brand_id, key from platform.brands order by key",
    );
    for (const row of rows) {
      if (values.brand && row.key !== values.brand) continue;
      if (!(await verifyBrand(ownerPool, row.brand_id, row.key))) process.exitCode = 1;
    }
  } finally {
    await opened.close();
  }
}

type Run = (ownerUrl: string, dataDir: string) => Promise<unknown>;

async function withDatabase(run: Run): Promise<void> {
  const opened = await open();
  try {
    await run(opened.ownerUrl, readConfig(process.env, root).dataDir);
  } finally {
    await opened.close();
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
  });
  const given = values as Values;
  const [command, what] = positionals;
  switch (command) {
    case "create-owner":
      return createOwner(given);
    case "import":
      return importFile(what ?? "", given);
    case "backup": {
      const to = path.resolve(need(given, "to"));
      const now = Temporal.Now.instant();
      return withDatabase((url, dataDir) =>
        backup(url, to, now, say, (building) => addDataFiles(dataDir, building)),
      );
    }
    case "restore": {
      const from = path.resolve(need(given, "from"));
      return withDatabase(async (url, dataDir) => {
        await restore(url, from, say);
        await putDataFilesBack(dataDir, from);
      });
    }
    case "verify":
      return verify(given);
    default:
      say(usage);
      process.exitCode = command ? 1 : 0;
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
