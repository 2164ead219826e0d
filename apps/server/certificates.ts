import { X509Certificate } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { generate } from "selfsigned";

export interface Certificates {
  readonly key: string;
  readonly cert: string;
  /** The authority that a phone is told to trust. */
  readonly authority: string;
}

/** IPv4 addresses under which a phone in the same network reaches this machine. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter((one) => one.family === "IPv4" && !one.internal)
    .map((one) => one.address);
}

const years = (now: Temporal.Instant, count: number): Date =>
  new Date(now.epochMilliseconds + count * 365 * 86_400_000);

interface Pair {
  readonly key: string;
  readonly cert: string;
}

async function kept(folder: string, name: string): Promise<Pair | null> {
  const read = (end: string) => readFile(path.join(folder, `${name}.${end}`), "utf8");
  try {
    return { key: await read("key"), cert: await read("crt") };
  } catch {
    return null;
  }
}

async function keep(folder: string, name: string, pair: Pair): Promise<Pair> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [end, text] of [["key", pair.key], ["crt", pair.cert]] as const) {
    const file = path.join(folder, `${name}.${end}`);
    await writeFile(`${file}.new`, text, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return pair;
}

async function makeAuthority(now: Temporal.Instant): Promise<Pair> {
  const made = await generate([{ name: "commonName", value: "Bihuan local authority" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now.epochMilliseconds - 86_400_000),
    notAfterDate: years(now, 10),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

async function makeLeaf(authority: Pair, hosts: readonly string[], now: Temporal.Instant) {
  const made = await generate([{ name: "commonName", value: hosts[0] ?? "localhost" }], {
    keyType: "ec",
    algorithm: "sha256",
    ca: authority,
    notBeforeDate: new Date(now.epochMilliseconds - 86_400_000),
    // Phones refuse a leaf that lives longer than 825 days.
    notAfterDate: years(now, 2),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: hosts.map(nameOf) },
    ],
  });
  return { key: made.private, cert: made.cert };
}

const nameOf = (host: string) =>
  /^[\d.]+$/.test(host) ? { type: 7 as const, ip: host } : { type: 2 as const, value: host };

function stillFits(pair: Pair, hosts: readonly string[], now: Temporal.Instant): boolean {
  const leaf = new X509Certificate(pair.cert);
  const names = leaf.subjectAltName ?? "";
  const month = 30 * 86_400_000;
  return (
    leaf.validToDate.getTime() - now.epochMilliseconds > month &&
    hosts.every((host) => names.includes(host))
  );
}

/** Own authority, made once; the leaf is made again when an address changed or its end is near. */
export async function loadCertificates(
  dataDir: string,
  now: Temporal.Instant,
): Promise<Certificates> {
  const folder = path.join(dataDir, "secrets");
  const hosts = ["localhost", "127.0.0.1", ...lanAddresses()];
  const known = await kept(folder, "authority");
  const authority = known ?? (await keep(folder, "authority", await makeAuthority(now)));
  const old = known ? await kept(folder, "https") : null;
  const leaf =
    old && stillFits(old, hosts, now)
      ? old
      : await keep(folder, "https", await makeLeaf(authority, hosts, now));
  return { key: leaf.key, cert: `${leaf.cert}\n${authority.cert}`, authority: authority.cert };
}
