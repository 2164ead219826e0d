import type { Answer } from "#packages/sdk/index.ts";

export type Stored = Answer<"getMyStoredValue">;
export type Lot = Answer<"listMyStoredLots">["items"][number];
export type Movement = Answer<"listMyStoredMovements">["items"][number];
