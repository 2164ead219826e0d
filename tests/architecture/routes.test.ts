import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Route } from "#platform/route.ts";
import { moduleOrder } from "#apps/server/module-order.ts";
import { modules } from "#apps/server/modules.ts";
import { capabilities } from "#modules/organisation/index.ts";
import { startTestApp, type TestApp } from "#tests/support/app.ts";
import { sampleOf } from "./sample-input.ts";
import { assertNone, sources } from "./sources.ts";

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const verbs =
  "accept activate add adjust announce answer ban begin bind block calculate cancel change " +
  "check claim close commit compose confirm convert copy correct count create delete " +
  "describe discard download draft end engage enter erase exchange expire export extend " +
  "find finish follow forget freeze get give grant hide hold import invite issue join keep know " +
  "leave lift list load lock look make mark merge move name note open pause pay pin place " +
  "plan poll prepare preview price print publish put rate reach read rebuild recall " +
  "receive recheck record redeem refund remove rename render renew reorder repeat replace " +
  "replay repoint report request reset resolve restore resume retire retry revoke save " +
  "scan search see sell send set show sign skip start stop store submit suggest switch take " +
  "tell test touch trial try turn undo unfreeze unpin update upload use verify view visit " +
  "watch withdraw write";
const verbSet = new Set(verbs.split(" "));

const holdable = new Set<string>(capabilities);

function declarationFaults(all: readonly Route[]): string[] {
  const seen = new Set<string>();
  const paths = new Set<string>();
  return all.flatMap((route) => {
    const { operationId, method, path, access, summary } = route;
    const faults: string[] = [];
    if (!access) faults.push("declares no access: open(), memberOnly(), accountOnly() or staff()");
    const any = access?.kind === "staff" && access.capability === "*";
    if (access?.kind === "staff" && !any && !holdable.has(access.capability)) {
      faults.push(`asks for ${access.capability}, which no role can hold`);
    }
    const [verb = ""] = /^[a-z]+/.exec(operationId) ?? [];
    if (!verbSet.has(verb)) faults.push(`begins with "${verb}", which is no verb`);
    if (seen.has(operationId)) faults.push("is the name of another operation too");
    if (paths.has(`${method} ${path}`)) faults.push("has the address of another operation");
    if (!/\p{Script=Han}/u.test(summary.zh) || !summary.en) faults.push("has no bilingual summary");
    if (access?.kind === "staff" && !/^\/api\/:brand(\/|$)/.test(path)) {
      faults.push("is for staff and lies below /api/:brand/");
    }
    if (access?.kind === "member" && !path.startsWith("/:brand/api/")) {
      faults.push("is for members and lies below /:brand/api/, where their cookie goes");
    }
    seen.add(operationId);
    paths.add(`${method} ${path}`);
    return faults.map((fault) => `${operationId || path}: ${fault}`);
  });
}

test("every route of every module is registered", () => {
  const all = sources(["modules"]).filter(({ file }) => !/\.(test|fixture)\.ts$/.test(file));
  assert.deepEqual(modules.map((one) => one.name), [...moduleOrder], "a module does not load");
  for (const { name, routes } of modules) {
    const declared = all
      .filter(({ file }) => file.startsWith(`modules/${name}/`))
      .reduce((sum, { text }) => sum + [...text.matchAll(/\bdefineRoute\(\{/g)].length, 0);
    // A function may make several routes of one declaration; none may be forgotten.
    assert.ok(routes.length >= declared, `${name} declares ${declared}, mounts ${routes.length}`);
  }
});

test("every route declares who may call it, and is named by a verb", () => {
  assertNone(declarationFaults(app.routes), "Correct these declarations:");
});

test("planted: a route without access, verb or Chinese is found", () => {
  const bare = { operationId: "things", method: "GET", path: "/api/:brand/things" };
  const route = { ...bare, summary: { zh: "things", en: "" } } as unknown as Route;
  assert.equal(declarationFaults([route]).length, 3);
  assert.equal(declarationFaults([route, route]).length, 8);
});

interface Caller {
  readonly brand: string;
  readonly cookie?: string;
  readonly apiKey?: string;
}

/** Drives one operation with an input that its schema accepts; answers the status. */
async function drive(route: Route, caller: Caller): Promise<number> {
  const params = sampleOf(route.params) as Record<string, string>;
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(name === "brand" ? caller.brand : String(params[name] ?? "a")),
  );
  const query = new URLSearchParams(sampleOf(route.query) as Record<string, string>);
  const body = route.streamBody ? "a,b\n1,2\n" : route.body ? sampleOf(route.body) : undefined;
  const { status } = await app.request(route.method, `${path}?${query}`, body, {
    ...(caller.cookie ? { cookie: caller.cookie } : {}),
    ...(caller.apiKey ? { apiKey: caller.apiKey } : {}),
  });
  return status;
}

async function letThrough(
  kinds: readonly string[],
  callers: (route: Route) => Caller,
  fine: readonly number[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const route of app.routes.filter((one) => kinds.includes(one.access.kind))) {
    const status = await drive(route, callers(route));
    if (!fine.includes(status)) wrong.push(`${route.operationId} (${route.path}): ${status}`);
  }
  return wrong;
}

test("without a session nothing answers but what is open", async () => {
  const { key } = await app.brand();
  const wrong = await letThrough(["staff", "member", "account"], () => ({ brand: key }), [401]);
  assertNone(wrong, "These must answer 401 to a caller without a session:");
});

test("a forged cookie and a forged key are no session", async () => {
  const { key } = await app.brand();
  const cookie = "bihuan_staff=forged; bihuan_member=forged";
  const all = ["staff", "member", "account"];
  assertNone(await letThrough(all, () => ({ brand: key, cookie }), [401]), "Forged cookie:");
  const apiKey = "bh_forged_forged_forged";
  assertNone(await letThrough(["staff"], () => ({ brand: key, apiKey }), [401]), "Forged key:");
});

test("staff of another brand are strangers", async () => {
  const { key } = await app.brand();
  const other = await app.brand();
  const caller = { brand: key, cookie: other.ownerCookie };
  const wrong = await letThrough(["staff"], () => caller, [401, 403, 404]);
  assertNone(wrong, "These answered staff of another brand:");
});

test("an expired grant is no grant, and a revoked one neither", async () => {
  for (const change of [
    "valid_from = now() - interval '2 days', valid_to = now() - interval '1 minute'",
    "revoked_at = now()",
  ]) {
    const t = await app.brand();
    await app.databases.ownerPool.query(
      `update organisation.grants set ${change} where brand_id = $1`,
      [t.brandId],
    );
    const caller = { brand: t.key, cookie: t.ownerCookie };
    const wrong = await letThrough(["staff"], () => caller, [401, 403, 404]);
    assertNone(wrong, `These answered staff whose grants have ended (${change}):`);
  }
});

test("who holds one store only is refused what is the brand's", async () => {
  const t = await app.brand();
  const made = await t.ctx(async (ctx) => {
    const { createUnit } = await import("#modules/organisation/index.ts");
    return createUnit(ctx, { parentId: null, kind: "store", name: "小店", code: "small" });
  });
  await app.databases.ownerPool.query(
    "update organisation.grants set unit_id = $2 where brand_id = $1",
    [t.brandId, made],
  );
  const wrong: string[] = [];
  for (const route of app.routes) {
    if (route.access.kind !== "staff" || route.access.over !== "brand") continue;
    const status = await drive(route, { brand: t.key, cookie: t.ownerCookie });
    if (status !== 403) wrong.push(`${route.operationId}: ${status}`);
  }
  assertNone(wrong, "These belong to the brand and answered somebody of one store:");
});

test("a brand that does not exist is 404 everywhere", async () => {
  const all = ["staff", "member", "public"];
  const missing: string[] = [];
  for (const route of app.routes.filter((one) => one.path.includes(":brand"))) {
    if (!all.includes(route.access.kind)) continue;
    const status = await drive(route, { brand: "no-such-brand" });
    if (status !== 404) missing.push(`${route.operationId}: ${status}`);
  }
  assertNone(missing, "These did not say that there is no such brand:");
});
