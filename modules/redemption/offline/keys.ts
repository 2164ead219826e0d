import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from "node:crypto";
import { sql } from "kysely";
import type { OfflineKey } from "#packages/offline/index.ts";
import type { Context } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { emit } from "#platform/journal.ts";
import { keyFor } from "#platform/secrets.ts";

interface KeyRow {
  key_id: number;
  public_key: Buffer;
  signs_from: Temporal.Instant;
}

// A counter without contact for the longest time that any operator may allow has the key by then.
const leadSeconds = 259_200;
const mostKeys = 255;

const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");
const derived = new Map<string, KeyObject>();

/** Derived from the installation's secret: no copy of it lies in the database or in a backup. */
function privateKey(brandId: string, keyId: number): KeyObject {
  const info = `${brandId}:${keyId}`;
  const known = derived.get(info);
  if (known) return known;
  const seed = hkdfSync("sha256", keyFor("redemption.offline"), "bihuan", info, 32);
  const der = Buffer.concat([pkcs8Head, Buffer.from(seed)]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  derived.set(info, key);
  return key;
}

function publicHalf(brandId: string, keyId: number): Buffer {
  const { x = "" } = createPublicKey(privateKey(brandId, keyId)).export({ format: "jwk" });
  return Buffer.from(x, "base64url");
}

async function keyRows(ctx: Context): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select key_id, public_key, signs_from from redemption.offline_keys
    where brand_id = ${ctx.brand.brandId} order by key_id`.execute(ctx.tx);
  return rows;
}

async function addKey(ctx: Context, keyId: number, signsFrom: Temporal.Instant): Promise<void> {
  if (keyId > mostKeys) throw refuse("offline_keys_used_up");
  await sql`
    insert into redemption.offline_keys (brand_id, key_id, public_key, made_at, signs_from)
    values (${ctx.brand.brandId}, ${keyId}, ${publicHalf(ctx.brand.brandId, keyId)},
      ${ctx.recordedAt}, ${signsFrom})
    on conflict do nothing`.execute(ctx.tx);
}

const isPast = (ctx: Context, at: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, ctx.recordedAt) <= 0;

/** Every key whose signature a counter takes; the first of a brand is made on the way. */
export async function offlineKeys(ctx: Context): Promise<OfflineKey[]> {
  let rows = await keyRows(ctx);
  if (rows.length === 0) {
    await addKey(ctx, 1, ctx.recordedAt);
    rows = await keyRows(ctx);
  }
  // Once a successor has signed for a day, no statement of an older key has an open window.
  const old = ctx.recordedAt.subtract({ hours: 24 });
  const from = rows.findLastIndex((row) => Temporal.Instant.compare(row.signs_from, old) <= 0);
  return rows.slice(Math.max(0, from)).map((row) => ({
    keyId: row.key_id,
    publicKey: row.public_key.toString("base64url"),
  }));
}

/** The public key of an id, also of one that signs no more: records may arrive late. */
export async function publicKeyOf(ctx: Context, keyId: number): Promise<Buffer | null> {
  return (await keyRows(ctx)).find((row) => row.key_id === keyId)?.public_key ?? null;
}

/** The key that signs now. Refuses to sign with a secret that counters do not know. */
export async function signingKey(ctx: Context) {
  await offlineKeys(ctx);
  const rows = await keyRows(ctx);
  const row = rows.findLast((one) => isPast(ctx, one.signs_from)) ?? rows[0]!;
  const { brandId } = ctx.brand;
  if (!publicHalf(brandId, row.key_id).equals(row.public_key)) throw refuse("offline_key_lost");
  return {
    keyId: row.key_id,
    sign: (body: Uint8Array) => sign(null, body, privateKey(brandId, row.key_id)),
  };
}

/** Makes the next key. It signs after three days, when every counter has its public half. */
export async function rotateOfflineKey(ctx: Context) {
  await offlineKeys(ctx);
  const newest = (await keyRows(ctx)).at(-1)!;
  const lost = !publicHalf(ctx.brand.brandId, newest.key_id).equals(newest.public_key);
  // A restored installation with another secret has nothing to wait for: nothing else can sign.
  const signsFrom = lost ? ctx.recordedAt : ctx.recordedAt.add({ seconds: leadSeconds });
  await addKey(ctx, newest.key_id + 1, signsFrom);
  const made = { keyId: newest.key_id + 1, signsFrom: signsFrom.epochMilliseconds };
  await emit(ctx, "redemption.offline_key_made", { payload: made });
  return made;
}
