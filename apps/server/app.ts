import type { FastifyInstance, FastifyServerOptions } from "fastify";
import type { Databases } from "#platform/db/driver.ts";
import { errorRegister } from "#platform/errors.ts";
import { BrandDirectory } from "#platform/http/brands.ts";
import { type HttpParts, registerRoute } from "#platform/http/register.ts";
import type { Job } from "#platform/jobs.ts";
import type { Route } from "#platform/route.ts";
import { setOwnTransactionDatabase } from "#platform/own-transaction.ts";
import { setRootSecret } from "#platform/secrets.ts";
import { setThrottleDatabase } from "#platform/throttle.ts";
import { type Flow, journalFlow } from "./flow.ts";
import { bareServer } from "./http.ts";
import { modules } from "./modules.ts";
import { registerPages } from "./pages/index.ts";
import { wire } from "./wire.ts";

export interface AppOptions {
  readonly databases: Databases;
  readonly ownerUrl: string;
  readonly rootSecret: Buffer;
  readonly dataDir: string;
  /** Null: the address of the request. */
  readonly publicUrl: string | null;
  readonly secureCookies: boolean;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly ratePerMinute: number;
  readonly trustProxy: boolean;
  readonly logger: FastifyServerOptions["logger"];
  readonly now?: () => Temporal.Instant;
}

export interface App {
  readonly fastify: FastifyInstance;
  readonly databases: Databases;
  readonly flow: Flow;
  readonly routes: readonly Route[];
  readonly jobs: readonly Job[];
  readonly parts: HttpParts;
  /** Mounts every route on another listener (https) with the same parts. */
  listener(https: { key: string; cert: string }): Promise<FastifyInstance>;
  close(): Promise<void>;
}

async function mounted(options: AppOptions, parts: HttpParts, https?: { key: string; cert: string }) {
  const { ratePerMinute, trustProxy, logger } = options;
  const fastify = await bareServer({
    ratePerMinute,
    trustProxy,
    logger,
    ...(https ? { https } : {}),
  });
  for (const one of modules) for (const route of one.routes) registerRoute(fastify, parts, route);
  await registerPages(fastify, parts);
  fastify.get("/healthz", { config: { access: { kind: "public" } } }, async (_request, reply) => {
    await options.databases.appPool.query("select 1");
    return reply.send({ ok: true });
  });
  await fastify.ready();
  return fastify;
}

/** Puts the whole server together: modules, ports, routes, pages, the journal's flow. */
export async function buildApp(options: AppOptions): Promise<App> {
  setRootSecret(options.rootSecret);
  setThrottleDatabase(options.databases.app);
  setOwnTransactionDatabase(options.databases.app);
  const brands = new BrandDirectory(options.databases.appPool);
  const parts: HttpParts = {
    app: options.databases.app,
    brands,
    identities: await wire(options),
    now: options.now ?? (() => Temporal.Now.instant()),
  };
  const fastify = await mounted(options, parts);
  const flow = journalFlow({
    databases: options.databases,
    ownerUrl: options.ownerUrl,
    reactions: modules.flatMap((one) => one.reactions ?? []),
    onError: (error) => fastify.log.error({ err: error }, "journal"),
    onBrand: () => undefined,
  });
  const others: FastifyInstance[] = [];
  return {
    fastify,
    databases: options.databases,
    flow,
    parts,
    routes: modules.flatMap((one) => one.routes),
    jobs: modules.flatMap((one) => one.jobs ?? []),
    async listener(https) {
      const made = await mounted(options, parts, https);
      others.push(made);
      return made;
    },
    async close() {
      for (const one of [fastify, ...others]) await one.close();
      await flow.stop();
    },
  };
}

/** Codes and texts of every refusal, for the API's page. */
export function errorCatalogue() {
  return [...errorRegister()].map(([code, { module, status, zh, en }]) => ({
    code,
    module,
    status,
    zh,
    en,
  }));
}
