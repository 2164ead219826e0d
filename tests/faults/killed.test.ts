import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import { createDatabase, dropDatabase } from "#tests/support/postgres.ts";

const root = path.dirname(path.dirname(import.meta.dirname));
const owner = { email: "owner@example.test", password: "long-enough-for-tests" };
const claims = 240;
const atOnce = 8;
const database = `bihuan_killed_${process.pid}`;
const running = new Set<ChildProcess>();
let dataDir = "";

after(async () => {
  for (const child of running) await end(child, "SIGTERM");
  if (process.env.DATABASE_URL) await dropDatabase(database);
  await rm(dataDir, { recursive: true, force: true });
});

/** A newcomer's environment: the embedded PostgreSQL, unless the tests run on a given one. */
async function environment(): Promise<NodeJS.ProcessEnv> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(BIHUAN_|SMTP_URL|MAIL_FROM|PORT$|DATABASE_URL|NODE_TEST_CONTEXT)/.test(name),
  );
  dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-killed-"));
  const own = { BIHUAN_DATA: dataDir, PORT: "0", BIHUAN_HTTPS: "off", BIHUAN_SMS: "screen" };
  const given = process.env.DATABASE_URL
    ? { DATABASE_URL: await createDatabase(database), BIHUAN_APP_ROLE: database }
    : {};
  return { ...Object.fromEntries(kept), ...own, ...given };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
  running.delete(child);
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

async function start(env: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, ["apps/server/main.ts"], { cwd: root, env });
  running.add(child);
  let said = "";
  child.stdout?.on("data", (chunk) => { said += chunk; });
  child.stderr?.on("data", (chunk) => { said += chunk; });
  for (let tries = 0; tries < 1200; tries++) {
    assert.equal(child.exitCode, null, `the server ended while starting:\n${said}`);
    const url = /http:\/\/localhost:\d+(?=\/console)/.exec(said)?.[0];
    if (url && (await fetch(`${url}/healthz`).then(({ ok }) => ok, () => false))) {
      return { child, url };
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server was not ready:\n${said}`);
}

interface Sent {
  readonly status: number;
  // biome-ignore lint: a test reads any member of any answer
  readonly body: any;
  readonly cookie: string;
}

let keys = 0;
async function send(
  url: string,
  method: string,
  body?: unknown,
  { cookie = "", key = `killed-${(keys += 1)}` } = {},
): Promise<Sent> {
  const answer = await fetch(url, {
    method,
    headers: {
      "idempotency-key": key,
      ...(cookie ? { cookie } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text ? JSON.parse(text) : null,
    cookie: answer.headers.getSetCookie()[0]?.split(";")[0] ?? "",
  };
}

/** A published offer without limit for one member, and members who may claim it. */
async function prepare(url: string) {
  const { cookie } = await send(`${url}/api/auth/sign-in`, "POST", owner);
  const api = (method: string, where: string, body?: unknown) =>
    send(`${url}/api/tea${where}`, method, body, { cookie });
  const store = await api("POST", "/stores", { code: "S1", name: "一号店", role: "sales" });
  const { storeId } = store.body;
  const offer = await api("POST", "/offers", {
    unitId: storeId,
    stores: { unitId: storeId },
    title: "满减券",
    benefit: { kind: "amount_off", amountMinor: 1000 },
    payers: [{ party: "group", bps: 10_000 }],
    validity: { kind: "days", days: 30 },
    perMember: 10_000,
    totalStock: 10_000,
  });
  assert.equal(offer.status, 201, JSON.stringify(offer.body));
  const { offerId } = offer.body;
  const published = await api("POST", `/offers/${offerId}/publish`);
  assert.equal(published.status, 200, JSON.stringify(published.body));
  const members: string[] = [];
  for (const phone of ["13800138001", "13800138002"]) {
    const { body } = await send(`${url}/tea/api/sign-in/code`, "POST", { phone });
    const signIn = { phone, code: body.demoCode, consents: [] };
    const signed = await send(`${url}/tea/api/sign-in`, "POST", signIn);
    assert.equal(signed.status, 200, JSON.stringify([body, signed.body]));
    members.push(signed.cookie);
  }
  return { cookie, offerId, members };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Claims with the keys 0…claims-1, a few at once; a null says that no answer came. */
async function claimAll(url: string, made: Prepared, onAnswer: (count: number) => void) {
  const answers = new Map<number, Sent | null>();
  let next = 0;
  let dead = false;
  const worker = async (): Promise<void> => {
    while (next < claims && !dead) {
      const turn = next++;
      const cookie = made.members[turn % made.members.length] ?? "";
      const claim = `${url}/tea/api/offers/${made.offerId}/claim`;
      const key = `claim-number-${turn}`;
      const answer = await send(claim, "POST", {}, { cookie, key }).catch(() => null);
      if (!answer) dead = true;
      answers.set(turn, answer);
      onAnswer(answers.size);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return answers;
}

async function walletSize(url: string, cookie: string): Promise<number> {
  let size = 0;
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const where = `${url}/tea/api/wallet?limit=200${query}`;
    const { body } = await send(where, "GET", undefined, { cookie });
    size += body.items.length;
    cursor = body.next;
  } while (cursor);
  return size;
}

const patience = { timeout: 300_000 };

test("a server killed among claims loses none and makes none twice", patience, async () => {
  const env = await environment();
  const create = ["create-owner", "--brand", "tea", "--name", "茶", "--email", owner.email];
  await promisify(execFile)(
    process.execPath,
    ["apps/server/cli.ts", ...create, "--password", owner.password],
    { cwd: root, env },
  );
  const first = await start(env);
  const made = await prepare(first.url);
  const before = await claimAll(first.url, made, (count) => {
    if (count === 100) first.child.kill("SIGKILL");
  });
  await end(first.child, "SIGKILL");
  running.delete(first.child);
  const unanswered = [...before].filter(([, answer]) => !answer);
  assert.ok(unanswered.length > 0 && before.size < claims, "it was killed in mid-flight");

  const second = await start(env);
  const after = await claimAll(second.url, made, () => undefined);
  assert.equal(after.size, claims);
  for (const [turn, answer] of after) {
    assert.equal(answer?.status, 200, JSON.stringify(answer?.body));
    const told = before.get(turn);
    if (told) assert.equal(answer?.body.voucherId, told.body.voucherId, `claim ${turn}`);
  }
  assert.equal(new Set([...after.values()].map((one) => one?.body.voucherId)).size, claims);
  const sizes = await Promise.all(made.members.map((one) => walletSize(second.url, one)));
  const vouchers = sizes.reduce((sum, size) => sum + size, 0);
  assert.equal(vouchers, claims, "as many vouchers as acknowledged claims");
  const asOwner = (where: string) =>
    send(`${second.url}/api/tea${where}`, "GET", undefined, { cookie: made.cookie });
  assert.equal((await asOwner(`/offers/${made.offerId}`)).body.claimed, claims);
  assert.equal((await asOwner("/insights/verify")).body.wrong, null);
  let claimed = 0;
  for (let tries = 0; tries < 50 && claimed < claims; tries++) {
    claimed = (await asOwner("/insights/loop")).body.figures.claims;
    if (claimed < claims) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(claimed, claims, "the report knows each claim once");
  await end(second.child, "SIGTERM");
});
