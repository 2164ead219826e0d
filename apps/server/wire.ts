import path from "node:path";
import type { FastifyRequest } from "fastify";
import type { Brand } from "#platform/context.ts";
import type { Identities } from "#platform/http/port.ts";
import { demoSms } from "#integrations/sms-demo/index.ts";
import { smsWebhook } from "#integrations/sms-webhook/index.ts";
import { s3Pictures } from "#integrations/pictures-s3/index.ts";
import { smtpMail } from "#integrations/mail-smtp/index.ts";
import * as applications from "#modules/applications/index.ts";
import * as bookings from "#modules/bookings/index.ts";
import { campaignsMemberData } from "#modules/campaigns/index.ts";
import { memberCare } from "#modules/care/index.ts";
import * as channels from "#modules/channels/index.ts";
import { drawsPagePart, memberDraws } from "#modules/draws/index.ts";
import { wireVerify } from "#modules/insights/index.ts";
import { memberExchanges } from "#modules/mall/index.ts";
import { folderStore, wireMedia } from "#modules/media/index.ts";
import {
  memberIdentities,
  type SmsSender,
  wireMemberDataParts,
  wireOnSignIn,
  wirePublicUrl as wireMembersUrl,
  wireSms,
} from "#modules/members/index.ts";
import {
  createAccounts,
  organisationIdentities,
  wireAccounts,
  wireMail,
} from "#modules/organisation/index.ts";
import { wirePageParts } from "#modules/pages/index.ts";
import { claimOffer, offerPresence, offersPagePart } from "#modules/promotions/index.ts";
import { releasesPagePart } from "#modules/releases/index.ts";
import {
  depositTaker, memberOrders, pendingTopUps, pickupRight, stampOrder,
  wirePublicUrl as wireOrdersUrl,
} from "#modules/orders/index.ts";
import * as redemption from "#modules/redemption/index.ts";
import { memberReleases } from "#modules/releases/index.ts";
import { memberReviews, reviewsPagePart } from "#modules/reviews/index.ts";
import { getStore, wireOfferPresence } from "#modules/stores/index.ts";
import {
  entitlementRight, memberEntitlements, memberPoints, memberStamps, memberStoredValue,
  memberVouchers, offlineLosses, stampRight, voucherOffline, voucherRight,
  wirePendingTopUps, wireStamps, wireStoreCities, wireVoucherHolds,
} from "#modules/wallet/index.ts";
import type { AppOptions } from "./app.ts";
import type { SmsChoice } from "./config.ts";

/**
 * A code on the screen proves nothing about a phone: made-up brands show it, and all others only
 * where the operator of a trial asked for it.
 */
function smsOf(sms: SmsChoice): (brand: Brand) => SmsSender | null {
  const real = sms.url ? smsWebhook({ url: sms.url, token: sms.token }) : null;
  return (brand) => (brand.sample || (sms.onScreen && !real) ? demoSms : real);
}

/** Joins ports with those who implement them; the one place that knows both sides. */
export async function wire(options: AppOptions): Promise<Identities> {
  const { databases, publicUrl } = options;
  const accounts = createAccounts({
    pool: databases.ownerPool,
    secret: options.rootSecret.toString("base64url"),
    baseUrl: publicUrl ?? "http://localhost",
    secureCookies: options.secureCookies,
    passwords: options.passwords,
  });
  wireAccounts(accounts, databases);
  wireMail(
    options.smtpUrl ? smtpMail({ url: options.smtpUrl, from: options.mailFrom }) : undefined,
  );
  wireSms(smsOf(options.sms));
  wireOnSignIn((ctx, { visitorId, memberId }) => channels.bindVisitor(ctx, visitorId, memberId));
  wireMemberDataParts([
    channels.channelsMemberData,
    campaignsMemberData,
    memberVouchers,
    memberStoredValue,
    memberPoints,
    memberDraws,
    memberExchanges,
    redemption.memberRedemptions,
    memberReleases,
    memberOrders,
    bookings.memberBookings,
    memberCare,
    memberReviews,
    applications.memberApplications,
    memberStamps,
    memberEntitlements,
  ]);
  wireMedia(options.s3 ? s3Pictures(options.s3) : folderStore(path.join(options.dataDir, "media")));
  wireOfferPresence(offerPresence);
  wirePageParts([
    offersPagePart, releasesPagePart, drawsPagePart, bookings.bookingsPagePart, reviewsPagePart,
  ]);
  bookings.wireDeposits(depositTaker);
  redemption.wireRightKinds([
    voucherRight, pickupRight, stampRight, entitlementRight,
  ]);
  wireVoucherHolds((ctx, rightId) => redemption.heldAnywhere(ctx, { kind: "voucher", rightId }));
  redemption.wireOffline({ rights: voucherOffline, losses: offlineLosses });
  wireStoreCities(async (ctx, storeId) => (await getStore(ctx, storeId)).city);
  const urlOf = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`;
  bookings.wirePublicUrl(urlOf);
  applications.wirePublicUrl(urlOf);
  wirePendingTopUps(pendingTopUps);
  wireStamps({ order: stampOrder, reward: claimOffer, url: urlOf });
  channels.wirePublicUrl(urlOf);
  redemption.wirePublicUrl(urlOf);
  wireOrdersUrl(urlOf);
  wireMembersUrl(urlOf);
  wireVerify(databases.ownerPool);
  return { ...organisationIdentities(accounts), ...memberIdentities };
}
