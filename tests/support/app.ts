import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { InjectOptions } from "fastify";
import type { Pool } from "pg";
import { inBrand, openDatabases } from "#platform/db/driver.ts";
import { migrate, migrationsHash } from "#platform/db/migrate.ts";
import type { Brand, Context } from "#platform/context.ts";
import { newId } from "#platform/ids.ts";
import { brandOf, systemContext } from "#platform/reactions.ts";
import { runJob } from "#platform/jobs.ts";
import { appUrlOf, migrationSources } from "#apps/server/database.ts";
import { type App, buildApp } from "#apps/server/app.ts";
import { createAccountFor, createBrand } from "#modules/organisation/index.ts";
import { createDatabase, dropDatabase, testServerUrl } from "./postgres.ts";

const role = { name: "bihuan_test_app", password: "only-for-tests" };

/** Two slow hashes a brand were the most of making one; accounts.test.ts asks for them. */
const quickPasswords = {
  hash: async (password: string) => createHash("sha256").update(password).digest("hex"),
  verify: async ({ hash, password }: { readonly hash: string; readonly password: string }) =>
    createHash("sha256").update(password).digest("hex") === hash,
};

async function templateName(server: string): Promise<string> {
  const hash = await migrationsHash(migrationSources());
  const name = `bihuan_template_${hash.slice(0, 16)}`;
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    // One process makes the template; the others wait for it.
    await client.query("select pg_advisory_lock(72180012)");
    const done = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (done.rowCount) return name;
    const building = `${name}_${process.pid}`;
    await createDatabase(building);
    await migrate(databaseUrl(server, building), role, migrationSources());
    await client.query(`alter database "${building}" rename to "${name}"`);
    return name;
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}

export interface ApiOptions {
  readonly cookie?: string;
  readonly apiKey?: string;
  readonly headers?: Record<string, string>;
  readonly key?: string;
}

export interface ApiAnswer {
  readonly status: number;
  // biome-ignore lint: tests read any member of any answer
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

export interface TestBrand {
  readonly brandId: string;
  readonly key: string;
  readonly brand: Brand;
  readonly ownerCookie: string;
  readonly ownerAccountId: string;
  /** Runs in a transaction of the app role as the system; the journal learns after commit. */
  ctx<T>(run: (ctx: Context) => Promise<T>, now?: Temporal.Instant): Promise<T>;
  /** As the owner, with a fresh idempotency key, unless the options say otherwise. */
  api(method: string, url: string, body?: unknown, options?: ApiOptions): Promise<ApiAnswer>;
}

export interface TestApp extends App {
  readonly ownerUrl: string;
  brand(options?: { timeZone?: string; currency?: string; sample?: boolean }): Promise<TestBrand>;
  request(method: string, url: string, body?: unknown, options?: ApiOptions): Promise<ApiAnswer>;
  settle(): Promise<void>;
  /** Sets what ctx.now answers from now on; null: the wall clock again. */
  setNow(now: Temporal.Instant | null): void;
  runJob(name: string, payload: Record<string, unknown>): Promise<void>;
  /** Until somebody waits for what somebody else holds locked. */
  untilBlocked(): Promise<void>;
}

async function request(
  app: App,
  method: string,
  url: string,
  body: unknown,
  options: ApiOptions,
): Promise<ApiAnswer> {
  const stream = typeof body === "string" || Buffer.isBuffer(body);
  const answer = await app.fastify.inject({
    method: method as NonNullable<InjectOptions["method"]>,
    url,
    headers: {
      "idempotency-key": options.key ?? newId(),
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.apiKey ? { authorization: `Bearer ${options.apiKey}` } : {}),
      ...(stream ? { "content-type": "text/csv" } : {}),
      ...options.headers,
    },
    ...(body === undefined ? {} : { payload: body as string | object }),
  });
  const type = String(answer.headers["content-type"] ?? "");
  return {
    status: answer.statusCode,
    body: type.includes("json") && answer.body ? JSON.parse(answer.body) : answer.body,
    headers: answer.headers as Record<string, unknown>,
  };
}

interface BrandOptions {
  timeZone?: string;
  currency?: string;
  sample?: boolean;
}

async function makeBrand(app: App, options: BrandOptions) {
  const key = `t${randomBytes(5).toString("hex")}`;
  const email = `${key}@example.test`;
  const password = `pw-${key}-long`;
  const accountId = await createAccountFor(email, password, "Owner");
  const brandId = await createBrand({
    accountId,
    key,
    name: `品牌${key}`,
    nameEn: `Brand ${key}`,
    timeZone: options.timeZone ?? "Asia/Shanghai",
    currency: options.currency ?? "CNY",
    sample: options.sample ?? false,
    ownerName: "老板",
  });
  const signed = await request(app, "POST", "/api/auth/sign-in", { email, password }, {});
  const cookie = String([signed.headers["set-cookie"]].flat()[0]).split(";")[0] ?? "";
  return { key, brandId, accountId, cookie };
}

async function testBrand(app: App, options: BrandOptions) {
  const { key, brandId, accountId, cookie } = await makeBrand(app, options);
  const { rows } = await app.databases.ownerPool.query(
    "select * from platform.brands where brand_id = $1",
    [brandId],
  );
  const brand = brandOf(rows[0]);
  const made: TestBrand = {
    brandId,
    key,
    brand,
    ownerCookie: cookie,
    ownerAccountId: accountId,
    async ctx(run, now) {
      const after: Array<() => void> = [];
      const result = await inBrand(app.databases.app, brandId, (tx) => {
        const base = systemContext(brand, tx, "test");
        return run({ ...base, now: now ?? app.parts.now(), afterCommit: after });
      });
      for (const one of after) one();
      return result;
    },
    api(method, url, body, options = {}) {
      const anonymous = options.apiKey !== undefined;
      return request(app, method, url, body, { ...(anonymous ? {} : { cookie }), ...options });
    },
  };
  return made;
}

/** A whole server on a database of its own, cloned from the migrated template. */
export async function startTestApp({ slowPasswords = false } = {}): Promise<TestApp> {
  const server = await testServerUrl();
  const template = await templateName(server);
  const name = `bihuan_test_${createHash("sha256").update(newId()).digest("hex").slice(0, 20)}`;
  await createDatabase(name, template);
  const ownerUrl = databaseUrl(server, name);
  const databases = openDatabases(ownerUrl, appUrlOf(ownerUrl, role), { owner: 4, app: 12 });
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-test-"));
  let fixed: Temporal.Instant | null = null;
  const app = await buildApp({
    databases,
    ownerUrl,
    rootSecret: Buffer.alloc(48, 7),
    dataDir,
    publicUrl: null,
    secureCookies: false,
    sms: { url: null, token: null, onScreen: false },
    paySimulator: true,
    smtpUrl: null,
    mailFrom: "test@example.test",
    ratePerMinute: 1_000_000,
    trustProxy: false,
    logger: false,
    now: () => fixed ?? Temporal.Now.instant(),
    ...(slowPasswords ? {} : { passwords: quickPasswords }),
  });
  return {
    ...app,
    ownerUrl,
    brand: (options = {}) => testBrand(app, options),
    request: (method, url, body, options = {}) => request(app, method, url, body, options),
    settle: () => app.flow.settle(),
    setNow(now) {
      fixed = now;
    },
    async runJob(jobName, payload) {
      const job = app.jobs.find((one) => one.name === jobName);
      if (!job) throw new Error(`no job ${jobName}`);
      await runJob(databases.ownerPool, databases.app, job, payload);
    },
    untilBlocked: () => untilBlocked(databases.ownerPool),
    async close() {
      const told = await scanJournal(databases.ownerPool);
      await app.close();
      await databases.close();
      await dropDatabase(name);
      await rm(dataDir, { recursive: true, force: true });
      if (told) throw new Error(`The journal tells what it must not: ${told}`);
    },
  };
}

async function untilBlocked(owner: Pool): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; await sleep(10)) {
    const { rowCount } = await owner.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
  }
  throw new Error("nobody waits for a lock");
}

/** Events hold no phone, e-mail address or Chinese text: whatever test made them. */
async function scanJournal(owner: Pool): Promise<string | null> {
  const { rows } = await owner.query(
    `select kind, payload::text as payload from platform.journal
     where payload::text ~ '(^|[^0-9A-Za-z])(\\+?86)?1[3-9][0-9]{9}([^0-9A-Za-z]|$)'
       or payload::text ~ '[^ "]+@[^ "]+' or payload::text ~ '[\u4e00-\u9fff]' limit 1`,
  );
  return rows[0] ? `${rows[0].kind} ${rows[0].payload}` : null;
}
