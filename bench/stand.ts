import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildApp } from "../apps/server/app.ts";
import { openMigrated } from "../apps/server/database.ts";
import { createAccountFor, createBrand, rootUnit } from "../modules/organisation/index.ts";
import type { Context } from "../platform/context.ts";
import { type Databases, inBrand, inBrandBatch } from "../platform/db/driver.ts";
import { runJob } from "../platform/jobs.ts";
import { startLocalPostgres } from "../platform/local-postgres/index.ts";
import { brandOf, systemContext } from "../platform/reactions.ts";

export interface Stand {
  readonly databases: Databases;
  readonly brandId: string;
  run<T>(run: (ctx: Context) => Promise<T>): Promise<T>;
  /** As the batched routes do it: nothing but what the caller asks for. */
  runLean<T>(run: (ctx: Context) => Promise<T>): Promise<T>;
  /** Runs one of the server's jobs to its end. */
  job(name: string, payload: object): Promise<void>;
  /** The sequencer and all reactions, until it is closed. */
  startFlow(): Promise<void>;
  close(): Promise<void>;
}

/** A whole server in this process, so that its memory is what an operator would see. */
export async function stand(): Promise<Stand> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "bihuan-bench-"));
  const local = await startLocalPostgres({ dataDir });
  const role = { name: "bihuan_app", password: "only-for-the-bench" };
  const databases = await openMigrated({ ownerUrl: local.url, role });
  const app = await buildApp({
    databases,
    ownerUrl: local.url,
    rootSecret: randomBytes(48),
    dataDir,
    publicUrl: null,
    secureCookies: false,
    sms: { url: null, token: null, onScreen: false },
    paySimulator: false,
    smtpUrl: null,
    mailFrom: "bench@example.test",
    ratePerMinute: 1_000_000,
    trustProxy: false,
    logger: false,
  });
  const accountId = await createAccountFor("bench@example.test", "long-enough-here", "Bench");
  const brandId = await createBrand({
    accountId, key: "bench", name: "量", nameEn: "Bench", timeZone: "Asia/Shanghai",
    currency: "CNY", sample: true, ownerName: "Bench",
  });
  const { rows } = await databases.ownerPool.query("select * from platform.brands");
  const brand = brandOf(rows[0]);
  return {
    databases,
    brandId,
    run: (run) => inBrand(databases.app, brandId, async (tx) => {
      const ctx = systemContext(brand, tx, "bench");
      const grants = ["offers.write", "offers.publish"];
      const unitId = await rootUnit(ctx);
      return run({ ...ctx, grants: grants.map((capability) => ({ capability, unitId })) });
    }),
    runLean: (run) => inBrandBatch(databases.app, brandId, (tx) =>
      run(systemContext(brand, tx, "bench"))),
    startFlow: () => app.flow.start(),
    job: (name, payload) => {
      const job = app.jobs.find((one) => one.name === name)!;
      return runJob(databases.ownerPool, databases.app, job, { brandId, ...payload });
    },
    async close() {
      await app.close();
      await databases.close();
      await local.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
