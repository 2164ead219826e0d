import { sql } from "kysely";
import type { Brand, Context } from "#platform/context.ts";
import { inBrand } from "#platform/db/driver.ts";
import { refuse } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { brandOf, systemContext } from "#platform/reactions.ts";
import type { SignedIn } from "./accounts.ts";
import { auditAct } from "./audit.ts";
import { inviteHash } from "./create-invite.ts";
import { grantsOfStaff } from "./identities.ts";
import { isPermitted } from "./permit.ts";
import { insertGrant, insertStaff } from "./staff.ts";
import { getRole } from "./staff-queries.ts";
import { wired } from "./wired.ts";

export interface Acceptance {
  readonly token: string;
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

export interface OpenInvite {
  readonly invite_id: string;
  readonly role_id: string;
  readonly unit_id: string;
  readonly email: string | null;
  readonly created_by: string | null;
  readonly grant_valid_to: Temporal.Instant | null;
}

/** The brand that the token names; refuses `invite_not_usable` like every fault of a token. */
export async function brandOfToken(token: string): Promise<Brand> {
  const { rows } = await wired().databases.appPool.query(
    "select * from platform.brands where key = $1 and deleting_at is null",
    [token.split(".")[0]],
  );
  if (!rows[0]) throw refuse("invite_not_usable");
  return brandOf(rows[0]);
}

export const usable = (ctx: Context, token: string) => sql`brand_id = ${ctx.brand.brandId}
  and token_hash = ${inviteHash(token)} and accepted_at is null and cancelled_at is null
  and expires_at > ${ctx.recordedAt}`;

const columns = sql`invite_id, role_id, unit_id, email, created_by, grant_valid_to`;

/** The invite of a token while it can be used. */
export async function findInvite(ctx: Context, token: string): Promise<OpenInvite> {
  const { rows } = await sql<OpenInvite>`select ${columns} from organisation.invites
    where ${usable(ctx, token)}`.execute(ctx.tx);
  if (!rows[0]) throw refuse("invite_not_usable");
  return rows[0];
}

/** One statement: of two who accept at once the second waits here, then finds it used. */
async function claim(ctx: Context, token: string): Promise<OpenInvite> {
  const { rows } = await sql<OpenInvite>`update organisation.invites
    set accepted_at = ${ctx.recordedAt} where ${usable(ctx, token)}
    returning ${columns}`.execute(ctx.tx);
  if (!rows[0]) throw refuse("invite_not_usable");
  return rows[0];
}

/** An invite dies with the rights of the one who made it. */
async function assertInviterStillMay(ctx: Context, invite: OpenInvite): Promise<void> {
  if (!invite.created_by) return;
  const staffId = invite.created_by;
  const grants = await grantsOfStaff(ctx.tx, ctx.brand.brandId, staffId, ctx.recordedAt);
  const inviter: Context = { ...ctx, grants, actor: { kind: "staff", staffId, accountId: "" } };
  const role = await getRole(ctx, invite.role_id);
  for (const capability of ["staff.manage", ...role.capabilities]) {
    if (await isPermitted(inviter, capability, invite.unit_id)) continue;
    throw refuse("invite_not_usable");
  }
}

async function accountFor(ctx: Context, input: Acceptance): Promise<string> {
  const { accounts, databases } = wired();
  const found = await databases.ownerPool.query(
    "select id, sample from accounts.identities where email = $1",
    [input.email],
  );
  const known = found.rows[0] as { id: string; sample: boolean } | undefined;
  if (!known) return accounts.createAccount(input);
  if (!(await accounts.passwordFits(known.id, input.password))) throw refuse("sign_in_failed");
  if (known.sample && !ctx.brand.sample) throw refuse("sample_account");
  return known.id;
}

async function accept(ctx: Context, input: Acceptance): Promise<void> {
  const invite = await claim(ctx, input.token);
  if (invite.email && invite.email !== input.email) throw refuse("invite_other_email");
  await assertInviterStillMay(ctx, invite);
  const accountId = await accountFor(ctx, input);
  const { name, email } = input;
  const staffId = await insertStaff(ctx, { staffId: newId(), accountId, name, email });
  const actor = { kind: "staff" as const, staffId, accountId };
  const own: Context = { ...ctx, actor };
  const { invite_id: inviteId, unit_id: unitId } = invite;
  await sql`update organisation.invites set accepted_by = ${staffId}
    where brand_id = ${ctx.brand.brandId} and invite_id = ${inviteId}`.execute(ctx.tx);
  await insertGrant(own, {
    staffId,
    roleId: invite.role_id,
    unitId,
    validTo: invite.grant_valid_to,
    grantedBy: invite.created_by,
  });
  await emit(own, "organisation.invite_accepted", { unitId, payload: { inviteId, staffId } });
  await auditAct(own, "acceptInvite", inviteId, { unitId });
}

export interface Accepted extends SignedIn {
  readonly brandKey: string;
}

/**
 * Uses an invite: makes the account (or checks the password of the one there is), the staff and
 * the grant, and signs in. Nothing is kept when any of it is refused, but a new account may be.
 */
export async function acceptInvite(
  caller: Context,
  acceptance: Acceptance,
  userAgent: string,
): Promise<Accepted> {
  const input = { ...acceptance, email: acceptance.email.trim().toLowerCase() };
  const brand = await brandOfToken(input.token);
  const after: Array<() => void> = [];
  await inBrand(wired().databases.app, brand.brandId, (tx) => {
    const { now, recordedAt, requestId, lang } = caller;
    const base = systemContext(brand, tx, "acceptInvite");
    return accept({ ...base, now, recordedAt, requestId, lang, afterCommit: after }, input);
  });
  for (const run of after) run();
  const signed = await wired().accounts.signIn(input.email, input.password, { userAgent });
  return { ...signed, brandKey: brand.key };
}
