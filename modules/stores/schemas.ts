import { Type as T } from "typebox";
import { Day, Id, Millis, Nullable, Text } from "#platform/schema.ts";
import type { Store } from "./store.ts";
import type { StoreCard } from "./nearby-stores.ts";

export const Role = T.Union([
  T.Literal("sales"),
  T.Literal("experience"),
  T.Literal("flagship"),
  T.Literal("pickup"),
]);
export const System = T.Union([T.Literal("WGS-84"), T.Literal("GCJ-02"), T.Literal("BD-09")]);

const Span = T.Object(
  {
    weekday: T.Integer({ minimum: 1, maximum: 7, description: "1 is Monday" }),
    opensMin: T.Integer({ minimum: 0, maximum: 1439 }),
    closesMin: T.Integer({ minimum: 1, maximum: 2880, description: "past 1440: next day" }),
  },
  { additionalProperties: false },
);
const Special = T.Object(
  {
    day: Day,
    opensMin: Nullable(T.Integer({ minimum: 0, maximum: 1439 })),
    closesMin: Nullable(T.Integer({ minimum: 1, maximum: 2880 })),
  },
  { additionalProperties: false, description: "both null: closed on that day" },
);
const Position = T.Object(
  { lat: T.Number(), lng: T.Number(), system: System },
  { additionalProperties: false, description: "as it was measured" },
);

const changeable = {
  externalCode: T.Optional(Nullable(T.String({ maxLength: 64 }))),
  nameEn: T.Optional(Nullable(T.String({ maxLength: 120 }))),
  address: T.Optional(T.String({ maxLength: 200 })),
  city: T.Optional(T.String({ maxLength: 60 })),
  province: T.Optional(T.String({ maxLength: 60 })),
  phone: T.Optional(T.String({ maxLength: 40 })),
  areaM2: T.Optional(Nullable(T.Number())),
  position: T.Optional(Nullable(Position)),
  hours: T.Optional(T.Array(Span, { maxItems: 28 })),
  specialDays: T.Optional(T.Array(Special, { maxItems: 366 })),
};

export const NewStoreBody = T.Object(
  {
    parentId: T.Optional(Nullable(Id)),
    code: Text(32),
    name: Text(80),
    role: Role,
    ...changeable,
  },
  { additionalProperties: false },
);
export const StoreChangeBody = T.Object(
  { name: T.Optional(Text(80)), role: T.Optional(Role), ...changeable },
  { additionalProperties: false },
);

export const StoreAnswer = T.Object({
  storeId: Id,
  code: T.String(),
  externalCode: Nullable(T.String()),
  role: Role,
  name: T.String(),
  nameEn: Nullable(T.String()),
  address: T.String(),
  city: T.String(),
  province: T.String(),
  phone: T.String(),
  areaM2: Nullable(T.Number()),
  position: Nullable(Position),
  lat: Nullable(T.Number()),
  lng: Nullable(T.Number()),
  hours: T.Array(Span),
  createdAt: Millis,
  closedAt: Nullable(Millis),
});
export const StoreDetail = T.Object({
  ...StoreAnswer.properties,
  specialDays: T.Array(Special),
});

export const CardAnswer = T.Object({
  storeId: Id,
  code: T.String(),
  role: Role,
  name: T.String(),
  nameEn: Nullable(T.String()),
  address: T.String(),
  city: T.String(),
  phone: T.String(),
  lat: Nullable(T.Number()),
  lng: Nullable(T.Number()),
  distanceMeters: Nullable(T.Integer()),
  openNow: T.Boolean(),
  hoursToday: Nullable(T.Object({ opensMin: T.Integer(), closesMin: T.Integer() })),
});

export const ImportAnswer = T.Object({
  added: T.Integer(),
  changed: T.Integer(),
  unchanged: T.Integer(),
  problemCount: T.Integer(),
  problems: T.Array(T.Object({ line: T.Integer(), code: T.String(), detail: T.String() })),
  encoding: T.String(),
  ignoredColumns: T.Array(T.String()),
});

export const toAnswer = (store: Store) => ({
  ...store,
  hours: [...store.hours],
  createdAt: store.createdAt.epochMilliseconds,
  closedAt: store.closedAt?.epochMilliseconds ?? null,
});

export function toCard({ store, meters, openNow, hoursToday }: StoreCard) {
  const { storeId, code, role, name, nameEn, address, city, phone, lat, lng } = store;
  const distanceMeters = meters === null ? null : Math.round(meters);
  return {
    ...{ storeId, code, role, name, nameEn, address, city, phone, lat, lng },
    ...{ distanceMeters, openNow, hoursToday },
  };
}
