import path from "node:path";
import type { FastifyRequest } from "fastify";
import type { Identities } from "#platform/http/port.ts";
import { demoSms } from "#integrations/sms-demo/index.ts";
import { smtpMail } from "#integrations/mail-smtp/index.ts";
import * as channels from "#modules/channels/index.ts";
import { wireVerify } from "#modules/insights/index.ts";
import { wireMedia } from "#modules/media/index.ts";
import {
  memberIdentities,
  wireMemberDataParts,
  wireOnSignIn,
  wireSms,
} from "#modules/members/index.ts";
import {
  createAccounts,
  organisationIdentities,
  wireAccounts,
  wireMail,
} from "#modules/organisation/index.ts";
import { wirePageParts } from "#modules/pages/index.ts";
import { offerPresence, offersPagePart } from "#modules/promotions/index.ts";
import * as redemption from "#modules/redemption/index.ts";
import { wireOfferPresence } from "#modules/stores/index.ts";
import { memberVouchers, voucherRight } from "#modules/wallet/index.ts";
import type { AppOptions } from "./app.ts";

/** Joins ports with those who implement them; the one place that knows both sides. */
export async function wire(options: AppOptions): Promise<Identities> {
  const { databases, publicUrl } = options;
  const accounts = createAccounts({
    pool: databases.ownerPool,
    secret: options.rootSecret.toString("base64url"),
    baseUrl: publicUrl ?? "http://localhost",
    secureCookies: options.secureCookies,
  });
  wireAccounts(accounts, databases);
  wireMail(
    options.smtpUrl ? smtpMail({ url: options.smtpUrl, from: options.mailFrom }) : undefined,
  );
  // A code on the screen proves nothing about a phone: only made-up brands may show it.
  wireSms((brand) => (brand.sample ? demoSms : null));
  wireOnSignIn((ctx, { visitorId, memberId }) => channels.bindVisitor(ctx, visitorId, memberId));
  wireMemberDataParts([
    channels.channelsMemberData,
    memberVouchers,
    redemption.memberRedemptions,
  ]);
  wireMedia({ folder: path.join(options.dataDir, "media") });
  wireOfferPresence(offerPresence);
  wirePageParts([offersPagePart]);
  redemption.wireRightKinds([voucherRight]);
  const urlOf = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`;
  channels.wirePublicUrl(urlOf);
  redemption.wirePublicUrl(urlOf);
  wireVerify(databases.ownerPool);
  return { ...organisationIdentities(accounts), ...memberIdentities };
}
