import { Type as T } from "typebox";
import { Id, Millis, Nullable, Text } from "#platform/schema.ts";
import type { BlockTexts } from "./blocks.ts";
import type { BlockRow } from "./tables.ts";

export const Kind = T.Union([
  T.Literal("notice"),
  T.Literal("story"),
  T.Literal("picture"),
  T.Literal("entitlement"),
]);

export const texts = {
  titleEn: T.Optional(Nullable(T.String({ maxLength: 120 }))),
  text: T.Optional(T.String({ maxLength: 2000 })),
  textEn: T.Optional(Nullable(T.String({ maxLength: 4000 }))),
  mediaId: T.Optional(Nullable(Id)),
  showsFrom: T.Optional(Nullable(Millis)),
  showsUntil: T.Optional(Nullable(Millis)),
};
export const NewBlockBody = T.Object(
  { unitId: Id, kind: Kind, title: Text(80), ...texts },
  { additionalProperties: false },
);
export const BlockChangeBody = T.Object(
  { title: T.Optional(Text(80)), ...texts },
  { additionalProperties: false },
);

export const BlockAnswer = T.Object({
  blockId: Id,
  unitId: Id,
  kind: Kind,
  title: T.String(),
  titleEn: Nullable(T.String()),
  text: T.String(),
  textEn: Nullable(T.String()),
  mediaId: Nullable(Id),
  position: T.Integer(),
  state: T.Union([T.Literal("draft"), T.Literal("live")]),
  showsFrom: Nullable(Millis),
  showsUntil: Nullable(Millis),
  model: T.Boolean(),
  copiedFrom: Nullable(Id),
  updatedAt: Millis,
  publishedAt: Nullable(Millis),
});

const Hours = T.Object({ opensMin: T.Integer(), closesMin: T.Integer() });
const UnitKind = T.Union([
  T.Literal("group"),
  T.Literal("region"),
  T.Literal("city"),
  T.Literal("store"),
]);

export const StorePageAnswer = T.Object({
  kind: T.Literal("store"),
  brand: T.Object({
    key: T.String(),
    name: T.String(),
    nameEn: Nullable(T.String()),
    accentColor: T.String(),
    logoUrl: Nullable(T.String()),
    currency: T.String(),
    timeZone: T.String(),
    sample: T.Boolean(),
  }),
  store: T.Object({
    storeId: Id,
    code: T.String(),
    name: T.String(),
    nameEn: Nullable(T.String()),
    role: T.String(),
    address: T.String(),
    city: T.String(),
    phone: T.String(),
    openNow: T.Boolean(),
    hoursToday: Nullable(Hours),
    lat: Nullable(T.Number()),
    lng: Nullable(T.Number()),
  }),
  blocks: T.Array(
    T.Object({
      blockId: Id,
      unitId: Id,
      unitKind: UnitKind,
      unitName: T.String(),
      unitNameEn: Nullable(T.String()),
      kind: Kind,
      title: T.String(),
      titleEn: Nullable(T.String()),
      text: T.String(),
      textEn: Nullable(T.String()),
      imageUrl: Nullable(T.String()),
    }),
  ),
  offers: T.Array(T.Unknown()),
  parts: T.Record(T.String(), T.Unknown()),
  now: Millis,
});

const millis = (at: Temporal.Instant | null): number | null => at?.epochMilliseconds ?? null;

export const toAnswer = (block: BlockRow) => ({
  blockId: block.block_id,
  unitId: block.unit_id,
  kind: block.kind,
  title: block.title,
  titleEn: block.title_en,
  text: block.text,
  textEn: block.text_en,
  mediaId: block.media_id,
  position: block.position,
  state: block.state,
  showsFrom: millis(block.shows_from),
  showsUntil: millis(block.shows_until),
  model: block.model,
  copiedFrom: block.copied_from,
  updatedAt: block.updated_at.epochMilliseconds,
  publishedAt: millis(block.published_at),
});

interface Dated {
  readonly showsFrom?: number | null;
  readonly showsUntil?: number | null;
}

const instant = (at: number | null | undefined) =>
  at === null || at === undefined ? at : Temporal.Instant.fromEpochMilliseconds(at);

export function withInstants<B extends Dated>(body: B): Omit<B, keyof Dated> & Partial<BlockTexts> {
  const { showsFrom, showsUntil, ...rest } = body;
  return { ...rest, showsFrom: instant(showsFrom), showsUntil: instant(showsUntil) };
}
