import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from "fastify";
import { Type as T } from "typebox";
import type { Actor, Brand, Context, Grant, Lang, Tx } from "../context.ts";
import { beforeCommit } from "../db/before-commit.ts";
import { type Database, inBrand } from "../db/driver.ts";
import { Refusal, refuse } from "../errors.ts";
import { findAnswer, keyedRequest, storeAnswer } from "../idempotency.ts";
import { keyedHash } from "../secrets.ts";
import type { Access, Route } from "../route.ts";
import type { BrandDirectory } from "./brands.ts";
import { joinBatch } from "./batched.ts";
import type { Identities } from "./port.ts";
import { problemSchema, sendRefusal } from "./problem.ts";
import { joinStaffBatch } from "./staff-batch.ts";
import { transactionOf } from "./transaction.ts";

export interface HttpParts {
  readonly app: Database;
  readonly brands: BrandDirectory;
  readonly identities: Identities;
  /** The wall clock; tests give their own. */
  now(): Temporal.Instant;
}

const nobody: Brand = {
  brandId: "00000000-0000-0000-0000-000000000000",
  key: "",
  name: "",
  nameEn: null,
  timeZone: "Asia/Shanghai",
  currency: "CNY",
  accentColor: "#B4532A",
  logoMediaId: null,
  sample: false,
};

export function langOf(request: FastifyRequest): Lang {
  const asked = (request.query as { lang?: string } | undefined)?.lang;
  if (asked === "zh" || asked === "en") return asked;
  const header = request.headers["accept-language"] ?? "";
  const first = /\b(zh|en)\b/i.exec(header)?.[1]?.toLowerCase();
  return first === "en" ? "en" : "zh";
}

/** Another site's page must not write with our cookies, whatever the browser's sameSite does. */
function checkOrigin(request: FastifyRequest): void {
  const origin = request.headers.origin;
  if (!origin || ["GET", "HEAD"].includes(request.method)) return;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (from !== request.host) throw refuse("not_permitted");
}

function bearer(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  return header?.startsWith("Bearer ") ? header.slice(7).trim() : null;
}

interface Identity {
  readonly actor: Actor;
  readonly grants: readonly Grant[];
}

const clientHashes = new Map<string, string>();
const mostClients = 1_000;

/** A flash sale's visitors share few addresses: each is hashed once while it comes. */
function clientHashOf(address: string): string {
  const known = clientHashes.get(address);
  if (known) return known;
  const hash = keyedHash("client", address).toString("base64url");
  if (clientHashes.size >= mostClients) clientHashes.clear();
  clientHashes.set(address, hash);
  return hash;
}

interface Call {
  readonly parts: HttpParts;
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly brand: Brand;
  readonly accountId: string | null;
}

async function identify(call: Call, tx: Tx, now: Temporal.Instant): Promise<Identity> {
  const { parts, route, request, brand, accountId } = call;
  const kind = route.access.kind;
  if (kind === "account") {
    if (!accountId) throw refuse("not_signed_in");
    return { actor: { kind: "account", accountId }, grants: [] };
  }
  if (kind === "staff") {
    const secret = bearer(request);
    if (secret) {
      const key = await parts.identities.apiKey(tx, brand, secret, now);
      if (!key) throw refuse("not_signed_in");
      return { actor: { kind: "integration", keyId: key.keyId }, grants: key.grants };
    }
    const found = accountId ? await parts.identities.staff(tx, brand, accountId, now) : null;
    if (!found || !accountId) throw refuse("not_signed_in");
    return { actor: { kind: "staff", staffId: found.staffId, accountId }, grants: found.grants };
  }
  const member = await parts.identities.member(tx, brand, request, now);
  if (member) return { actor: { kind: "member", ...member }, grants: [] };
  if (kind === "member") throw refuse("not_signed_in");
  const visitorId = request.cookies[`bihuan_visitor`];
  return { actor: { kind: "public", ...(visitorId ? { visitorId } : {}) }, grants: [] };
}

async function checkAccess(call: Call, ctx: Context, access: Access): Promise<void> {
  if (access.kind !== "staff") return;
  const held = ctx.grants.some(({ capability }) => ["*", capability].includes(access.capability));
  if (!held) throw refuse("not_permitted");
  if (access.over === "any") return;
  type Parts = Record<"params" | "query" | "body", never>;
  const { params, query, body } = call.request as unknown as Parts;
  const unitId =
    access.over === "brand"
      ? await call.parts.identities.rootUnit(ctx)
      : access.over({ params, query, body });
  if (unitId) await call.parts.identities.permit(ctx, access.capability, unitId);
}

function occurredAt(call: Call, ctx: Context): Temporal.Instant {
  const header = call.request.headers["bihuan-occurred-at"];
  if (header === undefined) return ctx.now;
  if (!ctx.grants.some((grant) => grant.capability === "import.backdate")) {
    throw refuse("not_permitted");
  }
  try {
    const at = Temporal.Instant.from(String(header));
    if (Temporal.Instant.compare(at, ctx.recordedAt) <= 0) return at;
  } catch {
    // falls through to the refusal
  }
  throw refuse("invalid_input", { detail: "Bihuan-Occurred-At" });
}

async function contextOf(call: Call, tx: Tx): Promise<Context> {
  const now = call.parts.now();
  const ctx: Context = {
    brand: call.brand,
    ...(await identify(call, tx, now)),
    now,
    recordedAt: now,
    lang: langOf(call.request),
    requestId: call.request.id,
    tx,
    clientHash: clientHashOf(call.request.ip),
    afterCommit: [],
    afterwards: [],
  };
  return { ...ctx, now: occurredAt(call, ctx) };
}

async function runInTransaction(call: Call, ctx: Context): Promise<unknown> {
  const { route, request, reply } = call;
  await checkAccess(call, ctx, route.access);
  const input = {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    request,
    reply,
  };
  const write = route.method !== "GET" && route.idempotent !== "exempt";
  if (!write) return route.run(ctx, input);
  const asked = { params: request.params, query: request.query, body: jsonBody(request) };
  const keyed = keyedRequest(route.operationId, request.headers["idempotency-key"], asked);
  const stored = await findAnswer(ctx, keyed);
  if (stored) {
    reply.header("idempotency-replayed", "true");
    return stored.answer ?? undefined;
  }
  const answer = await route.run(ctx, input);
  const keep = () => storeAnswer(ctx, keyed, { status: route.status ?? 200, answer });
  if (route.transaction !== "burst" || !beforeCommit(ctx.tx, keep)) await keep();
  return answer;
}

/** A streamed body (an import) has permanent keys of its own per row and is not hashed here. */
const jsonBody = (request: FastifyRequest): unknown =>
  Object.getPrototypeOf(request.body ?? {}) === Object.prototype || Array.isArray(request.body)
    ? request.body
    : null;

/** A public route that opens its own transactions, if any: a cached answer costs no connection. */
async function runOpen(call: Call): Promise<unknown> {
  const { parts, route, request, reply, brand } = call;
  const visitorId = request.cookies.bihuan_visitor;
  const now = parts.now();
  const ctx: Omit<Context, "tx"> = {
    brand,
    actor: { kind: "public", ...(visitorId ? { visitorId } : {}) },
    grants: [],
    now,
    recordedAt: now,
    lang: langOf(request),
    requestId: request.id,
    clientHash: clientHashOf(request.ip),
    afterCommit: [],
  };
  const { params, query, body } = request as unknown as Record<"params" | "query" | "body", never>;
  return route.run(ctx as Context, { params, query, body, request, reply });
}

const visitorShape = /^[\w-]{8,64}$/;

function visitorOf(request: FastifyRequest): string | null {
  const visitorId = request.cookies.bihuan_visitor;
  return visitorId !== undefined && visitorShape.test(visitorId) ? visitorId : null;
}

/** Many at once; a route that can say no from memory says it first. */
async function runBatched(call: Call): Promise<unknown> {
  const { parts, route, request, reply, brand } = call;
  const now = parts.now();
  const caller = {
    now,
    recordedAt: now,
    lang: langOf(request),
    requestId: request.id,
    clientHash: clientHashOf(request.ip),
    visitorId: visitorOf(request),
  };
  const { params, query, body } = request as unknown as Record<"params" | "query" | "body", never>;
  // A repeated request may have succeeded before: only what says that it is the first is answered
  // without a look at the stored answers.
  const first = request.headers["bihuan-attempt"] === "1";
  const early = first && route.refuseEarly?.(
    { ...caller, brand, actor: { kind: "public" }, grants: [], afterCommit: [] },
    { params, query, body, request, reply },
  );
  if (early) {
    sendRefusal(reply, early, caller.lang);
    return undefined;
  }
  return joinBatch(parts, route, { request, reply, brand, caller });
}

/** An import that speaks of another time goes alone. */
const goesWithOthers = (route: Route, request: FastifyRequest): boolean =>
  route.runStaffMany !== undefined && request.headers["bihuan-occurred-at"] === undefined;

async function handle(call: Call): Promise<unknown> {
  if (call.route.runMany) return runBatched(call);
  if (goesWithOthers(call.route, call.request)) {
    const caller = { lang: langOf(call.request), clientHash: clientHashOf(call.request.ip) };
    return joinStaffBatch({ ...call, caller });
  }
  if (call.route.transaction === "none" && call.route.access.kind === "public") {
    return runOpen(call);
  }
  let ctx: Context | undefined;
  try {
    const within = transactionOf(call.route);
    const answer = await within(call.parts.app, call.brand.brandId, async (tx) => {
      ctx = await contextOf(call, tx);
      if (call.route.transaction === "none") return undefined;
      return runInTransaction(call, ctx);
    });
    for (const after of ctx?.afterCommit ?? []) after();
    if (call.route.transaction !== "none" || !ctx) return answer;
    return await runAlone(call, ctx);
  } catch (error) {
    const refused = error instanceof Refusal && error.code === "not_permitted";
    if (refused && ctx) {
      await call.parts.identities.noteRefusal(ctx, call.route.operationId, error.params);
    }
    throw error;
  } finally {
    for (const after of ctx?.afterwards ?? []) await after();
  }
}

/** The connection of a finished transaction serves another brand by now: nobody may keep it. */
const noTransaction = new Proxy({} as Tx, {
  get() {
    throw new Error("This route has no transaction; it opens its own.");
  },
});

/** The route opens its own transactions: what reads ctx.tx by mistake is told so. */
async function runAlone(call: Call, given: Context): Promise<unknown> {
  const { request, reply } = call;
  if (call.route.access.kind === "staff") {
    await inBrand(call.parts.app, call.brand.brandId, (tx) =>
      checkAccess(call, { ...given, tx }, call.route.access),
    );
  }
  const ctx = { ...given, tx: noTransaction };
  const { params, query, body } = request as unknown as Record<"params" | "query" | "body", never>;
  const answer = await call.route.run(ctx, { params, query, body, request, reply });
  for (const after of ctx.afterCommit.splice(0)) after();
  return answer;
}

function schemaOf(route: Route): FastifySchema {
  const security = {
    public: [],
    member: [{ memberSession: [] }],
    account: [{ staffSession: [] }],
    staff: [{ staffSession: [] }, { apiKey: [] }],
  }[route.access.kind];
  const capability = route.access.kind === "staff" ? ` (${route.access.capability})` : "";
  const schema = {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary.en,
    description: `${route.summary.zh}${capability}`,
    ...(route.params ? { params: withBrand(route) } : brandOnly(route)),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body && !route.streamBody ? { body: route.body } : {}),
    response: {
      ...(route.answer ? { [route.status ?? 200]: route.answer as object } : {}),
      ...(route.answer || route.raw ? {} : { 204: T.Null({ description: "done" }) }),
      default: problemSchema,
    },
    security,
  };
  return schema as unknown as FastifySchema;
}

const brandParam = T.String({ pattern: "^[a-z0-9][a-z0-9-]{1,23}$" });

function withBrand(route: Route) {
  if (!route.path.includes(":brand")) return route.params;
  const own = (route.params as unknown as { properties: Record<string, never> }).properties;
  return T.Object({ brand: brandParam, ...own });
}

function brandOnly(route: Route) {
  return route.path.includes(":brand") ? { params: T.Object({ brand: brandParam }) } : {};
}

/** Mounts one declared route: brand, identity, access, transaction, idempotency, answer. */
export function registerRoute(fastify: FastifyInstance, parts: HttpParts, route: Route): void {
  if (!route.rawBody) return mount(fastify, parts, route);
  fastify.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    mount(scope, parts, route);
  });
}

function mount(fastify: FastifyInstance, parts: HttpParts, route: Route): void {
  fastify.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    config: { access: route.access, operationId: route.operationId },
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    async handler(request, reply) {
      checkOrigin(request);
      const { brand: key } = request.params as { brand?: string };
      const brand = key ? await parts.brands.byKey(key) : nobody;
      if (!brand) throw refuse("brand_not_found", { brand: key ?? "" });
      const kind = route.access.kind;
      const staffAlone = kind === "staff" && !bearer(request) && !goesWithOthers(route, request);
      const needsAccount = kind === "account" || staffAlone;
      const accountId = needsAccount ? await parts.identities.account(request) : null;
      const answer = await handle({ parts, route, request, reply, brand, accountId });
      if (route.raw || reply.sent) return reply;
      if (answer === undefined) return reply.code(204).send();
      return reply.code(route.status ?? 200).send(answer);
    },
  });
}
