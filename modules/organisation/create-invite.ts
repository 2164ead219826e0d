import { type Context, tablesOf } from "#platform/context.ts";
import { newId, randomToken } from "#platform/ids.ts";
import { emit } from "#platform/journal.ts";
import { keyedHash } from "#platform/secrets.ts";
import { auditAct } from "./audit.ts";
import { assertAhead, assertMayGrant } from "./grant-role.ts";
import type { OrganisationTables } from "./tables.ts";
import { mailSender, wired } from "./wired.ts";

export interface NewInvite {
  readonly roleId: string;
  readonly unitId: string;
  /** Only this e-mail may accept, and gets the link if mail is set up; null: whoever has it. */
  readonly email: string | null;
  /** End of the grant that it makes. */
  readonly grantValidTo: Temporal.Instant | null;
}

export interface MadeInvite {
  readonly inviteId: string;
  /** Shown this once; only its hash is kept. */
  readonly token: string;
  /** Path of the page that accepts; the token lies behind "#", so that no server logs it. */
  readonly link: string;
  readonly expiresAt: Temporal.Instant;
  readonly mailed: boolean;
}

const days = 7;

export const inviteHash = (token: string): Buffer => keyedHash("invite", token);

function sendLater(ctx: Context, email: string | null, link: string): boolean {
  const sender = mailSender();
  if (!sender || !email) return false;
  const brandName = ctx.lang === "en" ? (ctx.brand.nameEn ?? ctx.brand.name) : ctx.brand.name;
  const address = new URL(link, wired().accounts.baseUrl).href;
  const mail = { to: email, lang: ctx.lang, brandName, link: address };
  // A job would keep the token in its payload; a mail that fails is seen by nobody accepting.
  ctx.afterCommit.push(() => void sender.sendInvite(mail).catch(() => undefined));
  return true;
}

/** Makes a link that works once, for seven days, and grants the role to whoever accepts. */
export async function createInvite(ctx: Context, invite: NewInvite): Promise<MadeInvite> {
  assertAhead(ctx, invite.grantValidTo);
  await assertMayGrant(ctx, invite.roleId, invite.unitId);
  const inviteId = newId();
  // It carries the brand's key, so that the brand is known before anything is looked up.
  const token = `${ctx.brand.key}.${randomToken()}`;
  const expiresAt = ctx.recordedAt.add({ hours: days * 24 });
  const email = invite.email?.trim().toLowerCase() || null;
  await tablesOf<OrganisationTables>(ctx)
    .insertInto("organisation.invites")
    .values({
      brand_id: ctx.brand.brandId,
      invite_id: inviteId,
      token_hash: inviteHash(token),
      role_id: invite.roleId,
      unit_id: invite.unitId,
      grant_valid_to: invite.grantValidTo,
      email,
      created_by: ctx.actor.kind === "staff" ? ctx.actor.staffId : null,
      created_at: ctx.now,
      expires_at: expiresAt,
      accepted_at: null,
      accepted_by: null,
      cancelled_at: null,
    })
    .execute();
  const payload = { inviteId, roleId: invite.roleId };
  await emit(ctx, "organisation.staff_invited", { unitId: invite.unitId, payload });
  await auditAct(ctx, "createInvite", inviteId, { unitId: invite.unitId });
  const link = `/console/invite#${token}`;
  return { inviteId, token, link, expiresAt, mailed: sendLater(ctx, email, link) };
}
