import type { Brand, Context, Lang } from "#platform/context.ts";

export interface SmsMessage {
  /** E.164. */
  readonly phone: string;
  readonly code: string;
  readonly lang: Lang;
  readonly brandName: string;
}

/** Sends a one-time code; rejects when it was not accepted, within five seconds. */
export interface SmsSender {
  readonly name: string;
  /** True: the code may be answered to whoever asked. Only for brands that are made up. */
  readonly reveals: boolean;
  send(message: SmsMessage): Promise<void>;
}

/** What another module holds of a member: given out on export, let go on erasure. */
export interface MemberDataPart {
  readonly name: string;
  export(ctx: Context, memberId: string): Promise<unknown>;
  erase?(ctx: Context, memberId: string): Promise<void>;
}

export interface SignIn {
  readonly memberId: string;
  readonly visitorId: string;
}
type OnSignIn = (ctx: Context, signIn: SignIn) => Promise<void>;
type ChooseSms = (brand: Brand) => SmsSender | null;

let chooseSms: ChooseSms = () => null;
let onSignIn: OnSignIn = async () => undefined;
let parts: readonly MemberDataPart[] = [];

/** The sender of each brand; null: nobody can sign in there until one is set up. */
export function wireSms(choose: ChooseSms): void {
  chooseSms = choose;
}

/** Called in the sign-in's transaction when the visitor's browser is known. */
export function wireOnSignIn(handler: OnSignIn): void {
  onSignIn = handler;
}

export function wireMemberDataParts(list: readonly MemberDataPart[]): void {
  parts = list;
}

export const smsFor = (brand: Brand): SmsSender | null => chooseSms(brand);
export const signedIn = (ctx: Context, signIn: SignIn): Promise<void> => onSignIn(ctx, signIn);
export const dataParts = (): readonly MemberDataPart[] => parts;
