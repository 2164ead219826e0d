import { Type as T } from "typebox";
import { Id, Millis, Minor, Nullable } from "#platform/schema.ts";
import { orderStates, type OrderState, type PaymentKind, paymentKinds } from "./states.ts";

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

export const OrderSchema = T.Object({
  ...brief,
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
      reason: text,
      failure: Nullable(text),
      startedAt: Millis,
      endedAt: Nullable(Millis),
    }),
  ),
  steps: T.Array(text, { description: "what may happen to it next" }),
});

const closed = { additionalProperties: false };
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
