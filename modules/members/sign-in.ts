import { maskPhone } from "#packages/text/index.ts";
import type { Context } from "#platform/context.ts";
import { throttle } from "#platform/throttle.ts";
import { chooseConsent, type ConsentChoice, noteNotice } from "./consents.ts";
import { ensureMember } from "./ensure-member.ts";
import { spendCode } from "./one-time-codes.ts";
import { signedIn } from "./ports.ts";
import { endSession, openSession } from "./sessions.ts";

export interface SignInInput {
  readonly phone: string;
  readonly code: string;
  readonly consents: readonly ConsentChoice[];
  readonly visitorId?: string | undefined;
}

export interface SignedIn {
  readonly memberId: string;
  readonly created: boolean;
  readonly phoneMasked: string;
  /** For the cookie only. */
  readonly token: string;
}

/** Many phones guessed from one address; a store's guests stay far below it. */
const perAddressAnHour = 600;

/** Signs in by phone and code; makes the member on the first time. */
export async function signIn(ctx: Context, input: SignInInput): Promise<SignedIn> {
  const rule = { keys: [ctx.clientHash], max: perAddressAnHour, windowSeconds: 3_600 };
  await throttle(ctx, { purpose: "sign_in_address", ...rule });
  const phone = await spendCode(ctx, input);
  const { memberId, created } = await ensureMember(ctx, { phone });
  await noteNotice(ctx, memberId);
  for (const choice of input.consents) {
    // A box left empty at sign-in is no withdrawal; that is made under "Me".
    if (choice.given) await chooseConsent(ctx, memberId, choice);
  }
  if (ctx.actor.kind === "member") await endSession(ctx, ctx.actor.sessionId);
  const token = await openSession(ctx, memberId);
  if (input.visitorId) await signedIn(ctx, { memberId, visitorId: input.visitorId });
  return { memberId, created, phoneMasked: maskPhone(phone), token };
}
