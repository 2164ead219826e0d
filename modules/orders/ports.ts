import type { Brand, Context, Lang } from "#platform/context.ts";

export interface PaymentAsk {
  /** Our number of it; the provider knows the payment by it. A repetition starts nothing new. */
  readonly tradeNo: string;
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly subject: string;
  /** link: a page to pay on; qr: text that the member scans; pay_code: read off their screen. */
  readonly method: "link" | "qr" | "pay_code";
  readonly payCode: string | null;
  /** Exclusive: not payable from then on. */
  readonly until: Temporal.Instant;
  /** Where the member comes back to. */
  readonly returnUrl: string;
  readonly noticeUrl: string;
  readonly lang: Lang;
}

/** What the provider says of a payment. */
export type PaymentState =
  | { readonly state: "open" | "closed" | "unknown" }
  | {
      readonly state: "paid";
      readonly providerRef: string;
      readonly amountMinor: number;
      readonly currency: string;
    };

export interface PaymentStart {
  /** Null: a pay code needs none. */
  readonly link: string | null;
  readonly answer: PaymentState;
}

export interface RefundAsk {
  readonly tradeNo: string;
  /** Our number of the refund; a repetition pays back nothing more. */
  readonly refundNo: string;
  readonly amountMinor: number;
  /** Of the whole payment. */
  readonly paidMinor: number;
  readonly currency: string;
}

export type RefundAnswer =
  | { readonly state: "pending" | "done" }
  /** It will not be done however often it is asked. */
  | { readonly state: "failed"; readonly failure: string };

/** A notice whose signature holds. */
export interface Notice {
  readonly noticeId: string;
  readonly kind: "payment" | "refund";
  /** Of the payment, or of the refund: our number. */
  readonly tradeNo: string;
  readonly providerRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly succeeded: boolean;
}

export interface RawNotice {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** One line of a provider's statement of a day. */
export interface StatementLine {
  readonly kind: "payment" | "refund";
  readonly tradeNo: string;
  readonly providerRef: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Kept by the provider; below zero: given back; 0: none, or the statement says nothing of it. */
  readonly feeMinor: number;
}

/** Of one brand, and of what was booked in a time; half-open. */
export interface StatementAsk {
  readonly brandKey: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/**
 * Who moves the money. Every call may take seconds, fail without saying what happened, or be
 * repeated: all are safe to repeat, and no row is held while one is waited for.
 */
export interface PaymentProvider {
  readonly name: string;
  readonly methods: readonly PaymentAsk["method"][];
  start(ask: PaymentAsk): Promise<PaymentStart>;
  query(tradeNo: string): Promise<PaymentState>;
  /** Nobody can pay it from then on; answers what it is by now (it may be paid). */
  close(tradeNo: string): Promise<PaymentState>;
  refund(ask: RefundAsk): Promise<RefundAnswer>;
  queryRefund(refundNo: string): Promise<RefundAnswer | { readonly state: "unknown" }>;
  /** Null: the signature does not hold, or it is no notice. */
  readNotice(raw: RawNotice): Notice | null;
  /** RangeError with the line's number where it cannot be read. */
  readStatement(text: string): StatementLine[];
  /** The file as the provider gives it; absent: people fetch it at the provider. */
  statement?(ask: StatementAsk): Promise<string>;
}

type Choose = (brand: Brand) => readonly PaymentProvider[];

let choose: Choose = () => [];

/** Providers of each brand, the first is the usual one; none: its orders are paid in the store. */
export function wirePayments(of: Choose): void {
  choose = of;
}

type InBrand = Pick<Context, "brand">;

export const paymentProviders = ({ brand }: InBrand): readonly PaymentProvider[] => choose(brand);
export const providerNamed = (ctx: InBrand, name: string): PaymentProvider | undefined =>
  paymentProviders(ctx).find((one) => one.name === name);
