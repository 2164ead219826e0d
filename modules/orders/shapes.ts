import { Type as T } from "typebox";
import { Day, Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { orderStates, type OrderState, type PaymentKind, paymentKinds } from "./states.ts";
import type { UnpaidRule } from "./tables.ts";

const text = T.String();
export const StateSchema = T.Unsafe<OrderState>(T.Union(orderStates.map((one) => T.Literal(one))));
export const KindSchema = T.Unsafe<PaymentKind>(T.Union(paymentKinds.map((one) => T.Literal(one))));

const brief = {
  orderId: Id,
  number: text,
  state: StateSchema,
  paymentKind: KindSchema,
  storeId: Id,
  storeName: text,
  storeNameEn: Nullable(text),
  memberMasked: Nullable(text),
  totalMinor: Minor,
  paidMinor: Minor,
  refundedMinor: Minor,
  dueMinor: T.Integer({ description: "of the total, what money pays" }),
  openMinor: T.Integer({ description: "to be paid next, in money; 0: nothing" }),
  currency: text,
  placedAt: Millis,
  payUntil: Nullable(Millis),
  units: T.Integer(),
  firstName: text,
  firstNameEn: Nullable(text),
};
export const BriefSchema = T.Object(brief);

const line = T.Object({
  lineId: text,
  productId: Id,
  variantId: Nullable(Id),
  name: text,
  nameEn: Nullable(text),
  quantity: T.Integer(),
  returned: T.Integer(),
  initialMinor: Minor,
  payableMinor: Minor,
});

const unpaidRule = T.Unsafe<UnpaidRule>(T.Union([T.Literal("keep"), T.Literal("return")]));
const presale = {
  depositMinor: Minor,
  balanceMinor: Minor,
  balanceFrom: Millis,
  balanceTo: Millis,
  unpaidRule,
  keptMinor: T.Integer({ description: "of the deposit, lost if the balance is not paid" }),
};

export const OrderSchema = T.Object({
  ...brief,
  pointsUsed: T.Integer(),
  pointsMinor: Minor,
  pointsBack: T.Integer(),
  storedValueMinor: Minor,
  storedValueBackMinor: Minor,
  presale: Nullable(T.Object(presale)),
  note: Nullable(text),
  paidAt: Nullable(Millis),
  handedOverAt: Nullable(Millis),
  acceptAt: Nullable(T.Integer({ description: "accepted by time from then on" })),
  endedAt: Nullable(Millis),
  lines: T.Array(line),
  gifts: T.Array(T.Object({ label: text, quantity: T.Integer() })),
  applied: T.Array(text),
  shares: T.Array(text),
  payments: T.Array(
    T.Object({
      paymentId: Id,
      provider: text,
      method: text,
      state: text,
      amountMinor: Minor,
      link: Nullable(text),
      startedAt: Millis,
      endedAt: Nullable(Millis),
    }),
  ),
  refunds: T.Array(
    T.Object({
      refundId: Id,
      state: text,
      amountMinor: Minor,
      storedValueMinor: Minor,
      points: T.Integer(),
      reason: text,
      failure: Nullable(text),
      startedAt: Millis,
      endedAt: Nullable(Millis),
    }),
  ),
  steps: T.Array(text, { description: "what may happen to it next" }),
});

export const QuoteSchema = T.Object({
  totalMinor: Minor,
  dueMinor: Minor,
  points: Nullable(
    T.Object({
      balance: T.Integer(),
      used: T.Integer(),
      usedMinor: Minor,
      most: T.Integer({ description: "that this order may use" }),
      mostMinor: Minor,
    }),
  ),
  storedValue: Nullable(
    T.Object({ principalMinor: Minor, bonusMinor: Minor, usedMinor: Minor }),
  ),
  presale: Nullable(T.Object({ ...presale, worthMinor: Minor })),
});

export const PresaleSchema = T.Object({
  depositMinor: Nullable(T.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  depositBps: Nullable(T.Integer({ minimum: 1, maximum: 9_999 })),
  worthMinor: Nullable(T.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  depositFirstDay: Day,
  depositLastDay: Day,
  balanceFirstDay: Day,
  balanceLastDay: Day,
  unpaidRule,
}, { additionalProperties: false });

/** What the shop shows of a presale; instants, half-open. */
export const ShownPresaleSchema = T.Object({
  depositMinor: Nullable(Minor),
  depositBps: Nullable(T.Integer()),
  worthMinor: Nullable(Minor),
  depositTo: Millis,
  balanceFrom: Millis,
  balanceTo: Millis,
  unpaidRule,
});

const closed = { additionalProperties: false };
export const WalletWishInput = {
  usePoints: T.Optional(
    T.Union([T.Integer({ minimum: 0, maximum: 1_000_000_000 }), T.Literal("most")]),
  ),
  useStoredValueMinor: T.Optional(
    T.Union([T.Integer({ minimum: 0, maximum: 1_000_000_000_000 }), T.Literal("most")]),
  ),
};
export const LineInput = T.Object(
  {
    lineId: T.String({ minLength: 1, maxLength: 64 }),
    productId: Id,
    variantId: T.Optional(Nullable(Id)),
    quantity: T.Integer({ minimum: 1, maximum: 9_999 }),
  },
  closed,
);

export const ReturnedSchema = T.Array(
  T.Union([
    T.Object(
      {
        lineId: T.String({ minLength: 1, maxLength: 64 }),
        quantity: T.Integer({ minimum: 1, maximum: 9_999 }),
      },
      closed,
    ),
    T.Object(
      {
        gift: T.Integer({ minimum: 0, maximum: 999 }),
        quantity: T.Integer({ minimum: 1, maximum: 9_999 }),
      },
      closed,
    ),
  ]),
  { maxItems: 400 },
);

const change = { beforeMinor: Minor, afterMinor: Minor };
export const EffectSchema = T.Object({
  policy: text,
  refundMinor: Minor,
  moneyMinor: Minor,
  storedValueMinor: Minor,
  points: T.Integer(),
  pointsTaken: T.Integer({ description: "earned with it, and taken back" }),
  carriedMinor: Minor,
  lines: T.Array(
    T.Object({
      lineId: text,
      returnedQuantity: T.Integer(),
      keptQuantity: T.Integer(),
      ...change,
    }),
  ),
  benefits: T.Array(
    T.Object({
      offerId: text,
      name: text,
      nameEn: Nullable(text),
      voucherId: Nullable(Id),
      over: T.Boolean(),
      ...change,
    }),
  ),
  giftsCharged: T.Array(T.Object({ label: text, quantity: T.Integer(), worthMinor: Minor })),
});
