import type { ModuleParts } from "#platform/module.ts";
import "./card/errors.ts";
import "./card/events.ts";
import { reviewTiersJob } from "./card/review-job.ts";
import { cardRoutes } from "./card/routes.ts";
import { spendingReaction } from "./card/spending-reaction.ts";
import "./errors.ts";
import "./events.ts";
import { memberRoutes } from "./routes.ts";
import { memberStaffRoutes } from "./staff-routes.ts";

export { phoneIn } from "./brand-phone.ts";
export { memberByCode, showMemberCode } from "./card/member-code.ts";
export { wirePublicUrl } from "./card/member-link.ts";
export { saveCard } from "./card/card.ts";
export { pointsBpsOf, tierOf } from "./card/standing.ts";
export type { ConsentState } from "./consents.ts";
export type { Purpose } from "./consent-texts.ts";
export type { Ensured } from "./ensure-member.ts";
export type { Member } from "./find-members.ts";
export type { MaskedMember } from "./masked-member.ts";
export type { MemberDataPart, SignIn, SmsMessage, SmsSender } from "./ports.ts";
export { ensureMember, ensureMembers } from "./ensure-member.ts";
export {
  heldMember,
  memberById,
  memberByPhone,
  membersByExternalIds,
} from "./find-members.ts";
export { maskedMember, maskedMembers, unknownMember } from "./masked-member.ts";
export { areNewMembers } from "./new-member.ts";
export { householdKeys } from "./households.ts";
export { phoneHashes } from "./phone-hashes.ts";
export { wireMemberDataParts, wireOnSignIn, wireSms } from "./ports.ts";
export { memberIdentities, membersByTokens, sessionTokenOf } from "./sessions.ts";

export const membersModule: ModuleParts = {
  name: "members",
  routes: [...memberRoutes, ...memberStaffRoutes, ...cardRoutes],
  reactions: [spendingReaction],
  jobs: [reviewTiersJob],
};
