import type { Answer } from "#packages/sdk/index.ts";

export type MyCard = Answer<"getMyCard">;
export type BrandCard = NonNullable<MyCard["card"]>;
export type Benefit = BrandCard["benefits"][number];
export type Tier = BrandCard["tiers"][number];
export type MyPoints = Answer<"getMyPoints">;
export type Posting = Answer<"listMyPointsPostings">["items"][number];
export type MallItem = Answer<"listMall">["items"][number];
export type MemberCode = Answer<"showMemberCode">;
