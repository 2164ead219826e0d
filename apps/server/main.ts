import { buildApps } from "#apps/build.ts";
import { startLocalPostgres } from "#platform/local-postgres/index.ts";
import { finishDeletions } from "#modules/organisation/index.ts";
import { startWorker } from "#platform/jobs.ts";
import { type App, buildApp } from "./app.ts";
import { lanAddresses, loadCertificates } from "./certificates.ts";
import { type Config, loadSecrets, readConfig } from "./config.ts";
import { openMigrated, root } from "./database.ts";
import { printAddresses } from "./greeting.ts";
import { ensureDemo } from "./demo/index.ts";

const say = (text: string) => process.stdout.write(`${text}\n`);

interface Closing {
  readonly what: string;
  close(): Promise<unknown>;
}

async function ownerUrlOf(config: Config, closing: Closing[]): Promise<string> {
  if (config.databaseUrl) return config.databaseUrl;
  const local = await startLocalPostgres({ dataDir: config.dataDir });
  closing.push({ what: "PostgreSQL", close: () => local.stop() });
  return local.url;
}

async function listen(app: App, config: Config): Promise<{ http: number; https: number | null }> {
  await app.fastify.listen({ port: config.port, host: config.host });
  const http = portOf(app.fastify.server.address());
  if (config.httpsPort === null) return { http, https: null };
  try {
    const certificates = await loadCertificates(config.dataDir, Temporal.Now.instant());
    app.installation.authority = certificates.authority;
    const secure = await app.listener(certificates);
    await secure.listen({ port: config.httpsPort, host: config.host });
    return { http, https: portOf(secure.server.address()) };
  } catch (error) {
    say(`https 未启动 / https is off: ${(error as Error).message}`);
    return { http, https: null };
  }
}

function portOf(address: unknown): number {
  return typeof address === "object" && address !== null ? (address as { port: number }).port : 0;
}

async function start(): Promise<void> {
  const config = readConfig(process.env, root);
  const closing: Closing[] = [];
  // Without an app the API and the others still serve; what failed is said where it can be read.
  const building = buildApps({ say, apart: true }).catch((error: Error) => {
    say(`浏览器应用未能构建 / An app could not be built: ${error.message}`);
  });
  const secrets = await loadSecrets(config.dataDir);
  say("PostgreSQL …");
  const ownerUrl = await ownerUrlOf(config, closing);
  const role = { name: process.env.BIHUAN_APP_ROLE || "bihuan_app", password: secrets.appPassword };
  const onProgress = (text: string) => say(`  + ${text}`);
  const databases = await openMigrated({ ownerUrl, role, onProgress });
  closing.unshift({ what: "connections", close: () => databases.close() });
  await building;
  const app = await buildApp({
    databases,
    ownerUrl,
    rootSecret: secrets.root,
    dataDir: config.dataDir,
    publicUrl: config.publicUrl,
    secureCookies: config.publicUrl?.startsWith("https:") ?? false,
    sms: config.sms,
    paySimulator: config.paySimulator,
    s3: config.s3,
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
    ratePerMinute: config.ratePerMinute,
    trustProxy: config.trustProxy,
    logger: { level: "warn" },
  });
  closing.unshift({ what: "http", close: () => app.close() });
  stopOnSignal(closing);
  await finishDeletions();
  const demo = await ensureDemo(app, config.dataDir, say);
  app.installation.demo = demo;
  await app.flow.start();
  const worker = await startWorker(databases.ownerPool, databases.app, app.jobs);
  closing.unshift({ what: "jobs", close: () => worker.stop() });
  const ports = await listen(app, config);
  await printAddresses({ ports, publicUrl: config.publicUrl, lan: lanAddresses(), demo }, say);
}

function stopOnSignal(closing: readonly Closing[]): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    for (const one of closing) await one.close().catch(() => undefined);
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
}

start().catch((error: Error) => {
  process.stderr.write(`启动失败 / The start failed: ${error.message}\n`);
  if (process.env.BIHUAN_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
