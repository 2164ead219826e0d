import { Type as T } from "typebox";
import { Day, Id, Millis, Minor, Nullable, Text, Word } from "#platform/schema.ts";
import { bookingStates, depositStates, origins, resourceKinds, waitStates } from "./tables.ts";

const text = T.String();
export const closed = { additionalProperties: false };
export const StateSchema = Word(...bookingStates);
const OriginSchema = Word(...origins);
const KindSchema = Word(...resourceKinds);
const minutes = (minimum: number, maximum: number) => T.Integer({ minimum, maximum });

const opensMin = minutes(0, 1439);
const closesMin = T.Integer({ minimum: 1, maximum: 2880, description: "past 1440: next day" });
const SpanSchema = T.Object({ opensMin, closesMin }, closed);
const WeekSpanSchema = T.Object(
  {
    weekday: T.Integer({ minimum: 1, maximum: 7, description: "1 is Monday" }),
    opensMin,
    closesMin,
  },
  closed,
);

const serviceFields = {
  name: Text(80),
  nameEn: Nullable(T.String({ maxLength: 120 })),
  about: Nullable(T.String({ maxLength: 500 })),
  aboutEn: Nullable(T.String({ maxLength: 800 })),
  productId: Nullable(Id),
  needs: T.Array(KindSchema, {
    minItems: 1,
    maxItems: 4,
    description: "one resource of each kind serves",
  }),
  durationMin: minutes(5, 1440),
  beforeMin: minutes(0, 240),
  afterMin: minutes(0, 240),
  gridMin: T.Integer({ minimum: 5, maximum: 1440, description: "slots start every so often" }),
  capacity: T.Integer({ minimum: 1, maximum: 200, description: "people a slot" }),
  shared: T.Boolean({ description: "several bookings share a slot, a seat for each person" }),
  priceMinor: Nullable(T.Integer({ minimum: 1, description: "null: free" })),
  depositMinor: Nullable(T.Integer({ minimum: 1 })),
  depositProductId: Nullable(Id),
  leadMin: T.Integer({ minimum: 0, maximum: 43_200, description: "booked so long before" }),
  aheadDays: minutes(1, 366),
  cancelMin: T.Integer({ minimum: 0, maximum: 43_200, description: "cancelled so long before" }),
  holdMin: minutes(1, 60),
  remindMin: Nullable(T.Integer({ minimum: 5, maximum: 10_080 })),
  noShowMin: T.Integer({ minimum: 5, maximum: 1440, description: "not there so long after" }),
  noShowVoucher: Word("keep", "use"),
  noShowDeposit: Word("keep", "return"),
  active: T.Boolean(),
};
/** What is not told of a new service: half an hour with one member of staff, free. */
const usual = {
  nameEn: null,
  about: null,
  aboutEn: null,
  productId: null,
  needs: ["staff"],
  beforeMin: 0,
  afterMin: 0,
  gridMin: 30,
  capacity: 1,
  shared: false,
  priceMinor: null,
  depositMinor: null,
  depositProductId: null,
  leadMin: 30,
  aheadDays: 30,
  cancelMin: 120,
  holdMin: 10,
  remindMin: 120,
  noShowMin: 20,
  noShowVoucher: "keep",
  noShowDeposit: "keep",
  active: true,
} as const;
export { usual as usualService };

const { name, durationMin, ...others } = serviceFields;
export const NewServiceBody = T.Object(
  { unitId: Id, name, durationMin, ...T.Partial(T.Object(others)).properties },
  closed,
);
export const ServiceChangeBody = T.Partial(T.Object(serviceFields), closed);
export const ServiceSchema = T.Object({
  serviceId: Id,
  unitId: Id,
  ...serviceFields,
  name: text,
  resources: T.Integer({ description: "active resources that can do it" }),
});

/** What anybody may know of a service at a store. */
export const OpenServiceSchema = T.Object({
  serviceId: Id,
  name: text,
  nameEn: Nullable(text),
  about: Nullable(text),
  aboutEn: Nullable(text),
  productId: Nullable(Id),
  durationMin: T.Integer(),
  capacity: T.Integer(),
  shared: T.Boolean(),
  priceMinor: Nullable(Minor),
  depositMinor: Nullable(Minor),
  cancelMin: T.Integer(),
  holdMin: T.Integer(),
  aheadDays: T.Integer(),
  noShowMin: T.Integer(),
  noShowDeposit: Word("keep", "return"),
  resources: T.Array(
    T.Object({ resourceId: Id, kind: KindSchema, name: text, nameEn: Nullable(text) }),
    { description: "who or what a member may ask for" },
  ),
});

const resourceFields = {
  name: Text(80),
  nameEn: Nullable(T.String({ maxLength: 120 })),
  staffId: Nullable(Id),
  capacity: T.Integer({ minimum: 1, maximum: 200, description: "so many beside each other" }),
  hours: Nullable(T.Array(WeekSpanSchema, { maxItems: 28, description: "null: the store's" })),
  skills: T.Array(Id, { maxItems: 200, description: "services that it can do" }),
  active: T.Boolean(),
};
const { name: resourceName, ...resourceRest } = resourceFields;
export const NewResourceBody = T.Object(
  {
    storeId: Id,
    kind: KindSchema,
    name: resourceName,
    ...T.Partial(T.Object(resourceRest)).properties,
  },
  closed,
);
export const ResourceChangeBody = T.Partial(T.Object(resourceFields), closed);
export const ResourceSchema = T.Object({
  resourceId: Id,
  storeId: Id,
  kind: KindSchema,
  ...resourceFields,
  name: text,
  days: T.Array(T.Object({ day: Day, spans: T.Array(SpanSchema) }), {
    description: "days from today on that differ; no spans: away",
  }),
});
export const ResourceDaysBody = T.Object(
  {
    days: T.Array(T.Object({ day: Day, spans: T.Array(SpanSchema, { maxItems: 4 }) }, closed), {
      maxItems: 366,
      description: "from today on, all of them",
    }),
  },
  closed,
);

export const SlotSchema = T.Object({
  startsAt: Millis,
  endsAt: Millis,
  day: T.String({ description: "calendar day in the brand's time zone" }),
  left: T.Integer({ description: "people who still fit" }),
});
export const SlotsSchema = T.Object({
  timeZone: text,
  from: text,
  days: T.Integer(),
  items: T.Array(SlotSchema),
  now: Millis,
});

const nullableMillis = Nullable(Millis);
const booking = {
  bookingId: Id,
  number: text,
  state: StateSchema,
  origin: OriginSchema,
  storeId: Id,
  storeName: text,
  storeNameEn: Nullable(text),
  serviceId: Id,
  serviceName: text,
  serviceNameEn: Nullable(text),
  startsAt: Millis,
  endsAt: Millis,
  people: T.Integer(),
  resources: T.Array(
    T.Object({ resourceId: Id, kind: KindSchema, name: text, nameEn: Nullable(text) }),
  ),
  heldUntil: nullableMillis,
  voucherId: Nullable(Id),
  priceMinor: Nullable(Minor),
  depositMinor: Nullable(Minor),
  depositState: Nullable(Word(...depositStates)),
  orderId: Nullable(Id),
  note: Nullable(text),
  madeAt: Millis,
  arrivedAt: nullableMillis,
  startedAt: nullableMillis,
  finishedAt: nullableMillis,
  endedAt: nullableMillis,
  cancelReason: Nullable(text),
  cancelledBy: Nullable(Word("member", "staff", "system")),
  rating: Nullable(T.Integer()),
};
export const MyBookingSchema = T.Object({
  ...booking,
  storeCode: text,
  storeAddress: text,
  storePhone: text,
  timeZone: text,
  showText: T.String({ description: "what the member's QR says" }),
  cancelUntil: Millis,
  cancelMin: T.Integer(),
  noShowMin: T.Integer(),
  noShowVoucher: Word("keep", "use"),
  noShowDeposit: Word("keep", "return"),
  may: T.Array(Word("confirm", "pay", "move", "cancel", "check_in", "rate")),
});
export const StaffBookingSchema = T.Object({
  ...booking,
  memberId: Nullable(Id),
  memberMasked: Nullable(text),
  memberNameMasked: Nullable(text),
  guestName: Nullable(text),
  guestPhone: Nullable(text),
  arrivedBy: Nullable(Word("member", "staff")),
  waitSeconds: Nullable(
    T.Integer({ description: "from coming (booked: not before the start) to being served" }),
  ),
  outside: T.Boolean({ description: "the calendar is closed then: move or cancel it" }),
  may: T.Array(
    Word(
      "confirm", "move", "cancel", "check_in", "undo_check_in", "start", "finish", "no_show",
    ),
  ),
});

export const WaitSchema = T.Object({
  waitId: Id,
  storeId: Id,
  storeName: text,
  storeNameEn: Nullable(text),
  serviceId: Id,
  serviceName: text,
  serviceNameEn: Nullable(text),
  fromAt: Millis,
  toAt: Millis,
  people: T.Integer(),
  state: Word(...waitStates),
  ahead: T.Integer({ description: "people before, while waiting" }),
  bookingId: Nullable(Id),
  madeAt: Millis,
});
export const StaffWaitSchema = T.Object({ ...WaitSchema.properties, memberMasked: text });

export const HoldBody = T.Object(
  {
    storeId: Id,
    serviceId: Id,
    startsAt: Millis,
    people: T.Optional(T.Integer({ minimum: 1, maximum: 200 })),
    resourceId: T.Optional(Nullable(Id)),
    voucherId: T.Optional(Nullable(Id)),
    note: T.Optional(Nullable(T.String({ maxLength: 200 }))),
  },
  closed,
);
export const StaffBookingBody = T.Object(
  {
    storeId: Id,
    serviceId: Id,
    origin: Word("phone", "walk_in"),
    startsAt: T.Optional(Nullable(T.Integer({ description: "a walk-in's is now" }))),
    memberId: T.Optional(Nullable(Id)),
    phone: T.Optional(Nullable(Text(32))),
    name: T.Optional(Nullable(Text(40))),
    people: T.Optional(T.Integer({ minimum: 1, maximum: 200 })),
    resourceId: T.Optional(Nullable(Id)),
    note: T.Optional(Nullable(T.String({ maxLength: 200 }))),
  },
  closed,
);
export const MoveBody = T.Object(
  { startsAt: Millis, resourceId: T.Optional(Nullable(Id)) },
  closed,
);
export const WaitBody = T.Object(
  {
    storeId: Id,
    serviceId: Id,
    fromAt: Millis,
    toAt: Millis,
    people: T.Optional(T.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);

const group = T.Object({
  came: T.Integer(),
  served: T.Integer(),
  waitedSeconds: Nullable(T.Integer({ description: "mean from coming to being served" })),
  servedSeconds: Nullable(T.Integer({ description: "mean from start to end" })),
});
export const FiguresSchema = T.Object({
  booked: T.Object({
    ...group.properties,
    made: T.Integer(),
    noShows: T.Integer(),
    cancelled: T.Integer(),
  }),
  walkIns: group,
  savedSeconds: Nullable(
    T.Integer({ description: "walk-ins' mean wait less the booked ones', times those served" }),
  ),
  rating: Nullable(T.Integer({ description: "mean in hundredths" })),
});

export const FeedSchema = T.Object({
  feedId: Id,
  kind: Word("resource", "store", "member"),
  subjectId: Id,
  madeAt: Millis,
});
export const NewFeedSchema = T.Object({ ...FeedSchema.properties, url: text });

export const CloseDayBody = T.Object(
  {
    day: Day,
    opensMin: Nullable(opensMin),
    closesMin: Nullable(closesMin),
    acts: T.Array(
      T.Object(
        {
          bookingId: Id,
          act: Word("move", "cancel", "keep"),
          startsAt: T.Optional(Nullable(Millis)),
        },
        closed,
      ),
      { maxItems: 500 },
    ),
    reason: T.Optional(Nullable(T.String({ maxLength: 200 }))),
  },
  closed,
);
