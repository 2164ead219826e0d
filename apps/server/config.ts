import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { S3Options } from "#integrations/pictures-s3/index.ts";

export interface SmsChoice {
  /** A gateway that takes codes to phones; null: none. */
  readonly url: string | null;
  readonly token: string | null;
  /** For a trial without a gateway: codes are shown on the screen that asked. */
  readonly onScreen: boolean;
}

export interface Config {
  readonly sms: SmsChoice;
  /** For a trial: own brands take payments of the simulator, which moves no money. */
  readonly paySimulator: boolean;
  /** Set: pictures lie in a bucket of any S3-compatible service. */
  readonly s3: S3Options | null;
  readonly dataDir: string;
  readonly port: number;
  /** Null: no https listener. */
  readonly httpsPort: number | null;
  readonly host: string;
  /** Set: another PostgreSQL in place of the embedded one. */
  readonly databaseUrl: string | null;
  /** Set: the address that members and staff use (a reverse proxy stands before us). */
  readonly publicUrl: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Requests a minute and address; a store's staff share one address. */
  readonly ratePerMinute: number;
  readonly trustProxy: boolean;
}

export interface Secrets {
  readonly root: Buffer;
  readonly appPassword: string;
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value < 1e9) return value;
  throw new Error(`${name} 应为整数，现在是 “${text}” / ${name} must be a whole number.`);
}

function readS3(env: NodeJS.ProcessEnv): S3Options | null {
  const { BIHUAN_S3_URL: url, BIHUAN_S3_KEY: accessKeyId, BIHUAN_S3_SECRET: secretAccessKey } = env;
  if (!url) return null;
  if (!URL.canParse(url) || !accessKeyId || !secretAccessKey) {
    throw new Error("BIHUAN_S3_URL 需要完整的存储桶地址，并设置 BIHUAN_S3_KEY 和 BIHUAN_S3_SECRET"
      + " / needs the bucket's whole address, and BIHUAN_S3_KEY and BIHUAN_S3_SECRET.");
  }
  return { url, accessKeyId, secretAccessKey, region: env.BIHUAN_S3_REGION || "auto" };
}

/** Reads the environment; a wrong value ends the start with a sentence that names it. */
export function readConfig(env: NodeJS.ProcessEnv, root: string): Config {
  const port = wholeNumber("PORT", env.PORT, 4000);
  const httpsPort = wholeNumber("BIHUAN_HTTPS_PORT", env.BIHUAN_HTTPS_PORT, port ? port + 443 : 0);
  return {
    dataDir: path.resolve(env.BIHUAN_DATA || path.join(root, "data")),
    port,
    httpsPort: env.BIHUAN_HTTPS === "off" ? null : httpsPort,
    host: env.BIHUAN_HOST || "0.0.0.0",
    databaseUrl: env.DATABASE_URL || null,
    publicUrl: env.BIHUAN_PUBLIC_URL?.replace(/\/+$/, "") || null,
    sms: {
      url: env.BIHUAN_SMS_URL || null,
      token: env.BIHUAN_SMS_TOKEN || null,
      onScreen: env.BIHUAN_SMS === "screen",
    },
    s3: readS3(env),
    paySimulator: env.BIHUAN_PAYMENTS === "simulator",
    smtpUrl: env.SMTP_URL || null,
    mailFrom: env.MAIL_FROM || "Bihuan <no-reply@localhost>",
    ratePerMinute: wholeNumber("BIHUAN_RATE_PER_MINUTE", env.BIHUAN_RATE_PER_MINUTE, 6_000),
    trustProxy: env.BIHUAN_TRUST_PROXY === "1",
  };
}

export interface StoredSecrets {
  readonly root: string;
  readonly appPassword: string;
}

const secretsFile = (dataDir: string): string => path.join(dataDir, "secrets", "bihuan.json");

export async function readSecrets(dataDir: string): Promise<StoredSecrets | null> {
  const text = await readFile(secretsFile(dataDir), "utf8").catch(() => null);
  return text ? (JSON.parse(text) as StoredSecrets) : null;
}

/** Whole or not at all, and readable by its owner alone. */
export async function writeSecrets(dataDir: string, secrets: StoredSecrets): Promise<void> {
  const file = secretsFile(dataDir);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  await rename(`${file}.new`, file);
  await chmod(file, 0o600);
}

/** Secrets are made at the first start and lie in the data folder. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  let stored = await readSecrets(dataDir);
  if (!stored) {
    stored = {
      root: randomBytes(48).toString("base64url"),
      appPassword: randomBytes(24).toString("base64url"),
    };
    await writeSecrets(dataDir, stored);
  }
  return { root: Buffer.from(stored.root, "base64url"), appPassword: stored.appPassword };
}
