import { sql } from "kysely";
import type { Context, Tx } from "#platform/context.ts";
import { refuse } from "#platform/errors.ts";
import { decodeCursor, type Page, pageFrom, type PageInput, pageLimit } from "#platform/paging.ts";
import { inScopeSql } from "./permit.ts";

export interface RoleName {
  readonly key: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** Roles that a member of staff holds somewhere at an instant. */
export async function rolesHeld(
  tx: Tx,
  brandId: string,
  staffId: string,
  now: Temporal.Instant,
): Promise<RoleName[]> {
  const { rows } = await sql<RoleName>`
    select distinct r.key, r.name, r.name_en as "nameEn"
    from organisation.grants g
    join organisation.roles r on r.brand_id = g.brand_id and r.role_id = g.role_id
    where g.brand_id = ${brandId} and g.staff_id = ${staffId} and g.revoked_at is null
      and g.valid_from <= ${now} and (g.valid_to is null or g.valid_to > ${now})
    order by r.key`.execute(tx);
  return rows;
}

export interface Role extends RoleName {
  readonly roleId: string;
  readonly capabilities: string[];
  readonly builtIn: boolean;
}

const roleColumns = sql`role_id as "roleId", key, name, name_en as "nameEn", capabilities,
  built_in as "builtIn"`;

/** Every role of the brand, the built-in ones first. A brand has few. */
export async function listRoles(ctx: Context): Promise<Role[]> {
  const { rows } = await sql<Role>`select ${roleColumns} from organisation.roles
    where brand_id = ${ctx.brand.brandId}
    order by built_in desc, created_at, role_id`.execute(ctx.tx);
  return rows;
}

export async function getRole(ctx: Context, roleId: string): Promise<Role> {
  const { rows } = await sql<Role>`select ${roleColumns} from organisation.roles
    where brand_id = ${ctx.brand.brandId} and role_id = ${roleId}`.execute(ctx.tx);
  if (!rows[0]) throw refuse("not_found");
  return rows[0];
}

/** A role by its key, e.g. "owner" or "guide"; refuses `not_found`. */
export async function roleByKey(ctx: Context, key: string): Promise<string> {
  const { rows } = await sql<{ role_id: string }>`select role_id from organisation.roles
    where brand_id = ${ctx.brand.brandId} and key = ${key}`.execute(ctx.tx);
  if (!rows[0]) throw refuse("not_found");
  return rows[0].role_id;
}

export interface StaffGrant {
  readonly grantId: string;
  readonly roleId: string;
  readonly roleKey: string;
  readonly roleName: string;
  readonly roleNameEn: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitNameEn: string | null;
  readonly validFromAt: number;
  readonly validToAt: number | null;
}

export interface StaffRow {
  readonly staffId: string;
  readonly name: string;
  readonly email: string;
  readonly grants: StaffGrant[];
}

const millis = (column: string) => sql`(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`;

/** Living grants of each row's staff, as one jsonb array. */
const grantsJson = (ctx: Context) => sql`coalesce((
  select jsonb_agg(jsonb_build_object(
    'grantId', g.grant_id, 'roleId', g.role_id, 'roleKey', r.key, 'roleName', r.name,
    'roleNameEn', r.name_en, 'unitId', g.unit_id, 'unitName', u.name, 'unitNameEn', u.name_en,
    'validFromAt', ${millis("g.valid_from")}, 'validToAt', ${millis("g.valid_to")})
    order by g.created_at)
  from organisation.grants g
  join organisation.roles r on r.brand_id = g.brand_id and r.role_id = g.role_id
  join organisation.units u on u.brand_id = g.brand_id and u.unit_id = g.unit_id
  where g.brand_id = s.brand_id and g.staff_id = s.staff_id and g.revoked_at is null
    and (g.valid_to is null or g.valid_to > ${ctx.recordedAt})), '[]'::jsonb)`;

/** Staff with a grant in the scope (any grant, an ended one too), newest first. */
export async function listStaff(
  ctx: Context,
  scope: readonly string[],
  page: PageInput,
): Promise<Page<StaffRow>> {
  const limit = pageLimit(page);
  const [after] = decodeCursor(page.cursor) ?? [];
  const { rows } = await sql<StaffRow>`
    select s.staff_id as "staffId", s.name, s.email, ${grantsJson(ctx)} as grants
    from organisation.staff s
    where s.brand_id = ${ctx.brand.brandId}
      and (${after ?? null}::uuid is null or s.staff_id < ${after ?? null}::uuid)
      and exists (select 1 from organisation.grants held
        where held.brand_id = s.brand_id and held.staff_id = s.staff_id
          and ${inScopeSql("held.unit_id", scope, ctx.recordedAt)})
    order by s.staff_id desc limit ${limit + 1}`.execute(ctx.tx);
  return pageFrom(rows, limit, (row) => [row.staffId]);
}
