import { sql } from "kysely";
import type { Brand, Context, Tx } from "#platform/context.ts";
import { brandStatement } from "#platform/db/driver.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { systemContext } from "#platform/reactions.ts";
import { isTimeZone } from "#platform/time.ts";
import { auditAct } from "./audit.ts";
import { assertBrandKey } from "./brand-key.ts";
import { builtInRoles } from "./capabilities.ts";
import { insertUnit } from "./create-unit.ts";
import { insertGrant, insertStaff } from "./staff.ts";
import { wired } from "./wired.ts";

export interface NewBrand {
  /** First segment of the brand's public addresses: 2–24 of a–z, 0–9 and hyphen. */
  readonly key: string;
  readonly name: string;
  readonly nameEn?: string | null;
  /** IANA zone. */
  readonly timeZone?: string;
  /** ISO 4217. */
  readonly currency?: string;
  /** #RRGGBB. */
  readonly accentColor?: string;
  /** A demo: its history is made up and it may be deleted at once. */
  readonly sample?: boolean;
  /** Becomes the owner. */
  readonly accountId: string;
  readonly ownerName?: string;
  /** When the brand began; default: now. */
  readonly at?: Temporal.Instant;
}

interface Owner {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly sample: boolean;
}

export async function ownerOf(accountId: string): Promise<Owner> {
  const { rows } = await wired().databases.ownerPool.query(
    "select name, email, sample from accounts.identities where id = $1",
    [accountId],
  );
  if (!rows[0]) throw refuse("not_signed_in");
  return { accountId, ...rows[0] };
}

function brandFrom(input: NewBrand): Brand {
  assertBrandKey(input.key);
  const timeZone = input.timeZone ?? "Asia/Shanghai";
  if (!isTimeZone(timeZone)) throw refuse("invalid_input", { detail: "timeZone" });
  const currency = input.currency ?? "CNY";
  if (!/^[A-Z]{3}$/.test(currency)) throw refuse("invalid_input", { detail: "currency" });
  const accentColor = input.accentColor ?? "#B4532A";
  const plainColor = /^#[0-9a-f]{6}$/i.test(accentColor);
  if (!plainColor) throw refuse("invalid_input", { detail: "accentColor" });
  return {
    brandId: newId(),
    key: input.key,
    name: input.name.trim(),
    nameEn: input.nameEn?.trim() || null,
    timeZone,
    currency,
    accentColor,
    logoMediaId: null,
    sample: input.sample ?? false,
  };
}

async function insertBrand(tx: Tx, brand: Brand, at: Temporal.Instant): Promise<void> {
  const { rows } = await sql`
    insert into platform.brands
      (brand_id, key, name, name_en, time_zone, currency, accent_color, sample, created_at)
    values (${brand.brandId}, ${brand.key}, ${brand.name}, ${brand.nameEn}, ${brand.timeZone},
      ${brand.currency}, ${brand.accentColor}, ${brand.sample}, ${at})
    on conflict (key) do nothing returning 1`.execute(tx);
  if (rows.length === 0) throw refuse("brand_key_taken", { key: brand.key });
}

async function seedRoles(ctx: Context): Promise<string> {
  const rows = builtInRoles.map((role) => ({ ...role, roleId: newId() }));
  await sql`
    insert into organisation.roles
      (brand_id, role_id, key, name, name_en, capabilities, built_in, created_at)
    select ${ctx.brand.brandId}, r."roleId", r.key, r.name, r."nameEn",
      array(select jsonb_array_elements_text(r.capabilities)), true, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("roleId" uuid, key text, name text, "nameEn" text, capabilities jsonb)`.execute(ctx.tx);
  const owner = rows.find((role) => role.key === "owner");
  if (!owner) throw new Error("There is no owner role to seed.");
  return owner.roleId;
}

async function furnish(ctx: Context, owner: Owner & { staffId: string }): Promise<void> {
  const { brand } = ctx;
  const { timeZone, currency } = brand;
  await emit(ctx, "organisation.brand_created", { payload: { timeZone, currency } });
  const rootId = newId();
  await insertUnit(ctx, rootId, {
    parentId: null,
    kind: "group",
    code: brand.key.toUpperCase(),
    name: brand.name,
    nameEn: brand.nameEn,
    root: true,
  });
  const roleId = await seedRoles(ctx);
  await insertStaff(ctx, owner);
  await insertGrant(ctx, { staffId: owner.staffId, roleId, unitId: rootId, validTo: null });
  await auditAct(ctx, "createBrand", brand.brandId, { unitId: rootId });
}

/**
 * Makes a brand with its root group, its roles and its first owner, in one transaction of the
 * owner role, because the app role may not write the list of brands. Answers the brand's id.
 */
export async function createBrand(input: NewBrand): Promise<string> {
  const brand = brandFrom(input);
  const owner = await ownerOf(input.accountId);
  const staffId = newId();
  const after: Array<() => void> = [];
  await wired().databases.owner.transaction().execute(async (tx) => {
    const base = systemContext(brand, tx, "createBrand");
    await insertBrand(tx, brand, input.at ?? base.now);
    await sql.raw(brandStatement(brand.brandId)).execute(tx);
    const actor = { kind: "staff" as const, staffId, accountId: owner.accountId };
    const ctx: Context = { ...base, actor, now: input.at ?? base.now, afterCommit: after };
    await furnish(ctx, { ...owner, staffId, name: input.ownerName ?? owner.name });
  });
  for (const run of after) run();
  return brand.brandId;
}
