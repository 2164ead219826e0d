import { Type as T } from "typebox";
import { pageOf, pageQuery } from "#platform/paging.ts";
import { defineRoute, memberOnly, type Route, staff } from "#platform/route.ts";
import { Id, Millis, Minor, Nullable, Text } from "#platform/schema.ts";
import { enrolDevice, listDevices, revokeDevice } from "./devices.ts";
import { rotateOfflineKey } from "./keys.ts";
import { listConflicts } from "./list-conflicts.ts";
import { offlineStores } from "./offline-stores.ts";
import { allowedOffers, allowOffer, policyOf, setPolicy } from "./policy.ts";
import { signStatement } from "./sign-statement.ts";
import { syncDevice } from "./sync.ts";

const tag = "redemption";
const closed = { additionalProperties: false };
const text = Nullable(T.String());
const Place = Nullable(T.Object({ name: T.String(), nameEn: text }));

const PolicySchema = T.Object(
  {
    deviceCount: T.Integer({ minimum: 0, maximum: 10_000, description: "a device and day" }),
    deviceValueMinor: T.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
    storeCount: T.Integer({ minimum: 0, maximum: 100_000, description: "a store and day" }),
    storeValueMinor: T.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
    contactlessSeconds: T.Integer({ minimum: 0, maximum: 259_200 }),
    statementSeconds: T.Integer({ minimum: 60, maximum: 86_400 }),
    secondUse: T.Union([T.Literal("honour"), T.Literal("refuse")]),
    lossBearer: T.Union([T.Literal("brand"), T.Literal("store")]),
  },
  { ...closed, description: "a zero among the caps or the time without contact: off" },
);

const sign = defineRoute({
  operationId: "signOfflineStatement",
  method: "POST",
  path: "/:brand/api/rights/:kind/:rightId/offline",
  tag,
  summary: { zh: "领取离线二维码", en: "Sign an offline QR for one store; holds the right there" },
  access: memberOnly(),
  // A stored answer would keep what only the member's phone shall have.
  idempotent: "exempt",
  params: T.Object({ kind: T.String({ maxLength: 40 }), rightId: Id }),
  body: T.Object({ storeId: Id }, closed),
  answer: T.Object({
    text: T.String({ description: "for the QR: 118 signed bytes" }),
    storeId: Id,
    storeName: text,
    storeNameEn: text,
    from: Millis,
    until: T.Integer({ description: "epoch milliseconds, exclusive" }),
    holdUntil: T.Integer({ description: "no other store takes the right before" }),
  }),
  errors: [
    "right_unknown", "held_at_store", "offline_off_here", "offline_offer_not",
    "offline_kind_not", "offline_key_lost",
    "voucher_used", "voucher_expired", "voucher_not_yet_valid", "voucher_recalled", "wrong_store",
  ],
  run: (ctx, { params, body }) => signStatement(ctx, { ...params, ...body }),
});

const stores = defineRoute({
  operationId: "listOfflineStores",
  method: "GET",
  path: "/:brand/api/offline/stores",
  tag,
  summary: { zh: "可离线核销的门店", en: "Stores that take an offline QR" },
  access: memberOnly(),
  answer: T.Object({
    items: T.Array(T.Object({ storeId: Id, name: T.String(), nameEn: text, city: text })),
  }),
  run: (ctx) => offlineStores(ctx),
});

const enrol = defineRoute({
  operationId: "addOfflineDevice",
  method: "POST",
  path: "/api/:brand/offline/devices",
  tag,
  summary: { zh: "登记离线核销设备", en: "Enrol a counter for the time without a network" },
  access: staff("redemption.redeem"),
  body: T.Object(
    { storeId: Id, name: Text(60), publicKey: T.String({ minLength: 80, maxLength: 100 }) },
    closed,
  ),
  answer: T.Object({ deviceId: Id }),
  errors: ["offline_key_invalid", "offline_device_elsewhere", "offline_devices_full"],
  run: (ctx, { body }) => enrolDevice(ctx, body),
});

const devices = defineRoute({
  operationId: "listOfflineDevices",
  method: "GET",
  path: "/api/:brand/offline/devices",
  tag,
  summary: { zh: "离线核销设备", en: "Counters enrolled at a store" },
  access: staff("redemption.redeem"),
  query: T.Object({ storeId: Id }),
  answer: T.Object({
    items: T.Array(
      T.Object({
        deviceId: Id,
        name: T.String(),
        enrolledAt: Millis,
        seenAt: Millis,
        revokedAt: Nullable(Millis),
      }),
    ),
  }),
  run: (ctx, { query }) => listDevices(ctx, query.storeId),
});

const revoke = defineRoute({
  operationId: "revokeOfflineDevice",
  method: "POST",
  path: "/api/:brand/offline/devices/:deviceId/revoke",
  tag,
  summary: { zh: "停用离线核销设备", en: "Revoke a counter" },
  access: staff("redemption.undo"),
  params: T.Object({ deviceId: Id }),
  errors: ["offline_device_unknown"],
  run: (ctx, { params }) => revokeDevice(ctx, params.deviceId),
});

const Sent = { text: T.String({ maxLength: 4000 }), signature: T.String({ maxLength: 100 }) };

const sync = defineRoute({
  operationId: "sendOfflineRecords",
  method: "POST",
  path: "/api/:brand/offline/devices/:deviceId/sync",
  tag,
  summary: { zh: "上传离线核销记录并取回规则", en: "Send offline records, fetch the rules" },
  access: staff("redemption.redeem"),
  // Its own key is for ever: device and sequence.
  idempotent: "exempt",
  params: T.Object({ deviceId: Id }),
  body: T.Object(
    {
      contact: T.String({ maxLength: 1000 }),
      signature: T.String({ maxLength: 100 }),
      records: T.Array(T.Object(Sent, closed), { maxItems: 50 }),
    },
    closed,
  ),
  answer: T.Object({
    serverAt: Millis,
    revoked: T.Boolean(),
    expected: T.Integer({ description: "the next sequence number" }),
    results: T.Array(
      T.Object({
        sequence: T.Integer(),
        outcome: T.String({
          description: "redeemed | honoured | refused | undone | undo_void | quarantined",
        }),
        reason: text,
      }),
    ),
    rules: T.Unknown({ description: "packages/offline store-rules.ts" }),
    revocations: T.Unknown({ description: "packages/offline revocation-list.ts" }),
  }),
  errors: ["offline_device_unknown", "offline_contact_invalid"],
  run: (ctx, { params, body }) => syncDevice(ctx, { ...params, ...body }),
});

const getPolicy = defineRoute({
  operationId: "getOfflinePolicy",
  method: "GET",
  path: "/api/:brand/offline/policies/:unitId",
  tag,
  summary: { zh: "离线核销上限", en: "Offline caps of a unit, its own or inherited" },
  access: staff("offers.read", { unit: (input: { params: { unitId: string } }) =>
    input.params.unitId }),
  params: T.Object({ unitId: Id }),
  answer: T.Object({ unitId: Nullable(Id), policy: PolicySchema }),
  run: (ctx, { params }) => policyOf(ctx, params.unitId),
});

const putPolicy = defineRoute({
  operationId: "setOfflinePolicy",
  method: "PUT",
  path: "/api/:brand/offline/policies/:unitId",
  tag,
  summary: { zh: "设置离线核销上限", en: "Set the offline caps of a unit and below" },
  access: staff("offers.publish", { unit: (input: { params: { unitId: string } }) =>
    input.params.unitId }),
  params: T.Object({ unitId: Id }),
  body: PolicySchema,
  run: (ctx, { params, body }) => setPolicy(ctx, params.unitId, body),
});

const offers = defineRoute({
  operationId: "listOfflineOffers",
  method: "GET",
  path: "/api/:brand/offline/offers",
  tag,
  summary: { zh: "可离线核销的优惠", en: "Offers that may be taken offline" },
  access: staff("offers.read"),
  answer: T.Object({ offerIds: T.Array(Id) }),
  run: async (ctx) => ({ offerIds: await allowedOffers(ctx) }),
});

const putOffer = defineRoute({
  operationId: "setOfflineOffer",
  method: "PUT",
  path: "/api/:brand/offline/offers/:offerId",
  tag,
  summary: { zh: "设置优惠可否离线核销", en: "Say whether an offer may be taken offline" },
  access: staff("offers.publish", "brand"),
  params: T.Object({ offerId: Id }),
  body: T.Object({ allowed: T.Boolean() }, closed),
  run: (ctx, { params, body }) => allowOffer(ctx, params.offerId, body.allowed),
});

const rotate = defineRoute({
  operationId: "makeOfflineKey",
  method: "POST",
  path: "/api/:brand/offline/keys",
  tag,
  summary: { zh: "更换离线签名密钥", en: "Make the next offline key; it signs after three days" },
  access: staff("brand.manage", "brand"),
  answer: T.Object({ keyId: T.Integer(), signsFrom: Millis }),
  errors: ["offline_keys_used_up"],
  run: (ctx) => rotateOfflineKey(ctx),
});

const ConflictSchema = T.Object({
  kind: T.String({ description: "conflict | quarantined" }),
  id: T.String(),
  storeId: Id,
  store: Place,
  deviceId: Id,
  deviceName: T.String(),
  sequence: T.Integer(),
  code: T.String({ description: "why it could not stand" }),
  problem: Nullable(T.String({ description: "of a second use: the code in the reader's words" })),
  decision: Nullable(T.String({ description: "honoured | refused" })),
  owner: Place,
  lossMinor: Nullable(Minor),
  billMinor: Nullable(Minor),
  usedAt: Nullable(Millis),
  recordedAt: Millis,
  undoneAt: Nullable(Millis),
  firstStore: Place,
  firstAt: Nullable(Millis),
  firstDeviceId: text,
  firstDeviceName: text,
  title: text,
  titleEn: text,
});

const conflicts = defineRoute({
  operationId: "listOfflineConflicts",
  method: "GET",
  path: "/api/:brand/offline/conflicts",
  tag,
  summary: { zh: "离线核销冲突", en: "Second uses and disbelieved records, newest first" },
  access: staff("redemption.undo"),
  query: T.Object({ ...pageQuery, storeId: T.Optional(Id) }),
  answer: pageOf(ConflictSchema),
  run: (ctx, { query }) => listConflicts(ctx, query),
});

export const offlineRoutes: readonly Route[] = [
  sign, stores, enrol, devices, revoke, sync, getPolicy, putPolicy, offers, putOffer, rotate,
  conflicts,
];
