import type { FastifyInstance, FastifyServerOptions } from "fastify";
import type { Databases } from "#platform/db/driver.ts";
import type { PasswordKeeping } from "#modules/organisation/index.ts";
import { writeLossesNow } from "#modules/releases/index.ts";
import { BrandDirectory } from "#platform/http/brands.ts";
import { type HttpParts, registerRoute } from "#platform/http/register.ts";
import type { Job } from "#platform/jobs.ts";
import type { Route } from "#platform/route.ts";
import { setOwnTransactionDatabase } from "#platform/own-transaction.ts";
import { setRootSecret } from "#platform/secrets.ts";
import { setThrottleDatabase } from "#platform/throttle.ts";
import { floorRoutes } from "./floor.ts";
import type { SmsChoice } from "./config.ts";
import type { DemoSignIns } from "./greeting.ts";
import { type Flow, journalFlow } from "./flow.ts";
import { bareServer } from "./http.ts";
import { modules } from "./modules.ts";
import { registerPages } from "./pages/index.ts";
import { registerPaySimulator } from "./pages/pay-simulator.ts";
import { type Payments, setUpPayments } from "./payments.ts";
import { wire } from "./wire.ts";
import type { S3Options } from "#integrations/pictures-s3/index.ts";

export interface AppOptions {
  readonly databases: Databases;
  readonly ownerUrl: string;
  readonly rootSecret: Buffer;
  readonly dataDir: string;
  /** Null: the address of the request. */
  readonly publicUrl: string | null;
  readonly secureCookies: boolean;
  readonly sms: SmsChoice;
  /** True: own brands may take payments of the simulator, which moves no money. */
  readonly paySimulator: boolean;
  /** Set: pictures lie in a bucket instead of the data folder. */
  readonly s3?: S3Options | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly ratePerMinute: number;
  readonly trustProxy: boolean;
  readonly logger: FastifyServerOptions["logger"];
  readonly now?: () => Temporal.Instant;
  /** For tests; without it passwords are kept by the library's own slow hash. */
  readonly passwords?: PasswordKeeping;
}

/** What the pages tell of this installation; filled in while it starts. */
export interface Installation {
  demo: DemoSignIns | null;
  /** Whether one-time codes reach members of own brands: by a gateway, on the screen, or not. */
  readonly codes: "gateway" | "screen" | "none";
  authority: string | null;
}

export interface App {
  readonly fastify: FastifyInstance;
  readonly databases: Databases;
  readonly flow: Flow;
  readonly routes: readonly Route[];
  readonly jobs: readonly Job[];
  readonly parts: HttpParts;
  readonly installation: Installation;
  readonly payments: Payments;
  /** Mounts every route on another listener (https) with the same parts. */
  listener(https: { key: string; cert: string }): Promise<FastifyInstance>;
  close(): Promise<void>;
}

interface Mount {
  readonly options: AppOptions;
  readonly parts: HttpParts;
  readonly payments: Payments;
  readonly installation: Installation;
}

async function mounted(mount: Mount, https?: { key: string; cert: string }) {
  const { options, parts, installation, payments } = mount;
  const { ratePerMinute, trustProxy, logger } = options;
  const fastify = await bareServer({
    ratePerMinute,
    trustProxy,
    logger,
    ...(https ? { https } : {}),
  });
  for (const one of modules) for (const route of one.routes) registerRoute(fastify, parts, route);
  if (process.env.BIHUAN_BENCH) for (const r of floorRoutes) registerRoute(fastify, parts, r);
  await registerPages(fastify, parts, installation);
  const clock = () => parts.now().epochMilliseconds;
  registerPaySimulator(fastify, payments.simulator, clock);
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
  setThrottleDatabase(options.databases.counts);
  setOwnTransactionDatabase(options.databases.app);
  const brands = new BrandDirectory(options.databases.appPool);
  const parts: HttpParts = {
    app: options.databases.app,
    brands,
    identities: await wire(options),
    now: options.now ?? (() => Temporal.Now.instant()),
  };
  const { url, onScreen } = options.sms;
  const codes = url ? "gateway" : onScreen ? "screen" : "none";
  const installation: Installation = { demo: null, authority: null, codes };
  const payments = setUpPayments({
    dataDir: options.dataDir,
    simulator: options.paySimulator,
    now: parts.now,
  });
  const mount: Mount = { options, parts, installation, payments };
  const fastify = await mounted(mount);
  payments.takeNoticesBy(fastify);
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
    installation,
    payments,
    routes: modules.flatMap((one) => one.routes),
    jobs: modules.flatMap((one) => one.jobs ?? []),
    async listener(https) {
      const made = await mounted(mount, https);
      others.push(made);
      return made;
    },
    async close() {
      for (const one of [fastify, ...others]) await one.close();
      await writeLossesNow();
      await flow.stop();
    },
  };
}
