import { createReadStream } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";
import type pg from "pg";
import { backup } from "#platform/backup/backup.ts";
import { restore } from "#platform/backup/restore.ts";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";
import { newId } from "#platform/ids.ts";
import { sequence } from "#platform/sequencer.ts";
import { createAccountFor, createBrand } from "#modules/organisation/index.ts";
import { type App, buildApp } from "./app.ts";
import { addDataFiles, putDataFilesBack } from "./backup-files.ts";
import { loadSecrets, readConfig } from "./config.ts";
import { openMigrated, root } from "./database.ts";
import { verifyBrand } from "./verify-brand.ts";

const say = (text: string) => process.stdout.write(`${text}\n`);

const usage = `npm run bihuan -- <命令 command>

  create-owner --email <e-mail> --brand <key> --name <名称> [--name-en <name>]
               [--zone Asia/Shanghai] [--currency CNY] [--password <password>]
               新品牌和它的老板账号 / a new brand and its owner
  import stores|products --file <csv> --key <API key> [--url http://localhost:4000]
               通过公开接口导入 / through the public API of a running server
  backup  --to <folder>     在一个快照里导出全部数据 / export everything in one snapshot
  restore --from <folder>   恢复到空数据库 / into an empty database
  verify  [--brand <key>]   核对日志、账本、限额、预算、积分、储值、结算、抽奖、库存、订单、充值
                            check journal, ledger, limits, budgets, stock, orders, top-ups
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

/** Says what was found of one brand; false: a fault. */
async function sayVerified(ownerPool: pg.Pool, brandId: string, key: string): Promise<boolean> {
  const verified = await verifyBrand(ownerPool, brandId);
  for (const { name, count, wrong } of verified) {
    if (!wrong) say(`${key}: ${name} ${count}，完好 / intact`);
    else say(`${key}: ${name} 第一处不符 / first wrong record: ${wrong}`);
  }
  return verified.every((one) => !one.wrong);
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
      if (!(await sayVerified(ownerPool, row.brand_id, row.key))) process.exitCode = 1;
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
