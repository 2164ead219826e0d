import { openDatabases } from "#platform/db/driver.ts";
import { buildApp } from "./app.ts";

/** The OpenAPI document of this checkout; no database is asked. */
export async function describeApi(): Promise<Record<string, unknown>> {
  const nowhere = "postgres://nobody@127.0.0.1:1/none";
  const databases = openDatabases(nowhere, nowhere);
  const app = await buildApp({
    databases,
    ownerUrl: nowhere,
    rootSecret: Buffer.alloc(48),
    dataDir: "/nonexistent",
    publicUrl: null,
    secureCookies: false,
    sms: { url: null, token: null, onScreen: false },
    paySimulator: false,
    smtpUrl: null,
    mailFrom: "",
    ratePerMinute: 1,
    trustProxy: false,
    logger: false,
  });
  const document = app.fastify.swagger() as unknown as Record<string, unknown>;
  await app.close();
  await databases.close();
  return document;
}
